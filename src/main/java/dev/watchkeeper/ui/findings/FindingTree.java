package dev.watchkeeper.ui.findings;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.monitor.Report;

import javafx.scene.control.TreeItem;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The findings as a tree: symptoms under their cause. Items are kept by key from report to report,
/// so that selection and expansion stay.
final class FindingTree {
    private final TreeItem<FindingRow> root = new TreeItem<>();
    private Map<FindingKey, TreeItem<FindingRow>> items = new HashMap<>();
    private boolean moved;

    TreeItem<FindingRow> root() {
        return root;
    }

    Optional<TreeItem<FindingRow>> item(FindingKey key) {
        return Optional.ofNullable(items.get(key));
    }

    /// Shows a report's findings that match the filter, or whose symptoms do.
    ///
    /// @return whether rows came, went or moved
    boolean update(Report report, String filter) {
        moved = false;
        Map<FindingKey, Finding> all = new LinkedHashMap<>();
        report.findings().forEach(f -> all.put(f.key(), f));
        Map<FindingKey, List<Finding>> symptoms =
                report.findings().stream()
                        .filter(f -> f.statement().cause().filter(all::containsKey).isPresent())
                        .collect(Collectors.groupingBy(f -> f.statement().cause().orElseThrow()));
        var fresh =
                new Build(
                        report,
                        symptoms,
                        filter.toLowerCase(Locale.ROOT),
                        new HashMap<>(),
                        new LinkedHashMap<>());
        List<TreeItem<FindingRow>> roots = new ArrayList<>();
        for (Finding f : report.findings()) {
            if (f.statement().cause().filter(all::containsKey).isEmpty()) {
                item(f, fresh).ifPresent(roots::add);
            }
        }
        fresh.children().put(root, roots);
        release(fresh.children());
        items = fresh.items();
        fresh.children().forEach(this::set);
        return moved;
    }

    private record Build(
            Report report,
            Map<FindingKey, List<Finding>> symptoms,
            String filter,
            Map<FindingKey, TreeItem<FindingRow>> items,
            Map<TreeItem<FindingRow>, List<TreeItem<FindingRow>>> children) {
        boolean matches(Finding f) {
            String text = f.statement().title() + ' ' + f.key() + ' ' + f.severity().label();
            return text.toLowerCase(Locale.ROOT).contains(filter);
        }
    }

    private Optional<TreeItem<FindingRow>> item(Finding finding, Build build) {
        if (build.items().containsKey(finding.key())) {
            return Optional.empty();
        }
        List<Finding> under = build.symptoms().getOrDefault(finding.key(), List.of());
        TreeItem<FindingRow> item = known(finding, under.size(), build.report());
        build.items().put(finding.key(), item);
        List<TreeItem<FindingRow>> children =
                under.stream().flatMap(f -> item(f, build).stream()).toList();
        if (children.isEmpty() && !build.matches(finding)) {
            build.items().remove(finding.key());
            return Optional.empty();
        }
        build.children().put(item, children);
        return Optional.of(item);
    }

    private TreeItem<FindingRow> known(Finding finding, int symptoms, Report report) {
        var since =
                Optional.ofNullable(report.since().get(finding.key()))
                        .orElse(finding.statement().observedAt());
        var shown = new FindingRow.Shown(finding, since, symptoms);
        TreeItem<FindingRow> item = items.get(finding.key());
        if (item == null) {
            TreeItem<FindingRow> created = new TreeItem<>(new FindingRow(finding.key(), shown));
            created.setExpanded(true);
            return created;
        }
        item.getValue().show(shown);
        return item;
    }

    /// Takes what goes elsewhere from its old place first: a list that lets go of an item after
    /// another has taken it leaves the item without a parent.
    private void release(Map<TreeItem<FindingRow>, List<TreeItem<FindingRow>>> children) {
        List<TreeItem<FindingRow>> before = new ArrayList<>(items.values());
        before.add(root);
        for (TreeItem<FindingRow> item : before) {
            Set<TreeItem<FindingRow>> stay = new HashSet<>(children.getOrDefault(item, List.of()));
            if (!stay.containsAll(item.getChildren())) {
                item.getChildren().retainAll(stay);
                moved = true;
            }
        }
    }

    private void set(TreeItem<FindingRow> parent, List<TreeItem<FindingRow>> children) {
        if (!parent.getChildren().equals(children)) {
            parent.getChildren().setAll(children);
            moved = true;
        }
    }
}
