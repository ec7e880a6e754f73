package dev.watchkeeper.ui.findings;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.ssh.HostKeyProblem;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.EmptyState;
import dev.watchkeeper.ui.fx.JobPanel;
import dev.watchkeeper.ui.fx.Overlay;

import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.StackPane;

import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// The findings: the list on the left, everything about the selected one on the right.
public final class FindingsView {
    private final FindingList list;
    private final EvidencePane pane;
    private final EmptyState empty = new EmptyState();
    private final SplitPane split;
    private final StackPane root;
    private Report latest;
    private String filter = "";

    /// @param acceptKey stores a host key and checks the host again
    /// @param checkAgain observes the target of a finding again
    public FindingsView(
            Ages ages,
            FixFlow flow,
            Overlay overlay,
            Report first,
            BiConsumer<Finding, HostKeyProblem> acceptKey,
            Consumer<FindingKey> checkAgain) {
        latest = first;
        list = new FindingList(ages, this::selected);
        var fix = new FixSection(flow, job -> new JobPanel(job, ages), checkAgain);
        pane = new EvidencePane(ages, fix, new KeySection(overlay, acceptKey), this::open);
        split = new SplitPane(list, pane);
        split.setDividerPositions(0.38);
        SplitPane.setResizableWithParent(list, false);
        root = new StackPane(split, empty);
        root.setId("findings");
        root.getStyleClass().add("split-screen");
        report(first);
    }

    public Node node() {
        return root;
    }

    /// Shows a report.
    public void report(Report report) {
        latest = report;
        list.update(report, filter);
        list.selection().ifPresent(key -> pane.show(key, report));
        boolean nothing = list.isEmpty() && list.selection().isEmpty();
        FindingList.explain(empty, report, filter);
        empty.setVisible(nothing);
        split.setVisible(!nothing);
        if (root.isVisible()) {
            list.selectFirst();
        }
    }

    /// Shows only what contains the text.
    public void filter(String text) {
        filter = text;
        report(latest);
    }

    /// Shows the state of jobs anew.
    public void jobsChanged() {
        list.selection().ifPresent(key -> pane.show(key, latest));
    }

    /// Selects a finding.
    public void open(FindingKey key) {
        list.select(key);
    }

    private void selected(FindingKey key) {
        pane.show(key, latest);
    }
}
