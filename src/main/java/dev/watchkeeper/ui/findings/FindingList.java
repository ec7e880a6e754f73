package dev.watchkeeper.ui.findings;

import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.EmptyState;

import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;

import java.util.Optional;
import java.util.function.Consumer;

/// The list on the left. The selection is a key.
final class FindingList extends TreeView<FindingRow> {
    private final FindingTree tree = new FindingTree();
    private final Consumer<FindingKey> selected;
    private Optional<FindingKey> selection = Optional.empty();
    private boolean updating;

    FindingList(Ages ages, Consumer<FindingKey> selected) {
        this.selected = selected;
        setId("finding-list");
        setRoot(tree.root());
        setShowRoot(false);
        setCellFactory(t -> new FindingListCell(ages));
        setAccessibleText("Findings, worst first, symptoms under their cause");
        getSelectionModel().selectedItemProperty().addListener((o, was, is) -> selected(is));
    }

    private void selected(TreeItem<FindingRow> item) {
        if (!updating && item != null && item.getValue() != null) {
            selection = Optional.of(item.getValue().key());
            selected.accept(item.getValue().key());
        }
    }

    /// Shows a report; what was selected stays selected if it is still there.
    void update(Report report, String filter) {
        updating = true;
        try {
            if (tree.update(report, filter)) {
                selection.flatMap(tree::item).ifPresentOrElse(this::mark, this::unmark);
            }
        } finally {
            updating = false;
        }
    }

    boolean isEmpty() {
        return tree.root().getChildren().isEmpty();
    }

    Optional<FindingKey> selection() {
        return selection;
    }

    /// Selects the first of the list when nothing is selected.
    void selectFirst() {
        if (selection.isEmpty() && !isEmpty()) {
            select(tree.root().getChildren().getFirst().getValue().key());
        }
    }

    /// Selects a finding and scrolls to it.
    void select(FindingKey key) {
        selection = Optional.of(key);
        tree.item(key)
                .ifPresent(item -> {
                    mark(item);
                    scrollTo(Math.max(0, getRow(item) - 3));
                    selected.accept(key);
                });
    }

    private void mark(TreeItem<FindingRow> item) {
        getSelectionModel().select(item);
    }

    private void unmark() {
        getSelectionModel().clearSelection();
    }

    /// Says why the list is empty.
    static void explain(EmptyState state, Report report, String filter) {
        var snapshot = report.snapshot();
        var fleet = snapshot.fleet();
        long unasked =
                fleet.hosts().stream().filter(h -> !snapshot.hosts().containsKey(h.name())).count();
        boolean nothing = snapshot.endpoints().isEmpty() && snapshot.hosts().isEmpty();
        if (!filter.isEmpty() && !report.findings().isEmpty()) {
            state.none("None match the filter", "Esc clears it.");
        } else if (nothing && !snapshot.fleetProblems().isEmpty()) {
            state.couldNotCheck("The fleet file cannot be used; see the top.");
        } else if (nothing) {
            state.notCheckedYet("The first answers arrive within seconds.");
        } else if (unasked > 0 || snapshot.endpoints().size() < fleet.endpoints().size()) {
            state.notCheckedYet("Nothing is wrong with what was checked; some was not yet.");
        } else {
            state.none("No findings", "Everything that is watched was checked and is well.");
        }
    }
}
