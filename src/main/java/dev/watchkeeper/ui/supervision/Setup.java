package dev.watchkeeper.ui.supervision;

import dev.watchkeeper.ui.fx.Clip;
import dev.watchkeeper.ui.fx.EmptyState;
import dev.watchkeeper.ui.fx.Layouts;

import javafx.geometry.Pos;
import javafx.scene.layout.VBox;

/// What is shown while the fleet file names no supervision: how to name one.
final class Setup extends VBox {
    /// For the fleet file; its host must be among the file's hosts.
    static final String EXAMPLE =
            """
            supervision:
              - name: nagios
                kind: nagios
                host: monitor1              # a host of this file
                drill:
                  canary: watchkeeper/canary
                  every: 24h
              - name: prometheus
                kind: prometheus
                url: https://prometheus.example.org
            """;

    Setup() {
        setAlignment(Pos.CENTER);
        getStyleClass().add("setup");
        setId("supervision-setup");
        var empty = new EmptyState();
        empty.partly(
                "Nobody watches the watchers",
                "The fleet file names no supervision: whether anybody would be paged is not known."
                        + " Add what you have to it:");
        var example = Layouts.label(EXAMPLE.strip(), "mono", "command");
        var copy = Clip.button("Copy", () -> EXAMPLE);
        getChildren().addAll(empty, example, copy);
    }
}
