package dev.watchkeeper.tls;

import dev.watchkeeper.inventory.Backend;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.tls.BoundedResolver.Resolution;
import dev.watchkeeper.tls.TlsObservation.Failure;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Observes endpoints with a full handshake under a wall-clock limit, and judges what they serve.
///
/// The limit covers all that one observation does: resolving a backend's name, connecting, the
/// handshake, and a second handshake where the first left a question. It is enforced by closing the
/// connection from another thread, and it starts when [#observe] is called: whoever has many
/// targets must queue them before that.
///
/// Safe for use by many threads at once; meant for virtual ones.
public final class TlsProbe implements TlsObserver, AutoCloseable {
    private final InstantSource clock;
    private final Workstation workstation;
    private final BoundedResolver resolver;
    private final Watchdog watchdog = new Watchdog();
    private final Handshake fast;
    private final Handshake patient = BouncyHandshake.ofEveryVersion();
    private volatile ChainJudge judge;
    private volatile TrustStore trusted;

    /// A probe that uses the system's resolver.
    public TlsProbe(InstantSource clock, TrustStore trustStore) {
        this(clock, trustStore, Resolver.system(), Workstation.local());
    }

    public TlsProbe(
            InstantSource clock,
            TrustStore trustStore,
            Resolver resolver,
            Workstation workstation) {
        this.clock = clock;
        this.workstation = workstation;
        this.resolver = new BoundedResolver(resolver);
        this.judge = new ChainJudge(trustStore);
        this.trusted = trustStore;
        Optional<ConscryptHandshake> conscrypt = ConscryptHandshake.ifAvailable();
        this.fast = conscrypt.isPresent() ? conscrypt.get() : patient;
    }

    /// Judges by this store from the next observation on.
    public void trust(TrustStore store) {
        trusted = store;
        judge = new ChainJudge(store);
    }

    TrustStore trusted() {
        return trusted;
    }

    @Override
    public List<TlsTarget> targets(TlsEndpoint endpoint, Duration limit) {
        if (!endpoint.backends().isEmpty()) {
            return endpoint.backends().stream().map(b -> backend(endpoint, b)).toList();
        }
        return switch (resolve(endpoint.name(), Deadline.in(limit))) {
            case Resolution.Found(List<InetAddress> addresses) ->
                    addresses.stream()
                            .map(InetAddress::getHostAddress)
                            .distinct()
                            .map(a -> new TlsTarget(endpoint, a, a, endpoint.port()))
                            .toList();
            case Resolution.Unknown u -> List.of(unresolved(endpoint));
            case Resolution.TimedOut t -> List.of(unresolved(endpoint));
        };
    }

    private static TlsTarget backend(TlsEndpoint endpoint, Backend backend) {
        return new TlsTarget(endpoint, backend.label(), backend.address(), backend.port());
    }

    private static TlsTarget unresolved(TlsEndpoint endpoint) {
        return new TlsTarget(endpoint, endpoint.name(), endpoint.name(), endpoint.port());
    }

    @Override
    public TlsObservation observe(TlsTarget target, Duration limit) {
        var sighting = new Sighting(target, clock.instant(), Deadline.in(limit));
        return switch (resolve(target.address(), sighting.deadline())) {
            case Resolution.Found(List<InetAddress> addresses) -> ask(sighting, addresses);
            case Resolution.Unknown(String reason) ->
                    failed(
                            sighting,
                            Failure.NAME_NOT_RESOLVED,
                            target.address() + " does not resolve: " + reason);
            case Resolution.TimedOut t ->
                    failed(
                            sighting,
                            Failure.NAME_NOT_RESOLVED,
                            "timed out after "
                                    + sighting.deadline().inWords()
                                    + " while resolving "
                                    + target.address());
        };
    }

    /// Further questions to the first address of a target; empty when its name does not resolve.
    Optional<Attempt> attempt(TlsTarget target, Deadline deadline) {
        return resolve(target.address(), deadline) instanceof Resolution.Found(var addresses)
                ? Optional.of(
                        new Attempt(
                                watchdog,
                                target.endpoint(),
                                new InetSocketAddress(addresses.getFirst(), target.port()),
                                deadline))
                : Optional.empty();
    }

    private Resolution resolve(String name, Deadline deadline) {
        try {
            return resolver.resolve(name, deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Resolution.Unknown("cancelled");
        }
    }

    /// A backend's name may have several addresses: the first that lets us connect is asked.
    private TlsObservation ask(Sighting sighting, List<InetAddress> addresses) {
        TlsObservation last = ask(sighting, addresses.getFirst());
        for (InetAddress address : addresses.subList(1, addresses.size())) {
            if (!(last instanceof TlsObservation.Failed f) || !isAboutTheWay(f.failure())) {
                return last;
            }
            last = ask(sighting, address);
        }
        return last;
    }

    private static boolean isAboutTheWay(Failure failure) {
        return failure == Failure.REFUSED || failure == Failure.UNREACHABLE;
    }

    private TlsObservation ask(Sighting sighting, InetAddress ip) {
        TlsTarget target = sighting.target();
        var address = new InetSocketAddress(ip, target.port());
        var attempt = new Attempt(watchdog, target.endpoint(), address, sighting.deadline());
        var question = new Question(attempt, fast, patient, ServerNames.sni(target));
        return switch (question.ask()) {
            case Attempt.Failed(Failure failure, String text) ->
                    failed(sighting, failureAt(failure, ip), text);
            case Attempt.Spoke(Handshake.Captured captured) ->
                    sighting.presented(captured, judge, question, clock.instant());
            case Attempt.Spoke(Handshake.Alerted(int code)) ->
                    failed(sighting, Failure.HANDSHAKE_REFUSED, Alerts.sentence(code));
            case Attempt.Spoke(Handshake.Broken(String reason)) ->
                    failed(sighting, Failure.BROKEN, "the handshake broke: " + reason);
        };
    }

    private Failure failureAt(Failure failure, InetAddress ip) {
        return isOffline(failure) && !ip.isLoopbackAddress() ? Failure.OFFLINE : failure;
    }

    private boolean isOffline(Failure failure) {
        boolean possible =
                switch (failure) {
                    case UNREACHABLE, TIMED_OUT, NAME_NOT_RESOLVED -> true;
                    default -> false;
                };
        return possible && !workstation.hasNetwork();
    }

    private TlsObservation failed(Sighting sighting, Failure failure, String text) {
        boolean offline = failure == Failure.OFFLINE || isUnresolvedOffline(failure);
        return offline
                ? sighting.failed(
                        Failure.OFFLINE, "this workstation has no network interface that is up")
                : sighting.failed(failure, text);
    }

    private boolean isUnresolvedOffline(Failure failure) {
        return failure == Failure.NAME_NOT_RESOLVED && isOffline(failure);
    }

    @Override
    public void close() {
        watchdog.close();
        resolver.close();
    }
}
