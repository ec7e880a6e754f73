package dev.watchkeeper.supervision;

import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.ssh.Remote;
import dev.watchkeeper.supervision.DrillLegs.Outcome;
import dev.watchkeeper.supervision.DrillResult.Leg;
import dev.watchkeeper.supervision.DrillResult.Stage;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Sends a synthetic alert to the Alertmanagers of a Prometheus, as Prometheus would, and follows
/// it. That Prometheus itself reaches them is told by what it says of them and by its watchdog
/// alert, where it has one.
///
/// Without leave to reach a person the alert has the label `watchkeeper_drill`, by which a route of
/// its own can take it, and is sent only where that can be seen. With it, it has not, and goes the
/// way of a critical alert.
public final class PrometheusDrill implements Drills {
    private static final Duration PACE = Duration.ofSeconds(1);

    private final ApiClient client;
    private final Receipts receipts;
    private final InstantSource clock;
    private final Supplier<String> tokens;
    private final Duration pace;

    /// @param remote through which receipts on hosts are read
    /// @param tokens makes texts that nobody can guess, of letters, digits and hyphens
    public PrometheusDrill(
            ApiClient client, Remote remote, InstantSource clock, Supplier<String> tokens) {
        this(client, new Receipts(remote), clock, tokens, PACE);
    }

    /// @param pace how long is waited between two looks
    PrometheusDrill(
            ApiClient client,
            Receipts receipts,
            InstantSource clock,
            Supplier<String> tokens,
            Duration pace) {
        this.client = client;
        this.receipts = receipts;
        this.clock = clock;
        this.tokens = tokens;
        this.pace = pace;
    }

    @Override
    public DrillResult run(
            Supervision supervision, Fleet fleet, boolean pages, Consumer<Leg> progress) {
        Instant startedAt = clock.instant();
        String token = "watchkeeper-" + tokens.get();
        var legs = new DrillLegs(progress);
        try (ReceiptWatch watch = receipts.begin(supervision.drill(), fleet, token)) {
            Duration within = supervision.drill().within();
            var alive = new PrometheusAlive(client, supervision, pace);
            legs.go(Stage.ALIVE, () -> alive.go(Limit.of(within)));
            var canary =
                    new AlertmanagerCanary(
                            supervision.drill(), token, pages, pace, alive.managers());
            legs.go(Stage.ACCEPTED, () -> canary.accepted(Limit.of(within)));
            legs.go(Stage.STATE_CHANGED, () -> canary.active(Limit.of(within)));
            legs.go(Stage.NOTIFIED, () -> canary.notified(Limit.of(within)));
            legs.go(Stage.RECEIVED, () -> received(supervision, canary, watch));
            canary.takeBack();
        }
        return new DrillResult(supervision.name(), token, startedAt, pages, legs.legs());
    }

    private static Outcome received(
            Supervision supervision, AlertmanagerCanary canary, ReceiptWatch watch)
            throws InterruptedException {
        if (supervision.drill().receipt().isEmpty()) {
            return Outcome.notTried("no receipt is configured");
        }
        return canary.reachesReceipt() == Switch.OFF
                ? Outcome.notTried("what is watched is not on the way of this alert")
                : Outcome.of(watch.await(supervision.drill().within()));
    }
}
