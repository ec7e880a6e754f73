package dev.watchkeeper.ui.certificates;

import dev.watchkeeper.finding.RenewalPolicy;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.LiveRow;
import dev.watchkeeper.ui.fx.LiveTable;

import javafx.scene.control.TableColumn;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;

/// The columns of the certificates' table. A heading says of its group what it can.
record CertificateColumns(LiveTable<String, Line> table, Ages ages) {
    /// Adds all of them, the most important first.
    void add() {
        table.verdict("Verdict", 16, each(CertificateRow::verdict, GroupLine::verdict));
        text("Endpoint", 27, CertificateRow::endpoint, GroupLine::title);
        var address = text("Address", 14, r -> r.target().label(), _ -> "");
        table.drawn("Life left", 20, this::soonestFirst, () -> new LifeCell(ages));
        var until =
                table.time(
                        "Valid until (UTC)",
                        19,
                        first(CertificateRow::validUntil),
                        first(CertificateRow::notAfter));
        var renewal =
                table.text(
                        "Renewal, tries left",
                        22,
                        first(this::standing),
                        first(r -> RenewalWords.explained(r, ages.now())),
                        Comparator.comparing(first(CertificateColumns::due)));
        var way = text("Renewed by", 21, r -> RenewalWords.way(r.way()), _ -> "");
        var owner = text("Owner", 13, CertificateRow::owner, _ -> "");
        var issuer = text("Issuer", 12, CertificateRow::issuer, _ -> "");
        var differs = text("Differs", 11, CertificateColumns::differing, _ -> "");
        var trust = text("Trust", 11, CertificateRow::trust, _ -> "");
        var name = text("Name", 11, CertificateRow::name, _ -> "");
        var protocol = text("Protocol", 9, CertificateRow::protocol, _ -> "");
        var observed =
                table.time(
                        "Observed",
                        11,
                        each(r -> ages.relative(r.observedAt()), _ -> ""),
                        each(r -> Optional.of(r.observedAt()), _ -> Optional.<Instant>empty()));
        table.mayLeave(
                protocol, trust, name, observed, issuer, owner, differs, way, until, renewal,
                address);
    }

    private TableColumn<LiveRow<String, Line>, Line> text(
            String title,
            double width,
            Function<CertificateRow, String> row,
            Function<GroupLine, String> group) {
        return table.text(title, width, each(row, group));
    }

    /// Of a row what it says, of a heading what the heading says.
    private static <T> Function<Line, T> each(
            Function<CertificateRow, T> row, Function<GroupLine, T> group) {
        return line ->
                switch (line) {
                    case CertificateRow r -> row.apply(r);
                    case GroupLine g -> group.apply(g);
                };
    }

    /// Of a heading what the first of its group to expire says.
    private static <T> Function<Line, T> first(Function<CertificateRow, T> row) {
        return each(row, g -> row.apply(g.soonest()));
    }

    private int soonestFirst(Line a, Line b) {
        Function<Line, CertificateRow> row = first(r -> r);
        return CertificateRow.soonestFirst(ages.now()).compare(row.apply(a), row.apply(b));
    }

    private String standing(CertificateRow row) {
        return row.renewal().map(p -> RenewalWords.standing(p, ages.now())).orElse("");
    }

    private static Instant due(CertificateRow row) {
        return row.renewal().map(RenewalPolicy::due).map(d -> d.due()).orElse(Instant.MAX);
    }

    /// The addresses that serve another certificate than the newest of the endpoint.
    private static String differing(CertificateRow row) {
        return String.join(", ", row.differing());
    }
}
