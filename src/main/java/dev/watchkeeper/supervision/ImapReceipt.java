package dev.watchkeeper.supervision;

import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Receipt;
import dev.watchkeeper.inventory.VisibleText;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A mailbox that is asked by IMAP, over one connection. The library's time-outs restart with each
/// byte: every step runs on a thread of its own, whose connection is closed when the time is up.
final class ImapReceipt implements ReceiptWatch {
    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofSeconds(15);
    private static final Duration LEAVE = Duration.ofSeconds(2);

    private final Receipt.Imap imap;
    private final String token;
    private final Duration pace;
    private final MailSockets sockets;
    private Optional<ImapFolder> folder = Optional.empty();

    private ImapReceipt(Receipt.Imap imap, String token, Duration pace, MailSockets sockets) {
        this.imap = imap;
        this.token = token;
        this.pace = pace;
        this.sockets = sockets;
    }

    static ReceiptWatch open(
            Receipt.Imap imap, Fleet fleet, String token, Duration pace, Duration within)
            throws InterruptedException {
        ImapReceipt watch;
        try {
            watch = new ImapReceipt(imap, token, pace, MailSockets.trusting(fleet.trustAnchors()));
        } catch (IOException e) {
            return ReceiptWatch.blind(shown(e));
        }
        Look first = watch.look(Limit.of(within));
        return first.fault.isEmpty() ? watch : ReceiptWatch.blind(first.fault);
    }

    /// What one look saw.
    ///
    /// @param fault why nothing was seen; empty for no fault
    private record Look(String fault, boolean found) {}

    @Override
    public Arrival await(Duration within) throws InterruptedException {
        Limit limit = Limit.of(within);
        while (true) {
            Look look = look(limit);
            if (look.found) {
                return new Arrival.Arrived("it is in " + place());
            }
            // The next look needs some time for itself.
            if (limit.left().compareTo(pace.multipliedBy(2)) <= 0) {
                return look.fault.isEmpty()
                        ? new Arrival.Missing(
                                "it was not in %s within %s".formatted(place(), Spoken.of(within)))
                        : new Arrival.Unknown(look.fault);
            }
            limit.pause(pace);
        }
    }

    private Look look(Limit limit) throws InterruptedException {
        try {
            if (folder.isEmpty()) {
                folder =
                        Optional.of(
                                bounded(
                                        () -> ImapFolder.open(imap, sockets),
                                        limit.atMost(CONNECT)));
            }
            ImapFolder open = folder.get();
            return new Look("", bounded(() -> open.holds(token), limit.atMost(LOOK)));
        } catch (ExecutionException e) {
            lose();
            return new Look(place() + ": " + reason(e), false);
        } catch (TimeoutException _) {
            lose();
            return new Look(place() + " did not answer in time", false);
        }
    }

    private void lose() {
        sockets.closeAll();
        folder = Optional.empty();
    }

    private <T> T bounded(Callable<T> step, Duration limit)
            throws InterruptedException, ExecutionException, TimeoutException {
        var task = new FutureTask<>(step);
        Thread thread = Thread.ofVirtual().name("watchkeeper-imap").start(task);
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException | TimeoutException e) {
            sockets.closeAll();
            thread.interrupt();
            throw e;
        }
    }

    private String place() {
        return VisibleText.of(
                "%s of %s at %s".formatted(imap.folder(), imap.user(), imap.server()));
    }

    /// Wrapped are the exceptions of the step itself, and the library wraps what it met.
    private static String reason(ExecutionException fault) {
        Throwable inner = fault;
        while (inner.getCause() != null
                && (inner instanceof ExecutionException || inner instanceof MessagingException)) {
            inner = inner.getCause();
            if (inner instanceof AuthenticationFailedException) {
                return "the mail server refused the login";
            }
        }
        return shown(inner);
    }

    private static String shown(Throwable fault) {
        String text = fault.getMessage();
        return VisibleText.capped(text == null ? fault.getClass().getSimpleName() : text, 200);
    }

    @Override
    public void close() {
        folder.ifPresent(open -> {
            try {
                bounded(open::leave, LEAVE);
            } catch (ExecutionException | TimeoutException _) {
                // It ends with its connection.
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
        lose();
    }
}
