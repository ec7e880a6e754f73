package dev.watchkeeper.ui.certificates;

import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Layouts;
import dev.watchkeeper.ui.fx.LiveTable;

import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import org.controlsfx.control.MasterDetailPane;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// The certificates: a row for each address, the chain of the selected one beside it.
public final class CertificatesView {
    private final Ages ages;
    private final LiveTable<String, CertificateRow> table;
    private final ChainPane chain;
    private final MasterDetailPane panes;
    private final Label count = Layouts.label("", "muted");
    private final VBox root;

    public CertificatesView(Ages ages) {
        this.ages = ages;
        chain = new ChainPane(ages);
        table = new LiveTable<>(ages, CertificateRow::id, this::soonestFirst);
        columns();
        table.setId("certificate-table");
        table.setAccessibleText("Certificates, soonest to expire first");
        table.onSelected(this::selected);
        panes = new MasterDetailPane(Side.RIGHT, table, chain, false);
        panes.setDividerPosition(0.58);
        panes.setAnimated(false);
        var title =
                Layouts.row(
                        "title-row",
                        Layouts.label("Certificates", "screen-title"),
                        Layouts.spacer(),
                        count);
        root = Layouts.column("screen", title, Layouts.growing(panes));
        root.setId("certificates");
    }

    private Comparator<CertificateRow> soonestFirst() {
        Instant now = ages.now();
        return Comparator.<CertificateRow>comparingDouble(r -> r.remaining(now))
                .thenComparing(CertificateRow::id);
    }

    private void columns() {
        table.verdict("Verdict", 15, CertificateRow::verdict);
        table.number("Left", 13, r -> r.left(ages), r -> r.remaining(ages.now()));
        var life = table.number("Of its life", 12, r -> "", r -> r.remaining(ages.now()));
        life.setCellFactory(c -> new LifeCell(ages));
        table.text("Endpoint", 26, r -> r.target().endpoint().id());
        table.text("Address", 14, r -> r.target().label());
        table.text("Issuer", 12, CertificateRow::issuer);
        table.text("Trust", 10, CertificateRow::trust);
        table.text("Name", 11, CertificateRow::name);
        table.text("Protocol", 10, CertificateRow::protocol);
        table.text("Owner", 12, CertificateRow::owner);
        table.number(
                "Observed",
                11,
                r -> ages.relative(r.state().latest().observedAt()),
                r -> -1.0 * r.state().latest().observedAt().getEpochSecond());
        table.text("Subject", 26, CertificateRow::subject);
    }

    public Node node() {
        return root;
    }

    /// Shows a report.
    public void report(Report report) {
        List<CertificateRow> rows = CertificateRows.of(report);
        if (report.snapshot().fleet().endpoints().isEmpty()) {
            table.empty().none("No endpoints", "The fleet file names no TLS endpoints.");
        } else if (rows.isEmpty()) {
            table.empty().notCheckedYet("The first answers arrive within seconds.");
        } else {
            table.empty().none("None match the filter", "Esc clears it.");
        }
        table.show(rows);
        count.setText(
                "%,d addresses of %,d endpoints"
                        .formatted(rows.size(), report.snapshot().fleet().endpoints().size()));
        table.selected().stream().findFirst().ifPresent(chain::show);
    }

    /// Shows only what contains the text.
    public void filter(String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        table.filter(r -> r.contains(wanted));
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
