package dev.watchkeeper.notify;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.Severity;
import dev.watchkeeper.inventory.Channel;
import dev.watchkeeper.inventory.Channel.LeastSeverity;
import dev.watchkeeper.inventory.Notifications;
import dev.watchkeeper.inventory.WebAccess;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Consoles that deliver quickly, on one file.
final class DeliveryHarness {
    static final Pace QUICK =
            new Pace(
                    Duration.ofSeconds(1),
                    Duration.ofMillis(5),
                    Duration.ofMillis(20),
                    Duration.ofMillis(50),
                    Duration.ofMinutes(10),
                    100);

    private final Path folder;
    private final List<AutoCloseable> open = new ArrayList<>();
    Notifications how = Notifications.NONE;

    DeliveryHarness(Path folder) {
        this.folder = folder;
    }

    <T extends AutoCloseable> T own(T closeable) {
        open.add(closeable);
        return closeable;
    }

    void close() throws Exception {
        for (AutoCloseable o : open.reversed()) {
            o.close();
        }
    }

    Notifier notifier(Pace pace) {
        var notifier =
                new Notifier(
                        new Parts(
                                database(),
                                folder.resolve("notify.lock"),
                                InstantSource.system(),
                                "anna@desk",
                                List::of,
                                Optional.empty()),
                        pace);
        open.add(notifier);
        return notifier.start();
    }

    void tellsTo(URI... hooks) {
        var channels = new ArrayList<Channel>();
        for (int i = 0; i < hooks.length; i++) {
            channels.add(
                    new Channel(
                            "hook" + i,
                            LeastSeverity.HIGH,
                            true,
                            new Channel.Webhook(WebAccess.of(hooks[i]))));
        }
        how =
                new Notifications(
                        channels, Optional.empty(), Duration.ofMillis(1), Duration.ofDays(1));
    }

    /// Has these told, one message each, and waits until each is in the queue.
    void tell(Notifier notifier, Outbox outbox, String... titles) {
        var all = new ArrayList<Finding>();
        for (String title : titles) {
            all.add(Sights.finding(title, Severity.CRITICAL, title));
        }
        for (int i = 1; i <= all.size(); i++) {
            Sight sight = Sights.of(how, all.subList(0, i).toArray(Finding[]::new));
            int wanted = i;
            await(() -> {
                notifier.hear(sight);
                return outbox.waiting("hook0") >= wanted;
            });
        }
    }

    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it does not come");
            }
            LockSupport.parkNanos(2_000_000);
        }
    }

    Outbox outbox() {
        return database().outbox(100);
    }

    NotifyDatabase database() {
        var database = NotifyDatabase.open(folder.resolve("notify.db"), InstantSource.system());
        open.add(database);
        return database;
    }
}
