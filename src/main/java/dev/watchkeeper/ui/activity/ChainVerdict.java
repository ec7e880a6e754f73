package dev.watchkeeper.ui.activity;

import dev.watchkeeper.audit.AuditLog;
import dev.watchkeeper.audit.AuditVerdict;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.ui.fx.Background;
import dev.watchkeeper.ui.fx.Badge;
import dev.watchkeeper.ui.fx.Mark;

import javafx.scene.control.Button;
import javafx.scene.layout.HBox;

/// The button that recomputes the record's chain, and what came of it.
final class ChainVerdict extends HBox {
    private final Button verify = new Button("Verify the chain");
    private final Badge badge = new Badge(Mark.UNKNOWN);

    ChainVerdict(AuditLog audit, Background background) {
        getStyleClass().add("line");
        badge.show(Mark.UNKNOWN, "not verified in this session");
        badge.setId("chain-verdict");
        verify.setId("verify-chain");
        verify.getStyleClass().add("small");
        verify.setOnAction(e -> {
            verify.setDisable(true);
            background.run(audit::verify, this::show, this::failed);
        });
        getChildren().addAll(badge, verify);
    }

    private void show(AuditVerdict verdict) {
        verify.setDisable(false);
        switch (verdict) {
            case AuditVerdict.Intact v ->
                    badge.show(Mark.OK, "intact, %,d entries".formatted(v.entries()));
            case AuditVerdict.Broken v ->
                    badge.show(
                            Mark.CRITICAL,
                            "broken at number " + v.number() + ": " + VisibleText.of(v.reason()));
        }
    }

    private void failed(String why) {
        verify.setDisable(false);
        badge.show(Mark.UNKNOWN, "could not be read: " + VisibleText.capped(why, 200));
    }
}
