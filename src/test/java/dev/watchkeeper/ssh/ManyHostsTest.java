package dev.watchkeeper.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.Slack;
import dev.watchkeeper.inventory.Host;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

@Isolated("measures deadlines")
class ManyHostsTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final int AT_ONCE = 32;
    private static final int MORE = 168;

    @TempDir private Path folder;
    private final AtomicInteger now = new AtomicInteger();

    // fault 45
    @Test
    void ofTwoHundredHostsNoMoreThanThirtyTwoAreAskedAtATimeAndAllEndAtTheDeadline()
            throws Exception {
        try (var slack = Slack.measured();
                Stall silent =
                        Stall.with((in, out) -> {
                            now.incrementAndGet();
                            Closing.quietly(() -> in.transferTo(OutputStream.nullOutputStream()));
                            now.decrementAndGet();
                        });
                var console = new Console(folder);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<SshOutcome>> asked = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                asked.add(threads.submit(ask(console, silent, "asked" + asked.size(), LIMIT)));
            }
            Eventually.holds(() -> now.get() == AT_ONCE);
            List<Future<SshOutcome>> waiting = new ArrayList<>();
            for (int i = 0; i < MORE; i++) {
                waiting.add(threads.submit(ask(console, silent, "waits" + waiting.size(), SHORT)));
            }

            assertAllEnd(waiting, SshOutcome.Reason.BUSY, SHORT, slack);
            // None of those who waited was asked, so that these are the first ones still.
            assertThat(now).hasValue(AT_ONCE);
            assertThat(silent.connections).hasSize(AT_ONCE);
            assertAllEnd(asked, SshOutcome.Reason.TIMED_OUT, LIMIT, slack);
            Eventually.holds(() -> console.remote.abandoned() == 0);
            Eventually.holds(() -> now.get() == 0);
        }
    }

    private static Callable<SshOutcome> ask(
            Console console, Stall silent, String name, Duration limit) {
        Host host = console.host(name, silent.port(), Optional.empty(), Optional.empty());
        return () -> console.remote.run(host, RemoteCommand.of("true"), limit);
    }

    private static void assertAllEnd(
            List<Future<SshOutcome>> running, SshOutcome.Reason reason, Duration limit, Slack slack)
            throws Exception {
        for (Future<SshOutcome> outcome : running) {
            var failed = (SshOutcome.Failed) outcome.get();
            assertThat(failed.reason()).isEqualTo(reason);
            assertThat(failed.took()).isLessThan(limit.plus(slack.allowed()));
        }
    }
}
