package dev.watchkeeper.monitor;

import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Renewal;
import dev.watchkeeper.tls.RenewalAdviser;
import dev.watchkeeper.tls.ServedCertificate.Parsed;
import dev.watchkeeper.tls.SuggestedRenewal;
import dev.watchkeeper.tls.TlsObservation.Presented;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Asks authorities about the certificates that are served, where the fleet file names their
/// directory: each certificate once, at however many addresses it is served, as seldom as its
/// authority wishes, and never after it has expired.
///
/// Due is what either clock says, as for all that is asked.
final class AdviceAsker {
    private static final int AT_ONCE = 16;
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration FORGOTTEN = Duration.ofDays(2);

    private final RenewalAdviser adviser;
    private final InstantSource clock;
    private final Runner runner;
    private final Supplier<Fleet> fleet;
    private final AdaptiveLimit limit = new AdaptiveLimit(AT_ONCE);
    private final Map<String, Next> next = new ConcurrentHashMap<>();

    AdviceAsker(RenewalAdviser adviser, InstantSource clock, Runner runner, Supplier<Fleet> fleet) {
        this.adviser = adviser;
        this.clock = clock;
        this.runner = runner;
        this.fleet = fleet;
    }

    /// Asks about what was just seen, as a part of the run that saw it, if that is due.
    void consider(Run run, Presented seen) {
        if (!(seen.leaf() instanceof Parsed leaf)) {
            return;
        }
        Optional<URI> directory = directory(seen.target().endpoint().id());
        Instant now = clock.instant();
        if (directory.isPresent()
                && now.isBefore(leaf.notAfter())
                && claim(leaf.sha256(), directory.get(), now)) {
            run.expect(1);
            runner.put(limit, new Asking(run, directory.get(), leaf));
        }
    }

    private Optional<URI> directory(String endpoint) {
        return fleet.get().renewals().stream()
                .filter(r -> r.timing().acmeDirectory().isPresent())
                .filter(r -> r.renews().contains(endpoint))
                .findFirst()
                .flatMap(AdviceAsker::directory);
    }

    private static Optional<URI> directory(Renewal renewal) {
        return renewal.timing().acmeDirectory();
    }

    private synchronized boolean claim(String leaf, URI directory, Instant now) {
        Next due = next.get(leaf);
        if (due != null && due.directory.equals(directory) && !due.isDue(now, System.nanoTime())) {
            return false;
        }
        next.values().removeIf(n -> n.wall.plus(FORGOTTEN).isBefore(now));
        // While it is being asked it is not asked again.
        next.put(leaf, Next.in(directory, FORGOTTEN, now));
        return true;
    }

    /// When a certificate may be asked about again.
    ///
    /// @param directory which authority was asked: what another says is not known by that
    private record Next(URI directory, Instant wall, long nanos) {
        static Next in(URI directory, Duration pause, Instant now) {
            return new Next(directory, now.plus(pause), System.nanoTime() + pause.toNanos());
        }

        boolean isDue(Instant now, long nanosNow) {
            return !now.isBefore(wall) || nanosNow - nanos >= 0;
        }
    }

    /// Asks about one certificate.
    private final class Asking implements Question<SuggestedRenewal> {
        private final Run run;
        private final URI directory;
        private final Parsed leaf;

        Asking(Run run, URI directory, Parsed leaf) {
            this.run = run;
            this.directory = directory;
            this.leaf = leaf;
        }

        @Override
        public Waiting.Kind kind() {
            return Waiting.Kind.ENDPOINT;
        }

        @Override
        public String id() {
            return directory.getHost() + " about " + leaf.serialHex();
        }

        @Override
        public Duration limit() {
            return LIMIT;
        }

        @Override
        public SuggestedRenewal ask() {
            return adviser.ask(directory, leaf, LIMIT);
        }

        @Override
        public SuggestedRenewal failed(String text) {
            Instant now = clock.instant();
            return new SuggestedRenewal.Unknown(text, now, now.plus(Duration.ofHours(6)));
        }

        @Override
        public void answered(SuggestedRenewal said, boolean givenUp) {
            Instant now = clock.instant();
            next.put(
                    leaf.sha256(),
                    Next.in(directory, Duration.between(said.askedAt(), said.askAgainAt()), now));
            run.put(new Event.AdviceSeen(leaf.sha256(), said));
            run.answered(givenUp);
        }

        @Override
        public void ended() {
            run.ended();
        }
    }
}
