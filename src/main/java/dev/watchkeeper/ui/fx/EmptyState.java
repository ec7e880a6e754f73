package dev.watchkeeper.ui.fx;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// Says why a list is empty. 'None found', 'not checked yet' and 'could not check' are three
/// different things.
public final class EmptyState extends VBox {
    private final MarkShape shape = new MarkShape(Mark.OK, 28);
    private final Label title = new Label();
    private final Label reason = new Label();

    public EmptyState() {
        setAlignment(Pos.CENTER);
        getStyleClass().add("empty-state");
        title.getStyleClass().add("empty-title");
        reason.getStyleClass().add("muted");
        reason.setWrapText(true);
        getChildren().addAll(shape, title, reason);
        notCheckedYet("The first answers arrive within seconds.");
    }

    /// Looked for, and there is none.
    public void none(String what, String why) {
        show(Mark.OK, what, why);
    }

    /// Looked for, and there is none where one could look; of the rest it is not known.
    public void partly(String what, String why) {
        show(Mark.UNKNOWN, what, why);
    }

    public void notCheckedYet(String why) {
        show(Mark.UNKNOWN, "Not checked yet", why);
    }

    public void couldNotCheck(String why) {
        show(Mark.UNKNOWN, "Could not check", why);
    }

    private void show(Mark mark, String headline, String why) {
        shape.show(mark);
        title.setText(headline);
        reason.setText(why);
    }
}
