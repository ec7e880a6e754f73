package dev.watchkeeper.ui.certificates;

import dev.watchkeeper.finding.RenewalPolicy;
import dev.watchkeeper.finding.RenewalText;
import dev.watchkeeper.finding.RenewalWay;
import dev.watchkeeper.ui.fx.AgeLabel;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.FieldGrid;
import dev.watchkeeper.ui.fx.Layouts;

import javafx.scene.layout.VBox;

import java.time.Instant;

/// Who renews a certificate, and what is next.
final class RenewalSection extends VBox {
    private final Ages ages;

    RenewalSection(CertificateRow row, Ages ages) {
        this.ages = ages;
        getStyleClass().add("section");
        setId("renewal");
        getChildren().add(Layouts.label("Renewal", "section-title"));
        row.renewal().ifPresent(this::standing);
        var fields = new FieldGrid();
        fields.add("by", by(row.way()));
        RenewalWords.command(row.way()).ifPresent(c -> fields.addMono("command", c));
        row.target()
                .endpoint()
                .renewalNote()
                .filter(_ -> !(row.way() instanceof RenewalWay.Told))
                .ifPresent(n -> fields.add("note", n));
        row.target().endpoint().owner().ifPresent(o -> fields.add("owner", o));
        row.renewal().ifPresent(p -> policy(p, fields));
        if (row.renewal().isEmpty() && row.leaf().isPresent()) {
            fields.add("due", "never: it has no expiry");
        }
        getChildren().add(fields);
    }

    /// One sentence that ticks.
    private void standing(RenewalPolicy policy) {
        var label = new AgeLabel(ages).as(_ -> RenewalText.standing(policy, ages.now()));
        label.getStyleClass().setAll("label", "strong");
        label.setWrapText(true);
        label.setMinWidth(0);
        label.show(policy.due().due());
        getChildren().add(label);
    }

    private static String by(RenewalWay way) {
        return way instanceof RenewalWay.NotKnown
                ? "by hand, as far as is known: neither `renewals:` of the fleet file nor a host"
                        + " that was asked names what renews it"
                : RenewalWords.way(way);
    }

    private void policy(RenewalPolicy policy, FieldGrid fields) {
        fields.add("rule", RenewalText.rule(policy.due().rule()));
        fields.add("due", at(policy.due().due()));
        fields.add("overdue", at(policy.due().overdueAt()) + ", two runs later");
        fields.add(
                "tried",
                "every " + RenewalText.span(policy.runs().every()) + ", " + policy.runs().by());
        policy.runs().next().ifPresent(n -> fields.add("next run", at(n)));
        policy.suggested().ifPresent(s -> fields.add("authority", RenewalText.suggested(s)));
    }

    private String at(Instant moment) {
        return ages.absolute(moment) + " (" + ages.relative(moment) + ")";
    }
}
