package dev.watchkeeper.notify;

import dev.watchkeeper.inventory.Channel;
import dev.watchkeeper.notify.Outbox.Queued;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Delivers what waits for one channel, in order, on a thread of its own, so that no channel waits
/// for another one. What fails is tried again after a pause, for as long as it takes.
final class ChannelWorker {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelWorker.class);
    private final Channel channel;
    private final Sender sender;
    private final Outbox outbox;
    private final InstantSource clock;
    private final Pace pace;
    private final Reminder reminder;
    private final Limited limited;
    private final Semaphore news = new Semaphore(0);
    private final Semaphore end = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closing;
    private boolean mayBeFailing = true;
    private int failures;

    /// @param reminder what Alertmanagers are told again
    ChannelWorker(
            Channel channel,
            Sender sender,
            Outbox outbox,
            InstantSource clock,
            Pace pace,
            Reminder reminder) {
        this.channel = channel;
        this.sender = sender;
        this.outbox = outbox;
        this.clock = clock;
        this.pace = pace;
        this.reminder = reminder;
        String name = "watchkeeper-notify-" + channel.name();
        this.limited = new Limited(name);
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    Channel channel() {
        return channel;
    }

    void start() {
        thread.start();
    }

    /// Something may wait for it.
    void look() {
        news.release();
    }

    private void run() {
        while (!closing) {
            try {
                step();
            } catch (InterruptedException _) {
                return;
            } catch (Throwable e) {
                // A thread that ended without a word would look like a quiet fleet.
                LOG.error("the notifications of {} could not be looked after", channel.name(), e);
                failures++;
                rest();
            }
        }
    }

    private void step() throws InterruptedException {
        news.drainPermits();
        Optional<Queued> head = outbox.tried(channel.name());
        if (head.isPresent()) {
            after(limited.run(pace.limit(), () -> send(head.get())), head);
        } else if (sender instanceof AlertSender alerts && !reminder.open.get().isEmpty()) {
            after(limited.run(pace.limit(), () -> remind(alerts)), head);
            pause(pace.refresh());
        } else {
            idle();
            pause(pace.refresh());
        }
    }

    /// Where nothing waits, nothing fails.
    private void idle() {
        if (mayBeFailing) {
            outbox.works(channel.name());
            mayBeFailing = false;
            reminder.changed.run();
        }
    }

    private boolean send(Queued message) throws Exception {
        sender.send(message.notice());
        return true;
    }

    private boolean remind(AlertSender alerts) throws Exception {
        List<Change> open = Audience.of(channel, reminder.open.get());
        alerts.refresh(open, reminder.console);
        return true;
    }

    private void after(Delivery outcome, Optional<Queued> head) {
        switch (outcome) {
            case Delivery.Delivered() -> {
                head.ifPresentOrElse(outbox::delivered, () -> outbox.works(channel.name()));
                failures = 0;
            }
            case Delivery.Failed(String text) -> {
                failures++;
                mayBeFailing = true;
                LOG.warn("{} could not be told: {}", channel.name(), text);
                outbox.failed(channel.name(), clock.instant(), text);
                rest();
            }
        }
        reminder.changed.run();
    }

    private void pause(Duration most) throws InterruptedException {
        var _ = news.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// After a failure; news do not cut it short.
    private void rest() {
        try {
            var _ = end.tryAcquire(pace.pauseAfter(failures).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            closing = true;
        }
    }

    /// Begins nothing more.
    void end() {
        closing = true;
        end.release();
        look();
    }

    /// Gives an attempt under way a moment to end; one that does not is made again by the next
    /// console, with the same id.
    void leave(Duration moment) {
        end();
        try {
            if (!thread.join(moment)) {
                thread.interrupt();
                thread.join();
            }
        } catch (InterruptedException _) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    /// What is open, for who is reminded.
    ///
    /// @param console who tells
    /// @param changed called after each attempt
    record Reminder(Supplier<List<Change>> open, String console, Runnable changed) {}
}
