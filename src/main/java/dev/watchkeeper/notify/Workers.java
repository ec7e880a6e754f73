package dev.watchkeeper.notify;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.inventory.Channel;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// The workers of the fleet's channels: one for each on which something can be delivered.
final class Workers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
    private static final Duration LEAVE = Duration.ofSeconds(2);

    private final Outbox outbox;
    private final Senders senders;
    private final InstantSource clock;
    private final Pace pace;
    private final Function<List<String>, List<Finding>> trouble;
    private final ChannelWorker.Reminder reminder;
    private final Map<String, ChannelWorker> byName = new ConcurrentHashMap<>();
    private volatile List<Change> open = List.of();
    private volatile List<Finding> undelivered = List.of();

    /// @param trouble reads from the file what does not get through on channels of these names
    Workers(
            Outbox outbox,
            Senders senders,
            InstantSource clock,
            Pace pace,
            String console,
            Function<List<String>, List<Finding>> trouble) {
        this.outbox = outbox;
        this.senders = senders;
        this.clock = clock;
        this.pace = pace;
        this.trouble = trouble;
        this.reminder = new ChannelWorker.Reminder(() -> open, console, this::refreshUndelivered);
    }

    /// Ends those of channels that are gone or changed, and begins the new ones.
    void use(List<Channel> channels) {
        for (ChannelWorker worker : List.copyOf(byName.values())) {
            if (!channels.contains(worker.channel())) {
                byName.remove(worker.channel().name());
                worker.leave(LEAVE);
            }
        }
        for (Channel channel : channels) {
            if (!byName.containsKey(channel.name())) {
                senders.of(channel).ifPresent(s -> begin(channel, s));
            }
        }
    }

    private void begin(Channel channel, Sender sender) {
        var worker = new ChannelWorker(channel, sender, outbox, clock, pace, reminder);
        byName.put(channel.name(), worker);
        worker.start();
    }

    List<Channel> channels() {
        return byName.values().stream().map(ChannelWorker::channel).toList();
    }

    /// Something waits for these channels; others have what is open to tell again.
    void look(List<Change> openNow, Set<String> names) {
        open = openNow;
        names.forEach(n -> Optional.ofNullable(byName.get(n)).ifPresent(ChannelWorker::look));
    }

    void refreshUndelivered() {
        try {
            var names = new ArrayList<>(byName.keySet());
            names.add(Heartbeats.NAME);
            undelivered = trouble.apply(names);
        } catch (RuntimeException e) {
            LOG.warn("what is not delivered cannot be read", e);
        }
    }

    List<Finding> undelivered() {
        return undelivered;
    }

    /// How many messages wait, by channel.
    Map<String, Integer> waiting() {
        var waiting = new LinkedHashMap<String, Integer>();
        byName.keySet().stream().sorted().forEach(n -> waiting.put(n, outbox.waiting(n)));
        return waiting;
    }

    @Override
    public void close() {
        byName.values().forEach(ChannelWorker::end);
        long end = System.nanoTime() + LEAVE.toNanos();
        byName.values()
                .forEach(w -> w.leave(Duration.ofNanos(Math.max(1, end - System.nanoTime()))));
        byName.clear();
    }
}
