package dev.watchkeeper.monitor;

import java.time.Duration;

/// One thing that is asked under a deadline.
///
/// @param <T> what comes of it
interface Question<T> {
    Waiting.Kind kind();

    /// What is shown as pending, together with its kind.
    String id();

    Duration limit();

    /// Asks; blocks, by promise no longer than the limit.
    T ask();

    /// What stands for the answer when asking threw, or broke its promise.
    T failed(String text);

    /// Takes the answer; called exactly once, must return quickly.
    ///
    /// @param givenUp whether the thread that asks is still at it
    void answered(T result, boolean givenUp);

    /// The thread that asked is done; called exactly once, after [#answered].
    void ended();
}
