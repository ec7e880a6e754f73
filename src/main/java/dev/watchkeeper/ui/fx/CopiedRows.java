package dev.watchkeeper.ui.fx;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a table's rows are on the clipboard: the titles, then a line a row.
///
/// @param <S> what a row shows
final class CopiedRows<S> {
    private static final String STARTS_A_FORMULA = "=+-@";

    private final List<Field<S>> fields = new ArrayList<>();

    private record Field<S>(String title, Function<S, String> text) {}

    void add(String title, Function<S, String> text) {
        fields.add(new Field<>(title, text));
    }

    /// Separated by tabs.
    String tabbed(List<S> rows) {
        return lines(rows, "\t", Function.identity());
    }

    /// Comma separated values, RFC 4180; what a spreadsheet would run as a formula is made text.
    String csv(List<S> rows) {
        return lines(rows, ",", CopiedRows::quoted);
    }

    private String lines(List<S> rows, String separator, Function<String, String> form) {
        Stream<Stream<String>> head = Stream.of(fields.stream().map(Field::title));
        Stream<Stream<String>> body =
                rows.stream().map(row -> fields.stream().map(f -> f.text().apply(row)));
        return Stream.concat(head, body)
                .map(line -> line.map(form).collect(Collectors.joining(separator)))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String quoted(String text) {
        boolean formula = !text.isEmpty() && STARTS_A_FORMULA.indexOf(text.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }
}
