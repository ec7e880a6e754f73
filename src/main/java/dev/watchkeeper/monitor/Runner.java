package dev.watchkeeper.monitor;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Asks questions, each on a virtual thread of its own and under a limit, and holds them to their
/// time. Whatever a question throws, an `OutOfMemoryError` included, stays its own.
final class Runner {
    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);

    private final InstantSource clock;
    private final Pending pending;
    private final Duration grace;
    private final Queue<Attempt> attempts = new ConcurrentLinkedQueue<>();

    Runner(InstantSource clock, Pending pending, Duration grace) {
        this.clock = clock;
        this.pending = pending;
        this.grace = grace;
    }

    <T> void put(AdaptiveLimit limit, Question<T> question) {
        limit.enter(() -> Thread.startVirtualThread(() -> run(limit, question)));
    }

    /// Gives up what is past its time; the timer calls it.
    void tick(long now) {
        attempts.removeIf(a -> a.check(now));
    }

    private <T> void run(AdaptiveLimit limit, Question<T> question) {
        var waiting =
                new Waiting(question.kind(), question.id(), clock.instant(), question.limit());
        pending.begin(waiting);
        long deadline = System.nanoTime() + question.limit().plus(grace).toNanos();
        var attempt = new Attempt(deadline, () -> giveUp(limit, question, waiting));
        attempts.add(attempt);
        T result = ask(question);
        if (attempt.answer()) {
            pending.end(waiting);
            limit.leave();
            question.answered(result, false);
            question.ended();
        } else {
            // Whoever sees that nothing is lost any more may ask again.
            question.ended();
            pending.found();
        }
    }

    private <T> void giveUp(AdaptiveLimit limit, Question<T> question, Waiting waiting) {
        LOG.warn("{} did not come back within its limit and was given up", question.id());
        pending.lost();
        pending.end(waiting);
        limit.leave();
        String text =
                "no result within %d ms; the observation was given up"
                        .formatted(question.limit().toMillis());
        question.answered(question.failed(text), true);
    }

    /// An observer answers with values; what it throws is a bug of ours, or no memory, and ends
    /// this observation only.
    private static <T> T ask(Question<T> question) {
        try {
            return question.ask();
        } catch (Throwable e) {
            LOG.error("asking {} failed", question.id(), e);
            return question.failed("this console failed while asking: " + e.getClass().getName());
        }
    }
}
