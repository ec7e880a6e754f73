package dev.watchkeeper.notify;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.inventory.Heartbeat;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Goes out at its times as long as the console really watches: reports come, and neither its
/// scheduler nor its rules have stopped. It stops with them, and so others notice.
final class Heartbeats implements AutoCloseable {
    /// Under which name its failures are kept.
    static final String NAME = "heartbeat";

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);
    private static final String CONSOLE_BROKEN = FindingKind.OBSERVER_BROKEN.label() + "/console/";

    private final Trust trust;
    private final Outbox outbox;
    private final InstantSource clock;
    private final Pace pace;
    private final Supplier<Map<String, Integer>> waiting;
    private volatile Optional<Heard> last = Optional.empty();
    private Optional<Beating> beating = Optional.empty();
    private final AtomicInteger skipped = new AtomicInteger();

    Heartbeats(
            Trust trust,
            Outbox outbox,
            InstantSource clock,
            Pace pace,
            Supplier<Map<String, Integer>> waiting) {
        this.trust = trust;
        this.outbox = outbox;
        this.clock = clock;
        this.pace = pace;
        this.waiting = waiting;
    }

    void heard(Sight sight) {
        last = Optional.of(new Heard(sight, System.nanoTime()));
    }

    void use(Optional<Heartbeat> heartbeat) {
        if (!beating.map(b -> b.heartbeat).equals(heartbeat)) {
            close();
            beating = heartbeat.map(Beating::new);
            beating.ifPresent(b -> b.thread.start());
        }
    }

    /// How many times it was due and did not go out, as this console does not watch.
    int skipped() {
        return skipped.get();
    }

    /// The newest sight, while the console is alive.
    private Optional<Sight> alive() {
        return last.filter(h -> System.nanoTime() - h.nanos() < pace.fresh().toNanos())
                .map(Heard::sight)
                .filter(s -> s.findings().stream().noneMatch(Heartbeats::isDeath));
    }

    private static boolean isDeath(Finding f) {
        String key = f.key().value();
        return key.equals(CONSOLE_BROKEN + "scheduler") || key.equals(CONSOLE_BROKEN + "rules");
    }

    @Override
    public void close() {
        beating.ifPresent(Beating::end);
        beating = Optional.empty();
    }

    /// When something was heard, by a clock that never steps.
    private record Heard(Sight sight, long nanos) {}

    /// One heartbeat.
    private final class Beating {
        private final Heartbeat heartbeat;
        private final Limited limited = new Limited("watchkeeper-heartbeat");
        private final Semaphore end = new Semaphore(0);
        private final Thread thread =
                Thread.ofPlatform().daemon().name("watchkeeper-heartbeat").unstarted(this::run);

        Beating(Heartbeat heartbeat) {
            this.heartbeat = heartbeat;
        }

        private void run() {
            try {
                do {
                    beat();
                } while (!end.tryAcquire(heartbeat.every().toMillis(), TimeUnit.MILLISECONDS));
            } catch (InterruptedException _) {
                return;
            }
        }

        private void beat() throws InterruptedException {
            Optional<Sight> sight = alive();
            if (sight.isEmpty()) {
                skipped.incrementAndGet();
                LOG.warn("this console does not watch: no heartbeat goes out");
                return;
            }
            Delivery outcome = limited.run(limit(), () -> out(sight.get()));
            try {
                switch (outcome) {
                    case Delivery.Delivered() -> outbox.works(NAME);
                    case Delivery.Failed(String text) -> {
                        LOG.warn("the heartbeat does not get out: {}", text);
                        outbox.failed(NAME, clock.instant(), text);
                    }
                }
            } catch (RuntimeException e) {
                LOG.warn("what became of the heartbeat could not be kept", e);
            }
        }

        private Duration limit() {
            return pace.limit().compareTo(heartbeat.every()) < 0 ? pace.limit() : heartbeat.every();
        }

        private boolean out(Sight sight) throws Exception {
            if (heartbeat.file().isPresent()) {
                HeartbeatFile.write(heartbeat.file().get(), sight, waiting.get());
            }
            if (heartbeat.url().isPresent()) {
                new WebSending(heartbeat.url().get(), trust).ask(heartbeat.post());
            }
            return true;
        }

        private void end() {
            end.release();
            thread.interrupt();
            try {
                thread.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
