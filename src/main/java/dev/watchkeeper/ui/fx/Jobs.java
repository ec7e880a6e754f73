package dev.watchkeeper.ui.fx;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import java.util.List;
import java.util.Optional;

/// The jobs of this session, newest first; finished ones stay until there are too many.
public final class Jobs {
    private static final int KEPT = 200;

    private final ObservableList<Job> all =
            FXCollections.observableArrayList(
                    job -> new javafx.beans.Observable[] {job.state(), job.step()});

    /// All of them; fires an update when the state or step of one changes.
    public ObservableList<Job> all() {
        return all;
    }

    public void add(Job job) {
        all.addFirst(job);
        if (all.size() > KEPT && !all.getLast().isRunning()) {
            all.removeLast();
        }
    }

    public List<Job> running() {
        return all.stream().filter(Job::isRunning).toList();
    }

    /// The newest job about a subject.
    public Optional<Job> newestOf(String subject) {
        return all.stream().filter(j -> j.subject().equals(subject)).findFirst();
    }
}
