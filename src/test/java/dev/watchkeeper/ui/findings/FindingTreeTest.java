package dev.watchkeeper.ui.findings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.ui.SampleReports;

import javafx.scene.control.TreeItem;

import org.junit.jupiter.api.Test;

import java.util.List;

final class FindingTreeTest {
    private final FindingTree tree = new FindingTree();

    @Test
    void aFindingThatTurnsOutToBeASymptomStandsUnderItsCauseAndIsTheSameItem() {
        Report later = SampleReports.stuckRuns();
        tree.update(without(later, SampleReports.RUNS), "");
        List<FindingKey> symptoms =
                later.symptomsOf(SampleReports.RUNS).stream().map(f -> f.key()).toList();
        List<TreeItem<FindingRow>> before = symptoms.stream().map(this::item).toList();
        assertThat(before).isNotEmpty().allMatch(i -> tree.root().equals(i.getParent()));

        assertThat(tree.update(later, "")).isTrue();

        TreeItem<FindingRow> cause = item(SampleReports.RUNS);
        assertThat(cause.getParent()).isSameAs(tree.root());
        assertThat(cause.getChildren()).containsExactlyElementsOf(before);
        assertThat(before).allMatch(i -> cause.equals(i.getParent()));
    }

    @Test
    void symptomsOfACauseThatEndsStandForThemselvesAgain() {
        Report first = SampleReports.stuckRuns();
        tree.update(first, "");
        Report later = without(first, SampleReports.RUNS);

        assertThat(tree.update(later, "")).isTrue();

        assertThat(tree.item(SampleReports.RUNS)).isEmpty();
        first.symptomsOf(SampleReports.RUNS)
                .forEach(f -> assertThat(item(f.key()).getParent()).isSameAs(tree.root()));
    }

    @Test
    void theSameReportMovesNothing() {
        tree.update(SampleReports.stuckRuns(), "");

        assertThat(tree.update(SampleReports.stuckRuns(), "")).isFalse();
    }

    private TreeItem<FindingRow> item(FindingKey key) {
        return tree.item(key).orElseThrow();
    }

    private static Report without(Report report, FindingKey key) {
        return new Report(
                report.snapshot(),
                report.findings().stream().filter(f -> !f.key().equals(key)).toList(),
                report.since(),
                report.progress());
    }
}
