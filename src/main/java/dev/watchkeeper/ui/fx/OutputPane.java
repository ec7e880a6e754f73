package dev.watchkeeper.ui.fx;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.controlsfx.control.SegmentedButton;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// An output to work with: following on and off, search, copy, save; a lane for each host where
/// several have their say.
public final class OutputPane extends VBox {
    private static final String PROPOSED = "output.txt";

    private final ToggleButton follow = new ToggleButton("Follow");
    private final Label said = Layouts.wrapped("", "muted", "small");
    private final Background background = new Background(new FxThread());
    private final Function<Node, Optional<Path>> where;
    private final OutputSearch search;
    private OutputView output;

    /// @param all everything, in the order in which it came
    /// @param lanes by host; may be empty
    public OutputPane(OutputBuffer all, Map<String, OutputBuffer> lanes) {
        this(all, lanes, node -> TextFile.ask(node.getScene().getWindow(), PROPOSED));
    }

    /// @param where asks for the file to save to
    OutputPane(
            OutputBuffer all,
            Map<String, OutputBuffer> lanes,
            Function<Node, Optional<Path>> where) {
        this.where = where;
        output = new OutputView(all);
        search = new OutputSearch(output);
        getStyleClass().add("output-pane");
        follow.getStyleClass().addAll("small", "follow");
        follow.setAccessibleText("Follow the end of the output");
        if (lanes.size() > 1) {
            getChildren().add(lanes(all, lanes));
        }
        getChildren().addAll(tools(), output, said);
        bind();
        said.managedProperty().bind(said.textProperty().isNotEmpty());
    }

    private Node tools() {
        Button save = new Button("Save…");
        save.getStyleClass().addAll("flat", "small", "save-output");
        save.setOnAction(e -> save());
        Button copy = Clip.button("Copy", () -> String.join("\n", output.getItems()));
        copy.setAccessibleText("Copy the whole output");
        return Layouts.row("line", follow, search, Layouts.spacer(), copy, save);
    }

    private Node lanes(OutputBuffer all, Map<String, OutputBuffer> lanes) {
        List<ToggleButton> buttons = new ArrayList<>();
        buttons.add(lane("All hosts", all));
        lanes.forEach((host, buffer) -> buttons.add(lane(host, buffer)));
        SegmentedButton choice = new SegmentedButton();
        choice.getButtons().setAll(buttons);
        buttons.getFirst().setSelected(true);
        choice.getStyleClass().add("lanes");
        return choice;
    }

    private ToggleButton lane(String name, OutputBuffer buffer) {
        ToggleButton button = new ToggleButton(name);
        button.getStyleClass().add("small");
        button.setAccessibleText("Output of " + name);
        button.setOnAction(e -> {
            button.setSelected(true);
            show(buffer);
        });
        return button;
    }

    private void show(OutputBuffer buffer) {
        follow.selectedProperty().unbindBidirectional(output.following());
        OutputView other = new OutputView(buffer);
        getChildren().set(getChildren().indexOf(output), other);
        output = other;
        search.in(other);
        bind();
    }

    private void bind() {
        VBox.setVgrow(output, Priority.ALWAYS);
        follow.selectedProperty().bindBidirectional(output.following());
    }

    private void save() {
        List<String> lines = List.copyOf(output.getItems());
        where.apply(this).ifPresent(path -> TextFile.save(path, lines, background, said::setText));
    }
}
