package dev.watchkeeper.supervision;

import dev.watchkeeper.inventory.DrillPolicy;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Receipt;
import dev.watchkeeper.ssh.Remote;

import java.time.Duration;

/// Begins to watch the places where the notification of a drill should arrive.
final class Receipts {
    private static final Duration PACE = Duration.ofSeconds(2);

    private final Remote remote;
    private final Duration pace;

    Receipts(Remote remote) {
        this(remote, PACE);
    }

    /// @param pace how long is waited between two looks
    Receipts(Remote remote, Duration pace) {
        this.remote = remote;
        this.pace = pace;
    }

    /// Begins to watch, before anything is sent in. A place that cannot be watched gives a watch
    /// that says so. Blocks the calling (virtual) thread.
    ///
    /// @param token by which the notification is recognised; letters, digits and hyphens
    /// @param within the most that this may take
    /// @throws InterruptedException if the calling thread is interrupted
    ReceiptWatch open(Receipt receipt, Fleet fleet, String token, Duration within)
            throws InterruptedException {
        if (!token.matches("[0-9A-Za-z-]{8,80}")) {
            throw new IllegalArgumentException("no token: " + token);
        }
        return switch (receipt) {
            case Receipt.File file ->
                    fleet.host(file.host())
                            .map(h ->
                                    FileReceipt.open(
                                            new FileReceipt.Place(h, file.path(), token),
                                            remote,
                                            pace,
                                            within))
                            .orElseGet(() ->
                                    ReceiptWatch.blind(
                                            "the fleet has no host " + file.host() + " any more"));
            case Receipt.Imap imap -> ImapReceipt.open(imap, fleet, token, pace, within);
            case Receipt.Webhook webhook -> WebhookReceipt.open(webhook, token);
        };
    }

    /// The same by a policy; one that names no receipt, and an interrupt, give a watch that says
    /// so.
    ReceiptWatch begin(DrillPolicy policy, Fleet fleet, String token) {
        if (policy.receipt().isEmpty()) {
            return ReceiptWatch.blind("no receipt is configured");
        }
        try {
            return open(policy.receipt().get(), fleet, token, policy.within());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return ReceiptWatch.blind("it was ended before it began");
        }
    }
}
