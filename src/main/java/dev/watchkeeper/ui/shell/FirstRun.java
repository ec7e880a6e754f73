package dev.watchkeeper.ui.shell;

import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.ui.fx.Background;
import dev.watchkeeper.ui.fx.Layouts;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

import java.util.concurrent.Callable;

/// Covers the screens while nothing is watched, and says what to do about it.
final class FirstRun extends StackPane {
    private final FirstSteps steps;
    private final Background background;
    private final TextField endpoint = new TextField();
    private final Label said = Layouts.wrapped("");

    FirstRun(FirstSteps steps, Background background) {
        this.steps = steps;
        this.background = background;
        getStyleClass().add("first-run");
        setId("first-run");
        Region card =
                Layouts.column(
                        "dialog-card",
                        Layouts.wrapped("Nothing is watched yet", "dialog-title"),
                        Layouts.wrapped(
                                "Name an endpoint to begin with, or see the console at work on a"
                                        + " real outage in small. Hosts, renewals and thresholds"
                                        + " belong into the fleet file, which may be edited while"
                                        + " this window is open:"),
                        Layouts.wrapped(steps.fleetFile().toString(), "mono", "command"),
                        domain(),
                        replay(),
                        said);
        card.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        said.setId("first-run-said");
        getChildren().add(card);
    }

    private Node domain() {
        Button add = new Button("Add a domain");
        add.setId("first-run-add");
        add.getStyleClass().add("accent");
        endpoint.setId("first-run-endpoint");
        endpoint.setPromptText("docs.example.org, or name:port");
        endpoint.setAccessibleText("Endpoint to watch");
        endpoint.setPrefColumnCount(28);
        Runnable adding = () -> attempt("Watching it from now on.", this::watch);
        add.setOnAction(e -> adding.run());
        endpoint.setOnAction(e -> adding.run());
        return Layouts.row("line", endpoint, add);
    }

    private Callable<Boolean> watch() {
        String name = endpoint.getText().strip();
        return () -> {
            steps.watch(name);
            return true;
        };
    }

    private Node replay() {
        Button replay = new Button("Replay the outage");
        replay.setId("first-run-replay");
        replay.setOnAction(e ->
                attempt(
                        "The demo opens in a window of its own.",
                        () ->
                                () -> {
                                    steps.replay();
                                    return true;
                                }));
        return Layouts.row(
                "line",
                replay,
                Layouts.growing(
                        Layouts.wrapped(
                                "Real TLS and SSH on loopback; nothing of yours is touched.",
                                "muted")));
    }

    private void attempt(String done, java.util.function.Supplier<Callable<Boolean>> work) {
        said.setText("");
        background.run(work.get(), _ -> said.setText(done), said::setText);
    }

    /// Shows itself while the fleet is empty.
    void report(Report report) {
        Fleet fleet = report.snapshot().fleet();
        boolean nothing = fleet.endpoints().isEmpty() && fleet.hosts().isEmpty();
        setVisible(nothing && report.snapshot().fleetProblems().isEmpty());
    }
}
