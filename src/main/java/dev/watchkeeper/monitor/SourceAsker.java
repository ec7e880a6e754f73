package dev.watchkeeper.monitor;

import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.supervision.SourceReader;
import dev.watchkeeper.supervision.SourceReading;
import dev.watchkeeper.tls.TlsObservation;
import dev.watchkeeper.tls.TlsObservation.Failed;
import dev.watchkeeper.tls.TlsTarget;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Reads endpoints and hosts from their sources: each source once for all that are due together,
/// and never twice at a time. What becomes due meanwhile goes with the next question.
final class SourceAsker {
    /// The families of ten thousand endpoints take longer than a probe.
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /// The reader says itself why nothing came, when it still has the time to.
    private static final Duration READING = LIMIT.minusSeconds(2);

    private static final int AT_ONCE = 16;

    private final SourceReader reader;
    private final InstantSource clock;
    private final Runner runner;
    private final Supplier<Fleet> watched;
    private final AdaptiveLimit limit = new AdaptiveLimit(AT_ONCE);
    private final Map<String, List<Member>> waiting = new LinkedHashMap<>();
    private final Set<String> underWay = new HashSet<>();
    private final Map<String, List<TlsTarget>> targets = new ConcurrentHashMap<>();

    /// @param watched the fleet from which what is due was taken
    SourceAsker(SourceReader reader, InstantSource clock, Runner runner, Supplier<Fleet> watched) {
        this.reader = reader;
        this.clock = clock;
        this.runner = runner;
        this.watched = watched;
    }

    /// Notes that an endpoint is to be read; [#flush] begins it.
    void begin(Run run, TlsEndpoint endpoint) {
        endpoint.source()
                .ifPresent(s ->
                        join(
                                s.supervision(),
                                new Member(run, Optional.of(endpoint), Optional.empty())));
    }

    /// Notes that a host is to be read; [#flush] begins it.
    void begin(Run run, Host host) {
        host.source()
                .ifPresent(s ->
                        join(
                                s.supervision(),
                                new Member(run, Optional.empty(), Optional.of(host))));
    }

    private synchronized void join(String source, Member member) {
        waiting.computeIfAbsent(source, _ -> new ArrayList<>()).add(member);
    }

    /// Asks each source for all that was noted, unless it is being asked.
    void flush() {
        for (Asking asking : next()) {
            runner.put(limit, asking);
        }
    }

    private synchronized List<Asking> next() {
        var begun = new ArrayList<Asking>();
        for (String source : List.copyOf(waiting.keySet())) {
            if (underWay.add(source)) {
                begun.add(
                        new Asking(
                                source,
                                Optional.ofNullable(waiting.remove(source)).orElse(List.of())));
            }
        }
        return begun;
    }

    private synchronized void free(String source) {
        underWay.remove(source);
    }

    void forget(TlsEndpoint endpoint) {
        targets.remove(endpoint.id());
    }

    /// What is told of an endpoint as a whole, when nothing is told of it any more, is told of each
    /// place at which it was known: what was seen there last stays.
    private List<TlsObservation> atKnown(TlsEndpoint endpoint, List<TlsObservation> seen) {
        List<TlsTarget> before = targets.getOrDefault(endpoint.id(), List.of());
        boolean ofWhole =
                seen.size() == 1
                        && seen.getFirst() instanceof Failed f
                        && SourceReading.isOfWhole(f.target());
        if (!ofWhole) {
            targets.put(endpoint.id(), seen.stream().map(TlsObservation::target).toList());
            return seen;
        }
        List<TlsTarget> same = before.stream().filter(t -> t.endpoint().equals(endpoint)).toList();
        return same.isEmpty() || !(seen.getFirst() instanceof Failed f)
                ? seen
                : same.stream().<TlsObservation>map(t -> at(t, f)).toList();
    }

    private static Failed at(TlsTarget target, Failed f) {
        return new Failed(target, f.observedAt(), f.took(), f.failure(), f.text());
    }

    /// One run that waits for what is told of its endpoint or of its host.
    private record Member(Run run, Optional<TlsEndpoint> endpoint, Optional<Host> host) {}

    /// One question to one source.
    private final class Asking implements Question<SourceReading> {
        private final String source;
        private final List<Member> members;
        private final Fleet fleet = watched.get();

        Asking(String source, List<Member> members) {
            this.source = source;
            this.members = members;
        }

        @Override
        public Waiting.Kind kind() {
            return Waiting.Kind.SUPERVISION;
        }

        @Override
        public String id() {
            // The supervision itself is asked under its own name.
            return source + " for series";
        }

        @Override
        public Duration limit() {
            return LIMIT;
        }

        private List<TlsEndpoint> endpoints() {
            return members.stream().flatMap(m -> m.endpoint.stream()).toList();
        }

        private List<Host> hosts() {
            return members.stream().flatMap(m -> m.host.stream()).toList();
        }

        @Override
        public SourceReading ask() {
            Optional<Supervision> named = fleet.supervision(source);
            return named.map(s -> reader.read(s, fleet, endpoints(), hosts(), READING))
                    .orElseGet(() -> failed("the fleet file does not name it any more"));
        }

        @Override
        public SourceReading failed(String text) {
            var moment = new SourceReading.Moment(clock.instant(), Duration.ZERO);
            return SourceReading.unreadable(source, endpoints(), hosts(), moment, text);
        }

        @Override
        public void answered(SourceReading reading, boolean givenUp) {
            for (Member member : members) {
                member.endpoint.ifPresent(e -> told(member.run, e, reading));
                member.host.ifPresent(h -> told(member.run, h, reading));
                member.run.answered(givenUp);
            }
        }

        private void told(Run run, TlsEndpoint endpoint, SourceReading reading) {
            List<TlsObservation> seen = atKnown(endpoint, reading.of(endpoint));
            run.put(
                    new Event.Targets(
                            endpoint,
                            seen.stream().map(o -> o.target().id()).collect(Collectors.toSet())));
            seen.forEach(o -> run.put(new Event.TlsSeen(o)));
        }

        private void told(Run run, Host host, SourceReading reading) {
            reading.of(host).ifPresent(seen -> run.put(new Event.HostSeen(seen)));
        }

        @Override
        public void ended() {
            free(source);
            members.forEach(m -> m.run.ended());
            flush();
        }
    }
}
