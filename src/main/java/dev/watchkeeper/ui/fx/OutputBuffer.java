package dev.watchkeeper.ui.fx;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/// The last lines of a text that keeps coming: a ring, so that an endless output costs no memory.
/// Text is added from any thread; [#lines()] changes on the JavaFX thread, in batches.
public final class OutputBuffer {
    /// Lines kept.
    public static final int DEFAULT_CAPACITY = 5_000;

    private static final int LONGEST_LINE = 4_000;

    private final ObservableList<String> lines = FXCollections.observableArrayList();
    private final ObservableList<String> view = FXCollections.unmodifiableObservableList(lines);
    private final Deque<String> waiting = new ArrayDeque<>();
    private final StringBuilder unfinished = new StringBuilder();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final Executor fx;
    private final int capacity;

    public OutputBuffer(Executor fx, int capacity) {
        this.fx = fx;
        this.capacity = capacity;
    }

    /// The lines kept, oldest first; for the JavaFX thread.
    public ObservableList<String> lines() {
        return view;
    }

    /// Adds text as it comes; a line is shown once it is complete or [#flush()] is called.
    public void append(String text) {
        synchronized (waiting) {
            int from = 0;
            for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
                unfinished.append(text, from, end);
                finishLine();
                from = end + 1;
            }
            unfinished.append(text, from, text.length());
            if (unfinished.length() > LONGEST_LINE) {
                finishLine();
            }
        }
        schedule();
    }

    /// Adds one whole line.
    public void line(String text) {
        flush();
        append(text + "\n");
    }

    /// Shows a last line that has no line feed.
    public void flush() {
        synchronized (waiting) {
            if (!unfinished.isEmpty()) {
                finishLine();
            }
        }
        schedule();
    }

    private void finishLine() {
        waiting.addLast(unfinished.toString());
        unfinished.setLength(0);
        if (waiting.size() > capacity) {
            waiting.removeFirst();
        }
    }

    private void schedule() {
        if (scheduled.compareAndSet(false, true)) {
            fx.execute(this::drain);
        }
    }

    private void drain() {
        scheduled.set(false);
        List<String> fresh;
        synchronized (waiting) {
            fresh = new ArrayList<>(waiting);
            waiting.clear();
        }
        int surplus = lines.size() + fresh.size() - capacity;
        if (surplus > 0 && !lines.isEmpty()) {
            lines.remove(0, Math.min(surplus, lines.size()));
        }
        if (!fresh.isEmpty()) {
            lines.addAll(fresh);
        }
    }
}
