package dev.watchkeeper.ui.overview;

import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.EmptyState;
import dev.watchkeeper.ui.fx.KeyedList;
import dev.watchkeeper.ui.fx.Layouts;
import dev.watchkeeper.ui.fx.Mark;
import dev.watchkeeper.ui.fx.MarkShape;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;

/// The first screen.
public final class OverviewView {
    private final Function<Report, String> headline;
    private final MarkShape shape = new MarkShape(Mark.UNKNOWN, 26);
    private final Label verdict = Layouts.wrapped("Not checked yet", "verdict");
    private final Label scope = Layouts.label("", "muted");
    private final CardRow cards;
    private final ExpiryStrip strip;
    private final ListView<Summary.Line> findings = new ListView<>();
    private final ListView<Summary.HostLine> hosts = new ListView<>();
    private final EmptyState noFindings = new EmptyState();
    private final EmptyState noHosts = new EmptyState();
    private final Label stripTitle = Layouts.label("Expiries in the next 90 days", "section-title");
    private final Label stripNote = Layouts.label("", "muted", "small");
    private final VBox root;
    private String filter = "";
    private Report latest;

    /// @param headline one sentence with the verdict
    /// @param goTo opens a screen by its name
    /// @param openFinding opens a finding
    /// @param openHost opens a host by its name
    public OverviewView(
            Ages ages,
            Function<Report, String> headline,
            Report first,
            Consumer<String> goTo,
            Consumer<FindingKey> openFinding,
            Consumer<String> openHost) {
        this.headline = headline;
        this.latest = first;
        cards = new CardRow(goTo);
        strip = new ExpiryStrip(ages);
        findings.setCellFactory(l -> new FindingCell(ages));
        findings.setPlaceholder(noFindings);
        findings.setAccessibleText("Findings, worst first");
        findings.setId("overview-findings");
        hosts.setCellFactory(l -> new HostCell(ages));
        hosts.setAccessibleText("Hosts, worst first");
        hosts.setPlaceholder(noHosts);
        hosts.setId("overview-hosts");
        Opening.on(findings, line -> openFinding.accept(line.key()));
        Opening.on(hosts, line -> openHost.accept(line.name()));
        root = Layouts.column("screen", verdictRow(), cards, expiries(), lists());
        root.setId("overview");
        report(first);
    }

    public Node node() {
        return root;
    }

    /// Shows a report.
    public void report(Report report) {
        latest = report;
        Summary summary = Summaries.of(report);
        verdict.setText(headline.apply(report));
        shape.show(summary.mark());
        scope.setText(summary.scope());
        root.getStyleClass().setAll("screen", "overview", "worst-" + summary.mark().word());
        cards.show(summary.cards());
        strip.show(summary.expiries(), summary.warningWindow());
        long days = summary.warningWindow().toDays();
        stripNote.setText(days > 0 ? "shaded: warning window, " + days + " d before the end" : "");
        sayWhyEmpty(report, summary);
        KeyedList.show(
                findings,
                summary.findings().stream().filter(l -> matches(l.title())).toList(),
                Summary.Line::key);
        KeyedList.show(
                hosts,
                summary.hosts().stream().filter(l -> matches(l.name() + l.text())).toList(),
                Summary.HostLine::name);
    }

    /// Shows only the findings and hosts that contain the text.
    public void filter(String text) {
        filter = text.toLowerCase(Locale.ROOT);
        report(latest);
    }

    private boolean matches(String text) {
        return text.toLowerCase(Locale.ROOT).contains(filter);
    }

    private void sayWhyEmpty(Report report, Summary summary) {
        int unchecked = Cards.notChecked(report);
        boolean filtered = !filter.isEmpty();
        if (filtered && !summary.findings().isEmpty()) {
            noFindings.none("None match the filter", "Esc clears it.");
        } else if (summary.mark() == Mark.OK) {
            noFindings.none("No findings", "Everything that is watched was checked and is well.");
        } else if (!report.snapshot().fleetProblems().isEmpty() && unchecked == 0) {
            noFindings.couldNotCheck("The fleet file cannot be used; see the top.");
        } else if (report.snapshot().endpoints().isEmpty() && report.snapshot().hosts().isEmpty()) {
            noFindings.notCheckedYet("The first answers arrive within seconds.");
        } else {
            noFindings.notCheckedYet(
                    "Nothing is wrong with what was checked; %,d not checked yet."
                            .formatted(unchecked));
        }
        if (filtered && !summary.hosts().isEmpty()) {
            noHosts.none("None match the filter", "Esc clears it.");
        } else if (report.snapshot().fleetProblems().isEmpty()) {
            noHosts.none("No hosts", "The fleet file names none.");
        } else {
            noHosts.couldNotCheck("The fleet file cannot be used; see the top.");
        }
    }

    private HBox verdictRow() {
        VBox words = Layouts.column("verdict-words", verdict, scope);
        HBox.setHgrow(words, Priority.ALWAYS);
        return Layouts.row("verdict-row", shape, words);
    }

    private VBox expiries() {
        HBox title = Layouts.row("title-row", stripTitle, Layouts.spacer(), stripNote);
        return Layouts.column("panel", title, strip);
    }

    private HBox lists() {
        VBox left =
                Layouts.column(
                        "panel", Layouts.label("Findings, worst first", "section-title"), findings);
        VBox right = Layouts.column("panel", Layouts.label("Hosts", "section-title"), hosts);
        VBox.setVgrow(findings, Priority.ALWAYS);
        VBox.setVgrow(hosts, Priority.ALWAYS);
        HBox.setHgrow(left, Priority.ALWAYS);
        left.setPrefWidth(620);
        right.setPrefWidth(380);
        left.setMinWidth(0);
        right.getStyleClass().add("hosts-panel");
        return Layouts.growing(Layouts.row("columns", left, right));
    }
}
