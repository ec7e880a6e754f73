package dev.watchkeeper.ui.certificates;

import dev.watchkeeper.ui.fx.Mark;

import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.shape.ClosePath;
import javafx.scene.shape.HLineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;
import javafx.scene.shape.VLineTo;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The columns of a strip as a handful of shapes: one for each mark, one for each depth of shade.
final class StripPaths extends Group {
    private static final int DEPTHS = 4;
    private static final double LEAST = 10;
    private static final double TALLEST = 0.85;

    private final List<Path> shades = new ArrayList<>();
    private final Map<Mark, Path> bars = new EnumMap<>(Mark.class);

    StripPaths() {
        setManaged(false);
        setMouseTransparent(true);
        for (int depth = 1; depth <= DEPTHS; depth++) {
            shades.add(path("strip-shade", "depth-" + depth));
        }
        for (Mark mark : Mark.values()) {
            bars.put(mark, path("strip-bar", mark.word()));
        }
        getChildren().addAll(shades);
        getChildren().addAll(bars.values());
    }

    private static Path path(String... styles) {
        var path = new Path();
        path.getStyleClass().addAll(styles);
        path.setStroke(null);
        return path;
    }

    void draw(StripColumns columns, double width, double height) {
        double column = width / columns.size();
        shade(columns, column, height);
        Map<Mark, List<PathElement>> drawn = new EnumMap<>(Mark.class);
        for (int i = 0; i < columns.size(); i++) {
            double x = i * column;
            double tall = tall(columns, i, height);
            columns.worst(i)
                    .ifPresent(mark ->
                            rectangle(
                                    drawn.computeIfAbsent(mark, _ -> new ArrayList<>()),
                                    x,
                                    height - tall,
                                    Math.max(2, column - 1),
                                    tall));
        }
        bars.forEach((mark, path) -> show(path, drawn.getOrDefault(mark, List.of())));
    }

    /// How tall a column is that holds something, in the logarithm of how much.
    static double tall(StripColumns columns, int column, double height) {
        int most = Math.max(DEPTHS, columns.mostEnding());
        double part = Math.log1p(columns.at(column).size()) / Math.log1p(most);
        return Math.max(LEAST, part * height * TALLEST);
    }

    private void shade(StripColumns columns, double column, double height) {
        List<List<PathElement>> drawn = new ArrayList<>();
        shades.forEach(_ -> drawn.add(new ArrayList<>()));
        int from = 0;
        for (int i = 1; i <= columns.size(); i++) {
            int depth = depth(columns, from);
            if (i == columns.size() || depth(columns, i) != depth) {
                if (depth > 0) {
                    rectangle(drawn.get(depth - 1), from * column, 0, (i - from) * column, height);
                }
                from = i;
            }
        }
        for (int i = 0; i < DEPTHS; i++) {
            show(shades.get(i), drawn.get(i));
        }
    }

    /// How dark a column is: 0 not at all, 4 where most certificates are to be renewed.
    static int depth(StripColumns columns, int column) {
        int most = Math.max(DEPTHS, columns.mostRenewing());
        return (columns.renewing(column) * DEPTHS + most - 1) / most;
    }

    private static void show(Path path, List<PathElement> elements) {
        path.getElements().setAll(elements);
    }

    private static void rectangle(
            List<PathElement> drawn, double x, double y, double width, double height) {
        drawn.add(new MoveTo(x, y));
        drawn.add(new HLineTo(x + width));
        drawn.add(new VLineTo(y + height));
        drawn.add(new HLineTo(x));
        drawn.add(new ClosePath());
    }

    /// The shapes, for tests.
    List<Node> shapes() {
        return List.copyOf(getChildren());
    }
}
