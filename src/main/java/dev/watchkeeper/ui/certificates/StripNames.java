package dev.watchkeeper.ui.certificates;

import dev.watchkeeper.ui.fx.Layouts;

import javafx.scene.Group;
import javafx.scene.control.Label;

import java.util.ArrayList;
import java.util.List;

/// The names above the columns of a strip, where few certificates end in it; a name that would lie
/// on another one is left out.
final class StripNames extends Group {
    private static final int MOST = 16;
    private static final double GAP = 8;

    private final List<Named> named = new ArrayList<>();

    private record Named(Label label, int column) {}

    StripNames() {
        setManaged(false);
        setMouseTransparent(true);
    }

    void show(StripColumns columns) {
        named.clear();
        for (int i = 0; i < columns.size() && columns.ending() <= MOST; i++) {
            if (!columns.at(i).isEmpty()) {
                named.add(named(columns, i));
            }
        }
        getChildren().setAll(named.stream().map(Named::label).toList());
    }

    private static Named named(StripColumns columns, int column) {
        List<Ending> here = columns.at(column);
        String more = here.size() > 1 ? " +" + (here.size() - 1) : "";
        String mark = columns.worst(column).orElseThrow().word();
        return new Named(Layouts.label(here.getFirst().name() + more, "expiry-name", mark), column);
    }

    /// @param bottom where the columns stand
    void place(StripColumns columns, double width, double bottom) {
        applyCss();
        double free = 0;
        for (Named name : named) {
            Label label = name.label();
            label.autosize();
            double x = Math.min(name.column() * width / columns.size(), width - label.getWidth());
            boolean room = x >= free;
            label.setVisible(room);
            double top = bottom - StripPaths.tall(columns, name.column(), bottom);
            label.relocate(x, top - label.getHeight() - 1);
            free = room ? x + label.getWidth() + GAP : free;
        }
    }
}
