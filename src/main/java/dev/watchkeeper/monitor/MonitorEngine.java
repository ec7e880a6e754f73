package dev.watchkeeper.monitor;

import dev.watchkeeper.automation.AutomationObserver;
import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.history.History;
import dev.watchkeeper.host.HostObserver;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.monitor.Agenda.Begun;
import dev.watchkeeper.monitor.Report.Progress;
import dev.watchkeeper.supervision.DrillResult;
import dev.watchkeeper.supervision.SourceReader;
import dev.watchkeeper.supervision.SupervisionObserver;
import dev.watchkeeper.tls.RenewalAdviser;
import dev.watchkeeper.tls.TlsObserver;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/// Watches a fleet: asks what is due, each target on a virtual thread of its own, and publishes
/// reports as answers come.
///
/// A target that hangs delays nobody, and never has a second observation begun while one is under
/// way. An observer that breaks its promise to return is given up, its late answer dropped, and its
/// target left alone until its thread has ended. A second sample of a host follows in the same run
/// when the first has suspects, so that one cycle can tell whether they make progress.
public final class MonitorEngine implements Engine, AutoCloseable {
    private final InstantSource clock;
    private final Tempo tempo;
    private final IntSupplier abandoned;
    private final Agenda agenda;
    private final Inbox inbox = new Inbox();
    private final Pending pending = new Pending();
    private final Troubles troubles = new Troubles();
    private final Rounds rounds;
    private final Timer timer = new Timer(this::tick);
    private final Runner runner;
    private final EndpointAsker endpoints;
    private final HostAsker hosts;
    private final SupervisionAsker supervision;
    private final SourceAsker sources;
    private final NetworkWatch network;
    private final HistoryWriter history;
    private final Folding folding;
    private final Publisher publisher;
    private volatile Fleet watched;

    /// @param observers who asks
    /// @param abandoned how many remote operations were given up elsewhere and have not ended
    public MonitorEngine(
            Fleet fleet,
            Observers observers,
            History history,
            InstantSource clock,
            IntSupplier abandoned) {
        this(fleet, observers, history, clock, abandoned, Tempo.DEFAULT);
    }

    MonitorEngine(
            Fleet fleet,
            Observers observers,
            History history,
            InstantSource clock,
            IntSupplier abandoned,
            Tempo tempo) {
        this.watched = fleet;
        this.clock = clock;
        this.tempo = tempo;
        this.abandoned = abandoned;
        this.agenda = new Agenda(fleet.thresholds().schedule());
        this.rounds = new Rounds(agenda);
        this.runner = new Runner(clock, pending, tempo.grace());
        this.endpoints = endpoints(observers);
        this.hosts = hosts(observers);
        this.supervision =
                new SupervisionAsker(observers.supervision(), clock, runner, this::snapshot);
        this.sources = new SourceAsker(observers.sources(), clock, runner, () -> watched);
        this.network = new NetworkWatch(observers.networks());
        this.history = new HistoryWriter(history, clock, troubles);
        this.folding = new Folding(clock, fleet, this.history, troubles, inbox);
        FleetSnapshot nothing = FleetSnapshot.empty(fleet, clock.instant());
        this.publisher =
                new Publisher(
                        new Report(nothing, List.of(), Map.of(), Progress.IDLE, false),
                        inbox,
                        rounds,
                        tempo,
                        this::next);
        agenda.watch(fleet, clock.instant(), System.nanoTime(), () -> {});
    }

    private EndpointAsker endpoints(Observers observers) {
        return new EndpointAsker(
                observers.tls(),
                clock,
                runner,
                () -> snapshot().fleet().thresholds().schedule(),
                new AdviceAsker(observers.adviser(), clock, runner, () -> snapshot().fleet()));
    }

    private HostAsker hosts(Observers observers) {
        return new HostAsker(
                observers.hosts(),
                clock,
                runner,
                this::snapshot,
                what -> timer.later(tempo.secondSample(), what),
                new AutomationAsker(observers.automation(), clock, runner, this::snapshot));
    }

    /// Adds what another part of the console knows to be wrong with itself to each report from now
    /// on.
    ///
    /// @param findings must not block
    public void alsoFind(Supplier<List<Finding>> findings) {
        troubles.alsoFrom(findings);
    }

    /// Begins to watch; everything is due at once.
    public void start() {
        history.start();
        publisher.start();
        timer.start(tempo.tick());
    }

    /// Watches another fleet from now on, in one step: what stays keeps its state and its times.
    ///
    /// @param problems what is wrong with the fleet file as it is now; `fleet` is then the last
    ///   good one
    public void fleet(Fleet fleet, List<String> problems) {
        watched = fleet;
        List<Unit> gone =
                agenda.watch(
                        fleet,
                        clock.instant(),
                        System.nanoTime(),
                        () -> inbox.put(new Event.FleetChanged(fleet, problems)));
        gone.forEach(u -> inbox.put(new Event.Done(u, 0, true)));
        for (Unit unit : gone) {
            switch (unit) {
                case Unit.OfEndpoint(var endpoint) -> {
                    endpoints.forget(endpoint);
                    sources.forget(endpoint);
                }
                case Unit.OfHost(var host) -> hosts.forget(host);
                case Unit.OfSupervision(var s) -> supervision.forget(s);
            }
        }
    }

    @Override
    public Report latest() {
        return publisher.latest();
    }

    @Override
    public Progress progress() {
        return pending.progress(abandoned.getAsInt(), agenda.retries());
    }

    @Override
    public AutoCloseable listen(Consumer<Report> listener) {
        return publisher.listen(listener);
    }

    @Override
    public CompletableFuture<Report> refreshAll() {
        return ask(agenda.units(), false);
    }

    @Override
    public CompletableFuture<Report> verify(Set<FindingKey> findings) {
        Report report = latest();
        List<Unit> units =
                findings.stream().flatMap(k -> Subjects.of(report, k).stream()).distinct().toList();
        return ask(units, true);
    }

    @Override
    public void drilled(DrillResult result) {
        inbox.put(new Event.DrillSeen(result));
    }

    private CompletableFuture<Report> ask(List<Unit> units, boolean again) {
        CompletableFuture<Report> answer = rounds.ask(units, again);
        inbox.put(new Event.Changed());
        return answer;
    }

    private FleetSnapshot snapshot() {
        return latest().snapshot();
    }

    private void tick() {
        long now = System.nanoTime();
        runner.tick(now);
        List<Begun> begun = agenda.begin(clock.instant(), now);
        if (!begun.isEmpty()) {
            network.look(clock.instant()).ifPresent(c -> inbox.put(new Event.NetworkChanged(c)));
        }
        begun.forEach(b -> pending.expect(b.unit()));
        begun.forEach(this::begin);
        sources.flush();
    }

    private void begin(Begun begun) {
        var run = new Run(begun, agenda, inbox, pending, clock);
        switch (begun.unit()) {
            case Unit.OfEndpoint(var endpoint) when endpoint.source().isPresent() ->
                    sources.begin(run, endpoint);
            case Unit.OfEndpoint(var endpoint) -> endpoints.begin(run, endpoint);
            case Unit.OfHost(var host) when host.source().isPresent() -> sources.begin(run, host);
            case Unit.OfHost(var host) -> hosts.begin(run, host);
            case Unit.OfSupervision(var asked) -> supervision.begin(run, asked);
        }
    }

    private Report next(Report before, List<Event> events) {
        watchTimer();
        return folding.next(before, events, progress());
    }

    private void watchTimer() {
        if (timer.silence().compareTo(tempo.patience()) > 0) {
            troubles.begin(
                    "scheduler",
                    "The scheduler of this console has stopped",
                    "no tick for more than " + tempo.patience().toSeconds() + " s",
                    clock.instant());
        } else {
            troubles.end("scheduler");
        }
    }

    /// Ends it; observations under way end by their own deadlines and are dropped.
    @Override
    public void close() {
        timer.close();
        publisher.close();
        history.close();
    }

    /// Who asks.
    ///
    /// @param networks what says when the workstation's own network changes
    /// @param adviser who asks authorities about certificates
    /// @param supervision who asks supervision systems
    /// @param sources who reads their series
    public record Observers(
            TlsObserver tls,
            HostObserver hosts,
            AutomationObserver automation,
            LocalNetworks networks,
            RenewalAdviser adviser,
            SupervisionObserver supervision,
            SourceReader sources) {
        /// Asks nobody of renewals, no authority and no supervision.
        public Observers(TlsObserver tls, HostObserver hosts, LocalNetworks networks) {
            this(
                    tls,
                    hosts,
                    AutomationObserver.none(),
                    networks,
                    RenewalAdviser.NONE,
                    SupervisionObserver.none(),
                    SourceReader.none());
        }
    }
}
