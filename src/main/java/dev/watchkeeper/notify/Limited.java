package dev.watchkeeper.notify;

import dev.watchkeeper.inventory.VisibleText;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/// Runs attempts, each under a wall-clock limit that is kept from outside, and none while an
/// earlier one has not ended. Used by one thread.
final class Limited {
    private static final int LONGEST = 300;

    private final String name;
    private Optional<Thread> running = Optional.empty();

    Limited(String name) {
        this.name = name;
    }

    Delivery run(Duration limit, Callable<?> attempt) throws InterruptedException {
        if (running.filter(Thread::isAlive).isPresent()) {
            return new Delivery.Failed("the attempt before, given up, has not ended yet");
        }
        var result = new CompletableFuture<Delivery>();
        Thread thread =
                Thread.ofVirtual().name(name).start(() -> result.complete(outcome(attempt)));
        running = Optional.of(thread);
        try {
            boolean ended = thread.join(limit);
            thread.interrupt();
            return ended
                    ? result.join()
                    : new Delivery.Failed("no answer within " + limit.toSeconds() + " s");
        } catch (InterruptedException e) {
            thread.interrupt();
            throw e;
        }
    }

    private static Delivery outcome(Callable<?> attempt) {
        try {
            attempt.call();
            return new Delivery.Delivered();
        } catch (Throwable e) {
            // Out of memory or not: it was not delivered, and the next try may be.
            return new Delivery.Failed(words(e));
        }
    }

    private static String words(Throwable e) {
        String said =
                switch (e) {
                    case Sender.Refused r -> String.valueOf(r.getMessage());
                    case UnresolvedAddressException _ -> "the name does not resolve";
                    case UnknownHostException _ -> "the name does not resolve";
                    case ConnectException c
                            when c.getCause() instanceof UnresolvedAddressException ->
                            "the name does not resolve";
                    case ConnectException c
                            when c.getMessage() == null
                                    || c.getCause() instanceof ClosedChannelException ->
                            "connection refused";
                    case SocketTimeoutException _ -> "no answer in time";
                    default -> e.getMessage() == null ? e.toString() : e.getMessage();
                };
        return VisibleText.capped(said, LONGEST);
    }
}
