package dev.watchkeeper.ui.certificates;

import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.tls.DepthObserver;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Background;
import dev.watchkeeper.ui.fx.Choice;
import dev.watchkeeper.ui.fx.Layouts;
import dev.watchkeeper.ui.fx.LiveTable;
import dev.watchkeeper.ui.fx.Mark;

import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.controlsfx.control.MasterDetailPane;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The certificates: a strip of when they end, a row for each address, in groups where that is
/// wanted, and what is known of the selected one beside them.
public final class CertificatesView {
    private final Ages ages;
    private final LiveTable<String, Line> table;
    private final RenewalStrip strip;
    private final ChainPane chain;
    private final ComparePane compare = new ComparePane();
    private final MasterDetailPane panes;
    private final Label count = Layouts.label("", "muted");
    private final Label stripNote = Layouts.label("", "muted", "small");
    private final Choice owner;
    private final ComboBox<Grouping.By> by = new ComboBox<>();
    private final CheckBox onlyWrong = new CheckBox("Only what is wrong");
    private final Set<String> open = new HashSet<>();
    private final VBox root;
    private Optional<FleetSnapshot> snapshot = Optional.empty();
    private List<CertificateRow> rows = List.of();
    private List<Ending> endings = List.of();
    private Grouping groups;
    private String wanted = "";

    /// @param depth looks closely at an address; blocks
    public CertificatesView(Ages ages, DepthObserver depth, Background background) {
        this.ages = ages;
        chain = new ChainPane(ages, new Depths(depth, background));
        strip = new RenewalStrip(ages, this::pick);
        groups = Grouping.of(List.of(), Grouping.By.NOTHING, open, ages.now());
        owner = new Choice("owner-choice", "All owners", "Owner", this::arrange);
        choices();
        table = new LiveTable<>(ages, Line::id, this::soonestFirst);
        table.always(() -> groups.order());
        new CertificateColumns(table, ages).add();
        table.setId("certificate-table");
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.setAccessibleText("Certificates, soonest to expire first");
        table.setRowFactory(_ -> new LineRow(this::toggle));
        table.filter(this::isSeen);
        table.onSelected(this::selected);
        table.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        panes = new MasterDetailPane(Side.RIGHT, table, chain, false);
        panes.setDividerPosition(0.6);
        panes.setAnimated(false);
        root = Layouts.column("screen", title(), stripPanel(), Layouts.growing(panes));
        root.setId("certificates");
    }

    private void choices() {
        onlyWrong.setId("only-wrong");
        onlyWrong.selectedProperty().addListener((o, was, is) -> arrange());
        by.setId("group-choice");
        by.setAccessibleText("Groups");
        by.getItems().setAll(Grouping.By.values());
        by.setValue(Grouping.By.NOTHING);
        by.valueProperty()
                .addListener((o, was, is) -> {
                    open.clear();
                    arrange();
                });
    }

    private HBox title() {
        return Layouts.row(
                "title-row",
                Layouts.label("Certificates", "screen-title"),
                count,
                Layouts.spacer(),
                onlyWrong,
                by,
                owner.node());
    }

    private VBox stripPanel() {
        HBox head =
                Layouts.row(
                        "title-row",
                        Layouts.label("The next 90 days", "section-title"),
                        Layouts.spacer(),
                        stripNote);
        return Layouts.column("panel", head, strip);
    }

    private Comparator<Line> soonestFirst() {
        Comparator<CertificateRow> order = CertificateRow.soonestFirst(ages.now());
        return (a, b) ->
                a instanceof CertificateRow x && b instanceof CertificateRow y
                        ? order.compare(x, y)
                        : 0;
    }

    public Node node() {
        return root;
    }

    /// Shows a report.
    public void report(Report report) {
        snapshot = Optional.of(report.snapshot());
        rows = CertificateRows.of(report);
        owner.update(rows.stream().map(CertificateRow::owner).filter(o -> !o.isEmpty()).toList());
        explain(report);
        int endpoints = report.snapshot().fleet().endpoints().size();
        count.setText("%,d addresses of %,d endpoints".formatted(rows.size(), endpoints));
        update();
        showDetail();
    }

    private void explain(Report report) {
        var now = report.snapshot();
        if (!now.endpoints().isEmpty()) {
            boolean wrong = onlyWrong.isSelected() && wanted.isEmpty() && !owner.narrows();
            if (wrong) {
                table.empty().none("Nothing is wrong", "Untick the box to see all certificates.");
            } else {
                table.empty().none("None match the filter", "Esc clears it, or choose all owners.");
            }
        } else if (!now.fleetProblems().isEmpty()) {
            table.empty().couldNotCheck("The fleet file cannot be used; see the top.");
        } else if (now.fleet().endpoints().isEmpty()) {
            table.empty().none("No endpoints", "The fleet file names no TLS endpoints.");
        } else {
            table.empty().notCheckedYet("The first answers arrive within seconds.");
        }
    }

    /// Shows only what contains the text.
    public void filter(String text) {
        wanted = text.toLowerCase(Locale.ROOT);
        arrange();
    }

    /// Sorts out anew what is seen, and in which groups.
    private void arrange() {
        update();
        table.filter(this::isSeen);
    }

    private void update() {
        List<CertificateRow> seen = rows.stream().filter(this::passes).toList();
        groups = Grouping.of(seen, by.getValue(), open, ages.now());
        endings = Ending.of(seen);
        strip.show(endings);
        long endless = seen.stream().filter(CertificateRow::isEndless).count();
        String never = endless == 0 ? "" : "%,d without an end · ".formatted(endless);
        stripNote.setText(never + "shaded: renewals are due · a click picks");
        List<Line> lines = new ArrayList<>(rows.size() + groups.lines().size());
        lines.addAll(groups.lines());
        lines.addAll(rows);
        table.show(lines);
    }

    private boolean passes(CertificateRow row) {
        return (!onlyWrong.isSelected() || row.verdict().mark() != Mark.OK)
                && owner.admits(row.owner())
                && row.contains(wanted);
    }

    private boolean isSeen(Line line) {
        return switch (line) {
            case GroupLine _ -> true;
            case CertificateRow row -> passes(row) && groups.shows(row);
        };
    }

    /// Selects the first address of an endpoint.
    public void open(String endpointId) {
        rows.stream()
                .filter(r -> r.endpoint().equals(endpointId))
                .min(CertificateRow.soonestFirst(ages.now()))
                .ifPresent(r -> pick(r.id()));
    }

    /// Opens the group of an address and selects it.
    private void pick(String id) {
        rows.stream()
                .filter(r -> r.id().equals(id))
                .filter(r -> open.add(by.getValue().of(r)))
                .findFirst()
                .ifPresent(_ -> arrange());
        table.selectFirst(l -> l.id().equals(id));
    }

    private void toggle(GroupLine group) {
        if (!open.remove(group.name())) {
            open.add(group.name());
        }
        arrange();
    }

    private void pressed(KeyEvent e) {
        if (e.getCode() == KeyCode.ENTER || e.getCode() == KeyCode.SPACE) {
            table.selected().stream()
                    .filter(GroupLine.class::isInstance)
                    .findFirst()
                    .ifPresent(l -> toggle((GroupLine) l));
        }
    }

    private void selected(List<Line> lines) {
        panes.setShowDetailNode(certificates(lines).findAny().isPresent());
        showDetail();
    }

    private void showDetail() {
        List<CertificateRow> picked = certificates(table.selected()).toList();
        boolean two = picked.size() == 2;
        panes.setDetailNode(two ? compare : chain);
        if (two) {
            compare.show(picked.get(0), picked.get(1));
        }
        Optional<CertificateRow> row = picked.stream().findFirst();
        strip.pick(row.flatMap(r -> endings.stream().filter(e -> isOf(e, r)).findFirst()));
        row.ifPresent(r -> snapshot.ifPresent(s -> chain.show(Detail.of(r, s))));
    }

    private static boolean isOf(Ending ending, CertificateRow row) {
        return ending.endpoint().equals(row.endpoint())
                && row.notAfter().equals(Optional.of(ending.notAfter()));
    }

    private static Stream<CertificateRow> certificates(List<Line> lines) {
        return lines.stream()
                .filter(CertificateRow.class::isInstance)
                .map(CertificateRow.class::cast);
    }
}
