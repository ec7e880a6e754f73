package dev.watchkeeper.ui.hosts;

import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.monitor.Report;

import javafx.scene.Node;

import org.controlsfx.control.SearchableComboBox;

import java.util.ArrayList;
import java.util.List;

/// Which host the tables show, or all.
final class HostChoice {
    private static final String ALL = "All hosts";

    private final SearchableComboBox<String> box = new SearchableComboBox<>();
    private final Runnable changed;
    private boolean updating;

    HostChoice(Runnable changed) {
        this.changed = changed;
        box.setId("host-choice");
        box.setAccessibleText("Host");
        box.getItems().add(ALL);
        box.setValue(ALL);
        box.valueProperty().addListener((o, was, is) -> changed());
    }

    private void changed() {
        if (!updating) {
            changed.run();
        }
    }

    Node node() {
        return box;
    }

    void update(Report report) {
        List<String> names = new ArrayList<>(List.of(ALL));
        names.addAll(report.snapshot().fleet().hosts().stream().map(Host::name).sorted().toList());
        if (!names.equals(box.getItems())) {
            String chosen = box.getValue();
            updating = true;
            box.getItems().setAll(names);
            box.setValue(names.contains(chosen) ? chosen : ALL);
            updating = false;
        }
    }

    void choose(String host) {
        box.setValue(host);
    }

    boolean admits(String host) {
        String chosen = box.getValue();
        return chosen == null || chosen.equals(ALL) || chosen.equals(host);
    }
}
