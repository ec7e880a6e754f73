package dev.watchkeeper.ui.fx;

import javafx.scene.Node;

import org.controlsfx.control.SearchableComboBox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// One of many names, found by typing a part of it, or all of them.
public final class Choice {
    private final SearchableComboBox<String> box = new SearchableComboBox<>();
    private final String all;
    private final Runnable changed;
    private boolean updating;

    /// @param all what is chosen at first, such as `All hosts`
    /// @param what is chosen, for those who cannot see it
    public Choice(String id, String all, String what, Runnable changed) {
        this.all = all;
        this.changed = changed;
        box.setId(id);
        box.setAccessibleText(what);
        box.getStyleClass().add("choice");
        box.getItems().add(all);
        box.setValue(all);
        box.valueProperty().addListener((o, was, is) -> changed());
    }

    private void changed() {
        if (!updating) {
            changed.run();
        }
    }

    public Node node() {
        return box;
    }

    /// Takes over the names that there are; what was chosen stays chosen if it is among them.
    public void update(Collection<String> present) {
        List<String> names = new ArrayList<>(List.of(all));
        names.addAll(present.stream().distinct().sorted().toList());
        if (!names.equals(box.getItems())) {
            String chosen = box.getValue();
            updating = true;
            box.getItems().setAll(names);
            box.setValue(names.contains(chosen) ? chosen : all);
            updating = false;
        }
    }

    public void choose(String name) {
        box.setValue(name);
    }

    public boolean admits(String name) {
        String chosen = box.getValue();
        return chosen == null || chosen.equals(all) || chosen.equals(name);
    }

    /// Whether something else than all is chosen.
    public boolean narrows() {
        return box.getValue() != null && !box.getValue().equals(all);
    }
}
