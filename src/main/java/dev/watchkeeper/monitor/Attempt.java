package dev.watchkeeper.monitor;

import java.util.concurrent.atomic.AtomicReference;

/// One observation under way: it is answered or given up, whichever comes first, exactly once.
final class Attempt {
    private final long deadline;
    private final Runnable onGiveUp;
    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);

    /// @param deadline by [System#nanoTime]
    /// @param onGiveUp what is done in its place when nothing came by then
    Attempt(long deadline, Runnable onGiveUp) {
        this.deadline = deadline;
        this.onGiveUp = onGiveUp;
    }

    /// Whether the answer still counts.
    boolean answer() {
        return state.compareAndSet(State.OPEN, State.ANSWERED);
    }

    boolean isGivenUp() {
        return state.get() == State.GIVEN_UP;
    }

    /// Gives it up when its time has passed.
    ///
    /// @return whether it needs no further look
    boolean check(long now) {
        if (state.get() != State.OPEN) {
            return true;
        }
        if (now - deadline < 0) {
            return false;
        }
        if (state.compareAndSet(State.OPEN, State.GIVEN_UP)) {
            onGiveUp.run();
        }
        return true;
    }

    private enum State {
        OPEN,
        ANSWERED,
        GIVEN_UP
    }
}
