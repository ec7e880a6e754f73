package dev.watchkeeper.ui.fx;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;

import java.util.function.DoubleConsumer;

/// Tells what draws by numbers how large the text is, so that it scales with it: an invisible label
/// that is a child of what draws.
public final class Em extends Label {
    /// The text's size that all numbers in the sources are meant for, in pixels.
    public static final double NORMAL = 13;

    /// @param changed hears the factor, 1 at the normal size, whenever it changes
    public Em(DoubleConsumer changed) {
        setVisible(false);
        setManaged(false);
        setMinSize(0, 0);
        setAccessibleText("");
        fontProperty().addListener((o, was, is) -> changed.accept(factor()));
    }

    /// How much larger than normal everything is.
    public double factor() {
        return getFont().getSize() / NORMAL;
    }

    /// The height of a cell that shows nothing but a graphic whose lines break.
    ///
    /// @param width of the cell
    /// @param beside what else takes room in it
    public static double wrappedHeight(Region cell, Region graphic, double width, double beside) {
        double room = width - cell.snappedLeftInset() - cell.snappedRightInset() - beside;
        return cell.snappedTopInset() + graphic.prefHeight(room) + cell.snappedBottomInset();
    }
}
