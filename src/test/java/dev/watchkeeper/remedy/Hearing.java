package dev.watchkeeper.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.Slack;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Hears a remedy and waits for what is wanted.
final class Hearing implements Remedies.Listener {
    final List<String> steps = new CopyOnWriteArrayList<>();
    final List<String> outputs = new CopyOnWriteArrayList<>();
    private final CompletableFuture<RemedyOutcome> ended = new CompletableFuture<>();
    private final CountDownLatch awaited = new CountDownLatch(1);
    private final String sign;

    Hearing(String sign) {
        this.sign = sign;
    }

    Hearing() {
        this("\0");
    }

    @Override
    public void step(int index, String text) {
        steps.add(index + " " + text);
    }

    @Override
    public void output(String text) {
        outputs.add(text);
        if (text.contains(sign)) {
            awaited.countDown();
        }
    }

    @Override
    public void ended(RemedyOutcome outcome) {
        if (!ended.complete(outcome)) {
            throw new IllegalStateException("ended twice");
        }
    }

    void awaitSign() throws InterruptedException {
        if (!awaited.await(90, TimeUnit.SECONDS)) {
            throw new AssertionError("never heard " + sign + " in " + outputs);
        }
    }

    RemedyOutcome outcome() throws Exception {
        return ended.get(120, TimeUnit.SECONDS);
    }

    /// The outcome that an action brings within a second, as far as this machine allows.
    RemedyOutcome outcomeWithinASecondOf(Runnable action) throws Exception {
        try (var slack = Slack.measured()) {
            long before = System.nanoTime();
            action.run();
            RemedyOutcome outcome = outcome();
            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isLessThan(slack.allowed().plusSeconds(1));
            return outcome;
        }
    }
}
