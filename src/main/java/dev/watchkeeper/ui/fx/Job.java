package dev.watchkeeper.ui.fx;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Long work that the user started: what it is, since when, its limit, its output and its end.
public final class Job {
    /// How far it is.
    public enum State {
        RUNNING,
        CANCELLING,
        SUCCEEDED,
        FAILED,
        /// It came to an end that nobody has judged.
        ENDED,
        /// What came of it is not known.
        UNKNOWN
    }

    private final String subject;
    private final String title;
    private final Instant started;
    private final Duration limit;
    private final OutputBuffer output;
    private final Map<String, OutputBuffer> lanes;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.RUNNING);
    private final ReadOnlyStringWrapper step = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper result = new ReadOnlyStringWrapper("");
    private Instant ended = Instant.MAX;
    private Runnable canceller = () -> {};

    /// @param subject what it is about, such as a finding's key
    /// @param title one line for the tray
    /// @param limit the most it may take
    /// @param output everything that it said
    public Job(String subject, String title, Instant started, Duration limit, OutputBuffer output) {
        this(subject, title, started, limit, output, Map.of());
    }

    /// @param lanes what each host said, by its name, in the order in which they are shown
    public Job(
            String subject,
            String title,
            Instant started,
            Duration limit,
            OutputBuffer output,
            Map<String, OutputBuffer> lanes) {
        this.subject = subject;
        this.title = title;
        this.started = started;
        this.limit = limit;
        this.output = output;
        this.lanes = Collections.unmodifiableMap(new LinkedHashMap<>(lanes));
    }

    public String subject() {
        return subject;
    }

    public String title() {
        return title;
    }

    public Instant started() {
        return started;
    }

    public OutputBuffer output() {
        return output;
    }

    public ReadOnlyObjectProperty<State> state() {
        return state.getReadOnlyProperty();
    }

    /// What each host said, where several are concerned.
    public Map<String, OutputBuffer> lanes() {
        return lanes;
    }

    /// What is being done at the moment.
    public ReadOnlyStringProperty step() {
        return step.getReadOnlyProperty();
    }

    /// What came of it; empty until it ended.
    public ReadOnlyStringProperty result() {
        return result.getReadOnlyProperty();
    }

    public boolean isRunning() {
        return state.get() == State.RUNNING || state.get() == State.CANCELLING;
    }

    /// When it ended; far in the future while it runs.
    public Instant ended() {
        return ended;
    }

    /// `24 s of at most 1:30 min`, or how long it took.
    public String elapsed(Instant now) {
        Instant until = isRunning() ? now : ended;
        String spent = Spans.clock(Duration.between(started, until));
        return isRunning() ? spent + " of at most " + Spans.clock(limit) : "took " + spent;
    }

    /// What cancelling does; set once the work has begun.
    public void onCancel(Runnable cancel) {
        canceller = cancel;
    }

    public void cancel() {
        if (state.get() == State.RUNNING) {
            state.set(State.CANCELLING);
            canceller.run();
        }
    }

    public void step(String text) {
        step.set(text);
    }

    /// Ends it with what came of it.
    ///
    /// @param how none of the two that are under way
    public void end(State how, String text, Instant at) {
        ended = at;
        result.set(text);
        state.set(how);
    }
}
