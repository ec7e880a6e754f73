package dev.watchkeeper.ui.certificates;

import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Choice;
import dev.watchkeeper.ui.fx.Layouts;
import dev.watchkeeper.ui.fx.LiveTable;
import dev.watchkeeper.ui.fx.Mark;

import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.controlsfx.control.MasterDetailPane;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// The certificates: a row for each address, the chain of the selected one beside it.
public final class CertificatesView {
    private final Ages ages;
    private final LiveTable<String, CertificateRow> table;
    private final ChainPane chain;
    private final MasterDetailPane panes;
    private final Label count = Layouts.label("", "muted");
    private final Choice owner;
    private final CheckBox onlyWrong = new CheckBox("Only what is wrong");
    private final VBox root;
    private String wanted = "";

    public CertificatesView(Ages ages) {
        this.ages = ages;
        chain = new ChainPane(ages);
        owner = new Choice("owner-choice", "All owners", "Owner", this::applyFilter);
        onlyWrong.setId("only-wrong");
        onlyWrong.selectedProperty().addListener((o, was, is) -> applyFilter());
        table = new LiveTable<>(ages, CertificateRow::id, this::soonestFirst);
        columns();
        table.setId("certificate-table");
        table.setAccessibleText("Certificates, soonest to expire first");
        table.onSelected(this::selected);
        panes = new MasterDetailPane(Side.RIGHT, table, chain, false);
        panes.setDividerPosition(0.58);
        panes.setAnimated(false);
        root = Layouts.column("screen", title(), Layouts.growing(panes));
        root.setId("certificates");
    }

    private HBox title() {
        return Layouts.row(
                "title-row",
                Layouts.label("Certificates", "screen-title"),
                count,
                Layouts.spacer(),
                onlyWrong,
                owner.node());
    }

    private Comparator<CertificateRow> soonestFirst() {
        Instant now = ages.now();
        return Comparator.<CertificateRow>comparingDouble(r -> r.remaining(now))
                .thenComparing(CertificateRow::id);
    }

    private void columns() {
        table.verdict("Verdict", 15, CertificateRow::verdict);
        table.time("Left", 13, r -> r.left(ages), CertificateRow::notAfter);
        Function<CertificateRow, Double> remaining = r -> r.remaining(ages.now());
        var life = table.drawn("Of its life", 12, remaining, () -> new LifeCell(ages));
        table.text("Endpoint", 27, r -> r.target().endpoint().id());
        table.text("Address", 16, r -> r.target().label());
        var owned = table.text("Owner", 13, CertificateRow::owner);
        var issuer = table.text("Issuer", 13, CertificateRow::issuer);
        var trust = table.text("Trust", 11, CertificateRow::trust);
        var name = table.text("Name", 11, CertificateRow::name);
        var protocol = table.text("Protocol", 9, CertificateRow::protocol);
        var observed =
                table.time(
                        "Observed",
                        11,
                        r -> ages.relative(r.observedAt()),
                        r -> Optional.of(r.observedAt()));
        table.mayLeave(protocol, observed, issuer, name, trust, owned, life);
    }

    public Node node() {
        return root;
    }

    /// Shows a report.
    public void report(Report report) {
        List<CertificateRow> rows = CertificateRows.of(report);
        owner.update(rows.stream().map(CertificateRow::owner).filter(o -> !o.isEmpty()).toList());
        explain(report);
        table.show(rows);
        int endpoints = report.snapshot().fleet().endpoints().size();
        count.setText("%,d addresses of %,d endpoints".formatted(rows.size(), endpoints));
        table.selected().stream().findFirst().ifPresent(chain::show);
    }

    private void explain(Report report) {
        var snapshot = report.snapshot();
        if (!snapshot.endpoints().isEmpty()) {
            boolean wrong = onlyWrong.isSelected() && wanted.isEmpty() && !owner.narrows();
            if (wrong) {
                table.empty().none("Nothing is wrong", "Untick the box to see all certificates.");
            } else {
                table.empty().none("None match the filter", "Esc clears it, or choose all owners.");
            }
        } else if (!snapshot.fleetProblems().isEmpty()) {
            table.empty().couldNotCheck("The fleet file cannot be used; see the top.");
        } else if (snapshot.fleet().endpoints().isEmpty()) {
            table.empty().none("No endpoints", "The fleet file names no TLS endpoints.");
        } else {
            table.empty().notCheckedYet("The first answers arrive within seconds.");
        }
    }

    /// Shows only what contains the text.
    public void filter(String text) {
        wanted = text.toLowerCase(Locale.ROOT);
        applyFilter();
    }

    private void applyFilter() {
        table.filter(r ->
                (!onlyWrong.isSelected() || r.verdict().mark() != Mark.OK)
                        && owner.admits(r.owner())
                        && r.contains(wanted));
    }

    /// Selects the first address of an endpoint.
    public void open(String endpointId) {
        table.selectFirst(r -> r.target().endpoint().id().equals(endpointId));
    }

    private void selected(List<CertificateRow> rows) {
        rows.stream().findFirst().ifPresent(chain::show);
        panes.setShowDetailNode(!rows.isEmpty());
    }
}
