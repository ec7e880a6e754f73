package dev.watchkeeper.app;

import dev.watchkeeper.audit.Actor;
import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.inventory.Channel;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.monitor.MonitorEngine;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.notify.DesktopNotices;
import dev.watchkeeper.notify.Mute;
import dev.watchkeeper.notify.Notifier;
import dev.watchkeeper.notify.NotifyDatabase;
import dev.watchkeeper.notify.Parts;
import dev.watchkeeper.notify.Sight;
import dev.watchkeeper.storage.StorageException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// What has to do with notifications: their file, for all commands, and what tells, for consoles
/// that stay.
final class Telling implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Telling.class);

    private final Fleet fleet;
    private final Path file;
    private final Path lock;
    private final InstantSource clock;
    private final Closer closer = new Closer();
    private final Lazy<NotifyDatabase> database;
    private final Lazy<List<Finding>> left;
    private volatile Optional<Notifier> notifier = Optional.empty();

    Telling(Fleet fleet, Folders folders, InstantSource clock) {
        this.fleet = fleet;
        this.file = folders.data().resolve("notify.db");
        this.lock = folders.data().resolve("notify.lock");
        this.clock = clock;
        this.database =
                new Lazy<>(() ->
                        closer.add(Composition.usable(() -> NotifyDatabase.open(file, clock))));
        this.left = new Lazy<>(this::leftInFile);
    }

    NotifyDatabase database() {
        return database.get();
    }

    /// Hears the engine from now on.
    void begin(
            Optional<DesktopNotices> desktop,
            MonitorEngine engine,
            Supplier<List<X509Certificate>> anchors) {
        var parts = new Parts(database(), lock, clock, Actor.ofThisProcess(), anchors, desktop);
        Notifier started = closer.add(new Notifier(parts)).start();
        notifier = Optional.of(started);
        closer.add(engine.listen(r -> started.hear(sight(r))));
        started.hear(sight(engine.latest()));
    }

    private static Sight sight(Report report) {
        return new Sight(report.snapshot(), report.findings(), report.since(), report.answered());
    }

    Notifier.Standing standing() {
        return notifier.map(Notifier::standing).orElse(Notifier.Standing.NOT_YET);
    }

    /// What does not get through: of a console that does not tell, what others have left.
    List<Finding> undelivered() {
        return notifier.map(Notifier::undelivered).orElseGet(left::get);
    }

    private List<Finding> leftInFile() {
        var names = new ArrayList<String>();
        fleet.notifications().channels().stream()
                .filter(c -> !(c.way() instanceof Channel.Desktop))
                .forEach(c -> names.add(c.name()));
        fleet.notifications().heartbeat().ifPresent(_ -> names.add(Notifier.HEARTBEAT));
        return names.isEmpty() ? List.of() : inFile(d -> d.undelivered(names));
    }

    /// What is muted; nothing where nobody ever muted or told anything.
    List<Mute> mutes() {
        return inFile(NotifyDatabase::mutes);
    }

    private <T> List<T> inFile(java.util.function.Function<NotifyDatabase, List<T>> read) {
        try {
            return Files.exists(file) ? read.apply(database()) : List.of();
        } catch (StorageException | dev.watchkeeper.cli.CliFailure e) {
            LOG.warn("the file of the notifications cannot be read", e);
            return List.of();
        }
    }

    @Override
    public void close() {
        closer.close();
    }
}
