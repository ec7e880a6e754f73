package dev.watchkeeper.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.inventory.Host;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

@Isolated("measures deadlines")
class ManyHostsTest {
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final int AT_ONCE = 32;

    @TempDir private Path folder;
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    // fault 45
    @Test
    void ofTwoHundredHostsNoMoreThanThirtyTwoAreAskedAtATimeAndAllEndAtTheDeadline()
            throws Exception {
        try (Stall silent =
                        Stall.with((in, out) -> {
                            most.accumulateAndGet(now.incrementAndGet(), Math::max);
                            Closing.quietly(() -> in.transferTo(OutputStream.nullOutputStream()));
                            now.decrementAndGet();
                        });
                var console = new Console(folder)) {
            List<Future<SshOutcome>> running = new ArrayList<>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 200; i++) {
                    Host host =
                            console.host(
                                    "h" + i, silent.port(), Optional.empty(), Optional.empty());
                    running.add(
                            threads.submit(() ->
                                    console.remote.run(host, RemoteCommand.of("true"), LIMIT)));
                }
            }
            List<SshOutcome.Failed> failed = new ArrayList<>();
            for (Future<SshOutcome> outcome : running) {
                failed.add((SshOutcome.Failed) outcome.get());
            }

            assertThat(most).hasValue(AT_ONCE);
            assertThat(failed).allMatch(f -> f.took().compareTo(LIMIT.plusMillis(500)) < 0);
            assertThatTheOthersHadNoTurn(failed);
            Eventually.holds(() -> console.remote.abandoned() == 0);
            Eventually.holds(() -> now.get() == 0);
        }
    }

    // Each has its own deadline: one that began later may get a turn for a moment.
    private static void assertThatTheOthersHadNoTurn(List<SshOutcome.Failed> failed) {
        Map<SshOutcome.Reason, Long> reasons =
                failed.stream()
                        .collect(
                                Collectors.groupingBy(
                                        SshOutcome.Failed::reason, Collectors.counting()));
        assertThat(reasons).containsOnlyKeys(SshOutcome.Reason.TIMED_OUT, SshOutcome.Reason.BUSY);
        assertThat(reasons.getOrDefault(SshOutcome.Reason.TIMED_OUT, 0L))
                .isGreaterThanOrEqualTo(AT_ONCE);
    }
}
