package dev.watchkeeper.supervision;

import dev.watchkeeper.inventory.DrillPolicy;
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

/// Drills of Icinga 2: a canary service is set CRITICAL by a passive result with a token, and the
/// token is followed through the API and the receipt.
public final class IcingaDrill implements Drills {
    private static final Duration PACE = Duration.ofSeconds(1);

    private final ApiClient client;
    private final Receipts receipts;
    private final InstantSource clock;
    private final Supplier<String> tokens;
    private final Duration pace;

    /// @param remote through which receipts on hosts are read
    /// @param tokens makes texts that nobody can guess, of letters, digits and hyphens
    public IcingaDrill(
            ApiClient client, Remote remote, InstantSource clock, Supplier<String> tokens) {
        this(client, new Receipts(remote), clock, tokens, PACE);
    }

    /// @param pace how long is waited between two looks
    IcingaDrill(
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
        String token = "watchkeeper-drill-" + tokens.get();
        var legs = new DrillLegs(progress);
        DrillPolicy policy = supervision.drill();
        Duration within = policy.within();
        var observer = new IcingaObserver(client, clock);
        ApiSession session = client.open("Icinga 2", supervision.web().orElseThrow(), within);
        var course = new IcingaCourse(session, policy, token, pace);
        try (ReceiptWatch watch = receipts.begin(policy, fleet, token)) {
            legs.go(Stage.ALIVE, () -> course.alive(observer.observe(supervision, fleet, within)));
            legs.go(Stage.ACCEPTED, () -> course.accepted(pages, Limit.of(within)));
            legs.go(Stage.STATE_CHANGED, () -> course.changed(Limit.of(within)));
            legs.go(Stage.NOTIFIED, () -> course.notified(Limit.of(within)));
            legs.go(
                    Stage.RECEIVED,
                    () ->
                            policy.receipt().isEmpty()
                                    ? Outcome.notTried("no receipt is configured")
                                    : Outcome.of(watch.await(within)));
            course.takeBack();
        }
        return new DrillResult(supervision.name(), token, startedAt, pages, legs.legs());
    }
}
