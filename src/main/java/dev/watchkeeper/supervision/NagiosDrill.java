package dev.watchkeeper.supervision;

import dev.watchkeeper.inventory.DrillPolicy;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.ssh.Remote;
import dev.watchkeeper.supervision.DrillLegs.Outcome;
import dev.watchkeeper.supervision.DrillResult.Stage;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Drills of Nagios: a canary service is set CRITICAL by a passive result with a token, and the
/// token is followed through status.dat, the log and the receipt.
public final class NagiosDrill implements Drills {
    private static final Duration PACE = Duration.ofSeconds(2);

    private final Remote remote;
    private final InstantSource clock;
    private final Supplier<String> nonces;
    private final Duration pace;

    /// @param nonces gives a new word of 8 to 32 characters out of `[0-9a-z]` each time, which
    ///   nobody can guess
    public NagiosDrill(Remote remote, InstantSource clock, Supplier<String> nonces) {
        this(remote, clock, nonces, PACE);
    }

    /// @param pace how long is waited between two looks
    NagiosDrill(Remote remote, InstantSource clock, Supplier<String> nonces, Duration pace) {
        this.remote = remote;
        this.clock = clock;
        this.nonces = nonces;
        this.pace = pace;
    }

    @Override
    public DrillResult run(
            Supervision supervision,
            Fleet fleet,
            boolean pages,
            Consumer<DrillResult.Leg> progress) {
        Instant began = clock.instant();
        String token = "watchkeeper-drill-" + nonces.get();
        var legs = new DrillLegs(progress);
        Optional<Host> host = supervision.host().flatMap(fleet::host);
        if (host.isEmpty()) {
            String text = "the fleet has no host " + supervision.host().orElse("") + " any more";
            legs.go(Stage.ALIVE, () -> Outcome.unknown(text));
        } else {
            var course =
                    new NagiosCourse(
                            new NagiosWire(remote, supervision, host.get(), nonces),
                            supervision.drill(),
                            token,
                            pace);
            go(course, supervision, fleet, pages, legs);
        }
        return new DrillResult(supervision.name(), token, began, pages, legs.legs());
    }

    private void go(
            NagiosCourse course,
            Supervision supervision,
            Fleet fleet,
            boolean pages,
            DrillLegs legs) {
        var observer = new NagiosObserver(remote, clock, nonces);
        Duration within = supervision.drill().within();
        boolean alive =
                legs.go(
                        Stage.ALIVE,
                        () -> course.alive(observer.observe(supervision, fleet, within)));
        if (!alive) {
            return;
        }
        Optional<Outcome> refusal = course.refusal(pages);
        if (refusal.isPresent()) {
            legs.go(Stage.ACCEPTED, refusal::get);
            return;
        }
        follow(course, supervision.drill(), fleet, legs);
    }

    private void follow(NagiosCourse course, DrillPolicy policy, Fleet fleet, DrillLegs legs) {
        try (ReceiptWatch receipt = receipt(policy, fleet, course.token())) {
            boolean told =
                    legs.go(Stage.ACCEPTED, course::accepted)
                            && legs.go(Stage.STATE_CHANGED, course::changed)
                            && legs.go(Stage.NOTIFIED, course::notified);
            if (told) {
                legs.go(Stage.RECEIVED, () -> received(policy, receipt));
            }
        } catch (InterruptedException _) {
            legs.go(
                    Stage.ACCEPTED,
                    () -> {
                        throw new InterruptedException();
                    });
        } finally {
            course.takeBack();
        }
    }

    private ReceiptWatch receipt(DrillPolicy policy, Fleet fleet, String token)
            throws InterruptedException {
        return policy.receipt().isEmpty()
                ? ReceiptWatch.blind("")
                : new Receipts(remote, pace)
                        .open(policy.receipt().get(), fleet, token, policy.within());
    }

    private static Outcome received(DrillPolicy policy, ReceiptWatch receipt)
            throws InterruptedException {
        return policy.receipt().isEmpty()
                ? Outcome.notTried("no receipt is configured: where it goes from there is not seen")
                : Outcome.of(receipt.await(policy.within()));
    }
}
