package dev.watchkeeper.ui.certificates;

import dev.watchkeeper.tls.CertificateDifference;
import dev.watchkeeper.tls.CertificateDifference.Field;
import dev.watchkeeper.tls.CertificateDifference.Side;
import dev.watchkeeper.tls.CertificateDifference.Verdict;
import dev.watchkeeper.ui.fx.Clip;
import dev.watchkeeper.ui.fx.FieldGrid;
import dev.watchkeeper.ui.fx.Layouts;

import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The certificates of two addresses, field by field: what differs first, what is the same after
/// it.
final class ComparePane extends ScrollPane {
    private final VBox body = Layouts.column("detail");
    private List<CertificateRow> shown = List.of();

    ComparePane() {
        setContent(body);
        setFitToWidth(true);
        setId("compare");
        setAccessibleText("Two certificates compared");
        getStyleClass().addAll("plain-scroll", "side");
    }

    void show(CertificateRow left, CertificateRow right) {
        List<CertificateRow> wanted = List.of(left, right);
        if (shown.equals(wanted)) {
            return;
        }
        shown = wanted;
        body.getChildren().setAll(Layouts.wrapped("Two certificates", "detail-title"));
        var sides = new FieldGrid();
        sides.add("left", name(left));
        sides.add("right", name(right));
        body.getChildren().add(sides);
        Optional<Side> one = side(left);
        Optional<Side> other = side(right);
        if (one.isEmpty() || other.isEmpty()) {
            note("Of one of them no certificate was ever seen: there is nothing to compare.");
        } else {
            difference(CertificateDifference.between(one.get(), other.get()));
        }
    }

    private void difference(CertificateDifference difference) {
        names("only left", difference.lostNames());
        names("only right", difference.addedNames());
        fields("Differs", difference, Verdict.DIFFERENT);
        fields("Not known", difference, Verdict.UNKNOWN);
        fields("The same", difference, Verdict.SAME);
        body.getChildren().add(Clip.button("Copy", () -> text(difference)));
    }

    private void names(String title, List<String> names) {
        if (!names.isEmpty()) {
            note("names " + title + ": " + String.join(", ", names));
        }
    }

    private void fields(String title, CertificateDifference difference, Verdict verdict) {
        List<Field> fields =
                difference.fields().stream().filter(f -> f.verdict() == verdict).toList();
        if (fields.isEmpty()) {
            return;
        }
        var grid = new FieldGrid();
        for (Field f : fields) {
            grid.add(f.field().label(), f.left());
            if (verdict != Verdict.SAME) {
                grid.add("", f.right());
            }
        }
        body.getChildren()
                .add(Layouts.column("section", Layouts.label(title, "section-title"), grid));
    }

    private void note(String text) {
        body.getChildren().add(Layouts.wrapped(text, "strong"));
    }

    private String text(CertificateDifference difference) {
        String head = "left: %s\nright: %s\n".formatted(name(shown.get(0)), name(shown.get(1)));
        return difference.fields().stream()
                .map(f ->
                        "%s %s: %s | %s"
                                .formatted(f.verdict(), f.field().label(), f.left(), f.right()))
                .collect(Collectors.joining("\n", head, "\n"));
    }

    private static String name(CertificateRow row) {
        return row.target().endpoint().id() + " at " + row.target().label();
    }

    private static Optional<Side> side(CertificateRow row) {
        return row.state()
                .lastPresented()
                .filter(p -> !p.chain().isEmpty())
                .map(p -> Side.served(p.chain()));
    }
}
