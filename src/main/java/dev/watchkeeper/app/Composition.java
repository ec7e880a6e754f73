package dev.watchkeeper.app;

import dev.watchkeeper.audit.Actor;
import dev.watchkeeper.audit.AuditLog;
import dev.watchkeeper.audit.SqliteAuditLog;
import dev.watchkeeper.cli.CliFailure;
import dev.watchkeeper.cli.Desk;
import dev.watchkeeper.history.History;
import dev.watchkeeper.history.SqliteHistory;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.FleetFile;
import dev.watchkeeper.inventory.FleetWatch;
import dev.watchkeeper.monitor.Engine;
import dev.watchkeeper.monitor.MonitorEngine;
import dev.watchkeeper.notify.DesktopNotices;
import dev.watchkeeper.notify.Mute;
import dev.watchkeeper.notify.Notifier;
import dev.watchkeeper.notify.NotifyDatabase;
import dev.watchkeeper.remedy.DetachedRuns;
import dev.watchkeeper.remedy.Drilling;
import dev.watchkeeper.remedy.EarlierRuns;
import dev.watchkeeper.remedy.FleetRuns;
import dev.watchkeeper.remedy.RecordedDrills;
import dev.watchkeeper.remedy.Remedies;
import dev.watchkeeper.remedy.RemedyRunner;
import dev.watchkeeper.remedy.Supervising;
import dev.watchkeeper.ssh.HostKeyProblem;
import dev.watchkeeper.storage.StorageException;
import dev.watchkeeper.tls.DepthObserver;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// One fleet with everything that watches and mends it: the same for the user's fleet and for a
/// demo. Parts are made when they are first asked for, and closed in reverse.
final class Composition implements Desk {
    private final Fleet fleet;
    private final Folders folders;
    private final InstantSource clock;
    private final Closer closer;
    private final Observing observing;
    private final Lazy<SqliteHistory> history;
    private final Lazy<AuditLog> audit;
    private final Lazy<MonitorEngine> engine;
    private final Lazy<Drilling> drilling;
    private final Lazy<Remedies> remedies;
    private final Lazy<Telling> telling;

    /// @param closer closes all that is made here, after which it closes what it held before
    Composition(Fleet fleet, Folders folders, InstantSource clock, boolean ofUser, Closer closer) {
        this.fleet = fleet;
        this.folders = folders;
        this.clock = clock;
        this.closer = closer;
        this.observing = closer.add(new Observing(fleet, folders, clock, ofUser));
        this.history = new Lazy<>(() -> closer.add(usable(this::openHistory)));
        this.audit = new Lazy<>(() -> closer.add(usable(this::openAudit)));
        this.telling = new Lazy<>(() -> closer.add(new Telling(fleet, folders, clock)));
        this.engine =
                new Lazy<>(() -> {
                    MonitorEngine started = drilled(start(fleet, history.get()));
                    started.alsoFind(telling.get()::undelivered);
                    return started;
                });
        this.drilling =
                new Lazy<>(() ->
                        new RecordedDrills(
                                observing.drills(),
                                new RecordedActions(audit.get(), history.get(), clock),
                                engine.get(),
                                history.get()::drilled));
        this.remedies =
                new Lazy<>(() ->
                        new RemedyRunner(
                                observing.remote(),
                                new RecordedActions(audit.get(), history.get(), clock),
                                engine.get(),
                                new Supervising(drilling.get(), observing.lists())));
    }

    @Override
    public Fleet fleet() {
        return fleet;
    }

    @Override
    public InstantSource clock() {
        return clock;
    }

    @Override
    public MonitorEngine engine() {
        return engine.get();
    }

    @Override
    public Engine engineOver(Fleet part) {
        return start(part, History.none());
    }

    @Override
    public DepthObserver depth() {
        return observing.depth();
    }

    @Override
    public Remedies remedies() {
        return remedies.get();
    }

    @Override
    public Drilling drilling() {
        return drilling.get();
    }

    @Override
    public DetachedRuns detachedRuns() {
        return new DetachedRuns(
                observing.remote(), new RecordedActions(audit.get(), history.get(), clock), clock);
    }

    EarlierRuns earlierRuns() {
        return new FleetRuns(detachedRuns(), () -> engine().latest().snapshot().fleet());
    }

    @Override
    public AuditLog audit() {
        return audit.get();
    }

    /// Hands the engine what becomes of the fleet file, until this is closed.
    void follow(FleetFile file, FleetWatch watch) {
        closer.add(new FleetFollower(file.path(), watch, fleet, observing, engine())).start();
    }

    /// Tells whom the fleet names, until this is closed.
    ///
    /// @param desktop where there is one
    void tell(Optional<DesktopNotices> desktop) {
        telling.get().begin(desktop, engine(), () -> observing.trusted().anchors());
    }

    /// Has a part go on beside the engine until this is closed, such as what runs drills at their
    /// times.
    void alongside(Function<MonitorEngine, AutoCloseable> part) {
        closer.add(part.apply(engine()));
    }

    ScheduledDrills scheduledDrills(Engine over) {
        return new ScheduledDrills(over, drilling.get(), clock).start();
    }

    Notifier.Standing standing() {
        return telling.get().standing();
    }

    @Override
    public NotifyDatabase notifications() {
        return telling.get().database();
    }

    @Override
    public List<Mute> mutes() {
        return telling.get().mutes();
    }

    History history() {
        return history.get();
    }

    @Override
    public void acceptHostKey(HostKeyProblem problem) throws IOException {
        observing.knownHosts().accept(problem);
    }

    @Override
    public void close() {
        closer.close();
    }

    /// Earlier consoles' drills count too.
    private MonitorEngine drilled(MonitorEngine started) {
        history.get().drills().forEach(started::drilled);
        return started;
    }

    private MonitorEngine start(Fleet watched, History kept) {
        var started =
                new MonitorEngine(
                        watched, observing.observers(), kept, clock, observing.remote()::abandoned);
        var _ = started.listen(HeapPace.ofThisProcess());
        closer.add(started).start();
        return started;
    }

    private SqliteHistory openHistory() {
        return SqliteHistory.open(folders.data().resolve("history.db"), clock);
    }

    private SqliteAuditLog openAudit() {
        return SqliteAuditLog.open(
                folders.data().resolve("audit.db"),
                folders.state().resolve("audit.head"),
                Actor.ofThisProcess(),
                clock);
    }

    static <T> T usable(Supplier<T> open) {
        try {
            return open.get();
        } catch (StorageException e) {
            throw new CliFailure(words(e));
        }
    }

    /// A folder that cannot be written to is named with the reason.
    private static String words(StorageException fault) {
        String said = fault.getMessage() == null ? fault.toString() : fault.getMessage();
        return fault.getCause() instanceof IOException why
                ? said + " (" + FileFaults.words(why) + ")"
                : said;
    }
}
