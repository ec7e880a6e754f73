package dev.watchkeeper.ui.findings;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.ssh.HostKeyProblem;
import dev.watchkeeper.ui.fx.Clip;
import dev.watchkeeper.ui.fx.Layouts;
import dev.watchkeeper.ui.fx.Mark;
import dev.watchkeeper.ui.fx.MarkShape;
import dev.watchkeeper.ui.fx.Overlay;

import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.layout.VBox;

import java.util.Optional;
import java.util.function.BiConsumer;

/// A host key that was refused. An unknown one may be accepted after its fingerprint was compared;
/// a changed or revoked one is a hard stop without any button.
final class KeySection {
    private final Overlay overlay;
    private final BiConsumer<Finding, HostKeyProblem> accept;

    /// @param accept stores the key and checks the host again
    KeySection(Overlay overlay, BiConsumer<Finding, HostKeyProblem> accept) {
        this.overlay = overlay;
        this.accept = accept;
    }

    Optional<Node> of(Finding finding) {
        return finding instanceof Finding.HostFinding f
                        && f.observation() instanceof HostObservation.KeyRefused refused
                ? Optional.of(body(f, refused.problem()))
                : Optional.empty();
    }

    private Node body(Finding finding, HostKeyProblem problem) {
        VBox box = Layouts.column("host-key", fingerprint("presented", problem.fingerprint()));
        problem.known().forEach(k -> box.getChildren().add(fingerprint("known", k)));
        box.getChildren().addFirst(Layouts.wrapped(words(problem), "strong"));
        switch (problem.kind()) {
            case UNKNOWN -> box.getChildren().add(acceptButton(finding, problem));
            case CHANGED, REVOKED ->
                    box.getChildren()
                            .add(
                                    Layouts.row(
                                            "loss",
                                            new MarkShape(Mark.CRITICAL, 14),
                                            Layouts.growing(Layouts.wrapped(stop(problem)))));
        }
        return box;
    }

    private static String words(HostKeyProblem problem) {
        String key = problem.keyType() + " key of " + problem.host();
        return switch (problem.kind()) {
            case UNKNOWN -> "The " + key + " was never seen before.";
            case CHANGED -> "The " + key + " is not the one that is known.";
            case REVOKED -> "The " + key + " is marked as revoked.";
        };
    }

    private static String stop(HostKeyProblem problem) {
        return "Nothing was sent to "
                + problem.host()
                + ". If its key was changed on purpose, remove the old one with ssh-keygen -R "
                + problem.host()
                + " after comparing both fingerprints with the host's own; else somebody may be"
                + " listening.";
    }

    private static Node fingerprint(String what, String fingerprint) {
        return Layouts.row(
                "line",
                Layouts.label(what, "muted", "key-word"),
                Layouts.wrapped(fingerprint, "mono"),
                Clip.button("Copy", () -> fingerprint));
    }

    private Node acceptButton(Finding finding, HostKeyProblem problem) {
        Button button = new Button("Compare and accept…");
        button.setId("accept-key");
        button.setOnAction(e -> ask(finding, problem));
        return button;
    }

    private void ask(Finding finding, HostKeyProblem problem) {
        Button cancel = new Button("Cancel");
        Button store = new Button("Accept and store");
        CheckBox compared =
                new CheckBox("I compared this fingerprint with the one that the host itself shows");
        compared.setId("key-compared");
        store.setId("key-store");
        store.getStyleClass().add("accent");
        store.disableProperty().bind(compared.selectedProperty().not());
        cancel.setOnAction(e -> overlay.close());
        store.setOnAction(e -> {
            overlay.close();
            accept.accept(finding, problem);
        });
        String title = "Trust this " + problem.keyType() + " key for " + problem.host() + "?";
        VBox dialog =
                Layouts.column(
                        "dialog-card",
                        Layouts.wrapped(title, "dialog-title"),
                        Layouts.wrapped(problem.fingerprint(), "mono", "command"),
                        Layouts.wrapped(
                                "On the host: ssh-keygen -lf /etc/ssh/ssh_host_*_key.pub", "muted"),
                        compared,
                        Layouts.row("dialog-buttons", Layouts.spacer(), cancel, store));
        dialog.setAccessibleRole(AccessibleRole.DIALOG);
        dialog.setAccessibleText(title);
        overlay.show(dialog, cancel);
    }
}
