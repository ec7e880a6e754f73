package dev.watchkeeper.supervision;

import java.time.Duration;

/// A place where a drill's notification should arrive, watched from before the drill began.
interface ReceiptWatch extends AutoCloseable {
    /// Waits until the token has arrived, for `within` at most, even if it came before. Blocks the
    /// calling (virtual) thread; never throws for what the place does.
    ///
    /// @throws InterruptedException if the calling thread is interrupted
    Arrival await(Duration within) throws InterruptedException;

    @Override
    void close();

    /// One that could not be begun: of it nothing is known.
    static ReceiptWatch blind(String text) {
        return new ReceiptWatch() {
            @Override
            public Arrival await(Duration within) {
                return new Arrival.Unknown(text);
            }

            @Override
            public void close() {}
        };
    }

    /// What came of waiting.
    sealed interface Arrival {
        /// One sentence for a person, free of control characters.
        String text();

        record Arrived(String text) implements Arrival {}

        /// The place could be looked at, and there was nothing.
        record Missing(String text) implements Arrival {}

        /// The place could not be looked at.
        record Unknown(String text) implements Arrival {}
    }
}
