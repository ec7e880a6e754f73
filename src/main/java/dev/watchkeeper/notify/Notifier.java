package dev.watchkeeper.notify;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.inventory.Channel;
import dev.watchkeeper.inventory.Notifications;
import dev.watchkeeper.storage.StorageException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;

/// Tells of findings as the newest sight has them: decides what is told, and has the channels of
/// the fleet deliver it. Whom it tells follows the fleet.
///
/// Of several consoles of one user that have one open at the same time, one delivers; the others
/// look whether they should at each sight.
public final class Notifier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);

    /// Under which name the failures of the heartbeat are kept.
    public static final String HEARTBEAT = Heartbeats.NAME;

    private static final Duration LEAVE = Duration.ofSeconds(5);

    private final NotifyDatabase database;
    private final DeliveryLock lock;
    private final InstantSource clock;
    private final String console;
    private final Outbox outbox;
    private final Workers workers;
    private final Heartbeats heartbeats;
    // Only the newest counts: an older one is never worth a delay.
    private final ArrayBlockingQueue<Sight> newest = new ArrayBlockingQueue<>(1);
    private final Thread thread;
    private Optional<Decider> decider = Optional.empty();
    private volatile Standing standing = Standing.NOT_YET;
    private volatile Optional<Finding> broken = Optional.empty();

    /// @param parts what it works with; the database stays open when this is closed
    public Notifier(Parts parts) {
        this(parts, Pace.DEFAULT);
    }

    Notifier(Parts parts, Pace pace) {
        this.database = parts.database();
        this.lock = new DeliveryLock(parts.lock());
        this.clock = parts.clock();
        this.console = parts.console();
        this.outbox = database.outbox(pace.most());
        var senders = new Senders(new Trust(parts.anchors()), parts.desktop(), clock);
        this.workers = new Workers(outbox, senders, clock, pace, console, database::undelivered);
        this.heartbeats =
                new Heartbeats(new Trust(parts.anchors()), outbox, clock, pace, workers::waiting);
        this.thread = Thread.ofPlatform().daemon().name("watchkeeper-notify").unstarted(this::run);
    }

    /// Begins to listen.
    public Notifier start() {
        thread.start();
        return this;
    }

    /// Hears of the newest state of things. Never blocks; what is heard within a moment counts as
    /// one.
    public void hear(Sight sight) {
        heartbeats.heard(sight);
        while (!newest.offer(sight)) {
            newest.poll();
        }
    }

    /// What does not get through; never blocks.
    public List<Finding> undelivered() {
        List<Finding> all = new ArrayList<>(workers.undelivered());
        broken.ifPresent(all::add);
        return all;
    }

    /// How many heartbeats were due and did not go out, as the console does not watch.
    public int skippedHeartbeats() {
        return heartbeats.skipped();
    }

    /// Whether this console is the one that delivers.
    public Standing standing() {
        return standing;
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                look(newest.take());
            } catch (InterruptedException _) {
                return;
            } catch (Throwable e) {
                if (broken.isEmpty()) {
                    LOG.error("notifications could not be decided on", e);
                }
                broken = Optional.of(brokenBy(e));
            }
        }
    }

    private Finding brokenBy(Throwable e) {
        String text =
                e instanceof StorageException s ? String.valueOf(s.getMessage()) : e.toString();
        return Undelivered.finding(
                "queue", "Notifications cannot be queued", text, clock.instant());
    }

    private void look(Sight sight) {
        Notifications how = sight.snapshot().fleet().notifications();
        if (how.isNone() && decider.isEmpty()) {
            standing = Standing.NOBODY_TO_TELL;
            return;
        }
        if (!lock.take()) {
            standing = Standing.ANOTHER_DELIVERS;
            return;
        }
        if (decider.isEmpty()) {
            decider = Optional.of(new Decider(database.episodes()));
        }
        standing = how.isNone() ? Standing.NOBODY_TO_TELL : Standing.DELIVERS;
        workers.use(how.channels());
        heartbeats.use(how.heartbeat());
        if (sight.answered()) {
            decide(decider.get(), sight, how);
        }
        workers.refreshUndelivered();
        broken = Optional.empty();
    }

    private void decide(Decider with, Sight sight, Notifications how) {
        Instant now = clock.instant();
        List<Mute> mutes = database.mutes();
        Decision decision =
                with.next(sight, now, how, key -> mutes.stream().anyMatch(m -> m.covers(key, now)));
        Map<String, Notice> told = notices(decision, workers.channels());
        boolean same =
                decision.toStore(with.known()).isEmpty()
                        && decision.toForget(with.known()).isEmpty();
        if (!same || !told.isEmpty()) {
            outbox.put(decision, with.known(), told);
        }
        with.took(decision, sight);
        workers.look(decision.open(), told.keySet());
    }

    private Map<String, Notice> notices(Decision decision, List<Channel> channels) {
        var all = new HashMap<String, Notice>();
        for (Channel channel : channels) {
            List<Change> changes = Audience.of(channel, decision.changes());
            if (!changes.isEmpty()) {
                all.put(channel.name(), notice(changes, decision.at()));
            }
        }
        return all;
    }

    private Notice notice(List<Change> changes, Instant at) {
        int over = Math.max(0, changes.size() - Notice.MOST_CHANGES);
        return new Notice(
                UUID.randomUUID().toString(),
                at,
                console,
                changes.subList(0, changes.size() - over),
                1,
                over);
    }

    /// Ends it; what is not delivered waits in the file for the next console.
    @Override
    public void close() throws IOException {
        thread.interrupt();
        try {
            thread.join(LEAVE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        heartbeats.close();
        workers.close();
        lock.close();
    }

    /// What a console does about notifications.
    public enum Standing {
        NOT_YET,
        NOBODY_TO_TELL,
        DELIVERS,
        ANOTHER_DELIVERS
    }
}
