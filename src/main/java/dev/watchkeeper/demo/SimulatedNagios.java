package dev.watchkeeper.demo;

import dev.watchkeeper.demo.SimulatedCheck.Result;
import dev.watchkeeper.demo.Spawner.Seed;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The Nagios of a simulated host, which has got stuck: its process is there, and it neither runs a
/// check nor takes a command. Once it is restarted its checks look at the box as it is.
///
/// Thread-safe: guarded by its own lock, in which hosts and proxies are asked.
final class SimulatedNagios {
    static final String LOG = "/var/log/nagios4/nagios.log";
    static final String FOLDER = "/etc/nagios4/conf.d";

    private static final Duration STUCK_FOR = Duration.ofDays(8).plusHours(2);
    private static final Duration TOLD_BEFORE = Duration.ofHours(5);
    private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(9);
    private static final long FIRST_PID = 740;
    private static final long LOG_NODE = 1_311_204;

    private final SimulatedHost host;
    private final NagiosPlugins plugins;
    private final NagiosObjects objects = new NagiosObjects();
    private final Map<String, SimulatedCheck> checks = new LinkedHashMap<>();
    private final Map<String, SimulatedFile> files = new LinkedHashMap<>();
    private final SimulatedFile log = new SimulatedFile(LOG_NODE);
    private Instant started;
    private Instant written;
    private long pid;
    private boolean stuck = true;

    /// One that got stuck days ago.
    SimulatedNagios(SimulatedHost host, NagiosPlugins plugins) {
        this.host = host;
        this.plugins = plugins;
        started = host.identity().bootedAt();
        written = host.now().minus(STUCK_FOR);
        pid = spawn(FIRST_PID, "pipe_write");
    }

    private long spawn(long firstPid, String waitChannel) {
        var spawner = new Spawner(host, firstPid);
        long main =
                spawner.spawn(
                        1,
                        daemon("nagios4", "/usr/sbin/nagios4", "-d", "/etc/nagios4/nagios.cfg")
                                .in(waitChannel));
        for (int i = 0; i < 3; i++) {
            spawner.spawn(
                    main,
                    daemon("nagios4", "/usr/sbin/nagios4", "--worker", "/run/nagios4/nagios.qh")
                            .in("ep_poll")
                            .until(new SimulatedProcess.Link.Reader(main)));
        }
        return main;
    }

    private Seed daemon(String name, String... arguments) {
        return Seed.of(name, started, arguments).as("nagios");
    }

    /// Loads its configuration, as it did when it last ran.
    synchronized void load(String text) {
        objects.put(FOLDER + "/site.cfg", text);
        Instant at = written.minus(BETWEEN_CHECKS.multipliedBy(objects.all().size()));
        for (NagiosObject object : added()) {
            SimulatedCheck check = new SimulatedCheck(object, at);
            checks.put(object.id(), check);
            at = at.plus(BETWEEN_CHECKS);
            run(check, at.minus(TOLD_BEFORE));
            run(check, at);
        }
    }

    private List<NagiosObject> added() {
        return objects.all().stream()
                .filter(NagiosObject::isCheck)
                .filter(o -> !checks.containsKey(o.id()))
                .toList();
    }

    private void run(SimulatedCheck check, Instant at) {
        if (check.isActive()) {
            NagiosObject object = check.object();
            take(check, plugins.run(object.text("host_name"), objects.line(object), at), at);
        }
    }

    private void take(SimulatedCheck check, Result result, Instant at) {
        if (check.take(result, at) && check.tells()) {
            check.object().names("contacts").forEach(c -> tell(check, c, at));
        }
    }

    private void tell(SimulatedCheck check, String contact, Instant at) {
        NagiosObject object = check.object();
        Optional<NagiosObject> who = objects.named("contact", contact);
        String options = who.map(w -> w.text(object.type() + "_notification_options")).orElse("n");
        if (!options.isEmpty() && options.indexOf(check.letter()) < 0) {
            return;
        }
        String command = who.orElseThrow().text(object.type() + "_notification_commands");
        String said =
                "%s;%s;%s;%s"
                        .formatted(
                                object.id().replace('/', ';'),
                                check.word(),
                                command,
                                check.result().output());
        log.append(
                "[%d] %s NOTIFICATION: %s;%s"
                        .formatted(
                                at.getEpochSecond(),
                                object.type().toUpperCase(Locale.ROOT),
                                contact,
                                said));
        check.told(at);
        String line = objects.named("command", command).map(c -> c.text("command_line")).orElse("");
        int into = line.indexOf(">>");
        if (into >= 0) {
            String path = line.substring(into + 2);
            files.computeIfAbsent(path, _ -> new SimulatedFile(LOG_NODE + path.length()))
                    .append(said);
        }
    }

    /// Runs what is due, and writes its status.
    private void goOn() {
        if (!stuck) {
            written = host.now();
            checks.values().stream().filter(c -> c.isDue(written)).forEach(c -> run(c, written));
        }
    }

    /// Takes a passive result of a service.
    ///
    /// @return false where nobody reads the command file
    synchronized boolean passive(String service, Result result) {
        goOn();
        Optional.ofNullable(checks.get(service))
                .filter(c -> !stuck && c.takesPassive())
                .ifPresent(c -> take(c, result, host.now()));
        return !stuck;
    }

    /// Ends the process, and starts another one, which reads what there is.
    ///
    /// @return its pid
    synchronized long restart() {
        host.signal(pid, Signal.KILL);
        started = host.now();
        pid = spawn(host.newPid(), "ep_poll");
        stuck = false;
        checks.values().forEach(SimulatedCheck::now);
        reload();
        return pid;
    }

    /// @return what the verifier objects to
    synchronized List<String> write(String file, String text) {
        objects.put(file, text);
        return objects.faults();
    }

    synchronized void remove(String file) {
        objects.remove(file);
    }

    /// Reads the files again, and runs what is new at once.
    ///
    /// @return false where it does not come to it
    synchronized boolean reload() {
        if (!stuck) {
            added().forEach(o -> checks.put(o.id(), new SimulatedCheck(o, host.now())));
            goOn();
        }
        return !stuck;
    }

    synchronized int count() {
        return added().size() + checks.size();
    }

    synchronized long pid() {
        return pid;
    }

    /// What it has written down, and what the kernel says of its process.
    synchronized Status status() {
        goOn();
        List<NagiosObject> loaded = new ArrayList<>(objects.all());
        loaded.removeIf(o -> o.isCheck() && !checks.containsKey(o.id()));
        return new Status(
                pid,
                started,
                written,
                loaded,
                checks.values().stream().map(SimulatedCheck::status).toList(),
                objects.notifying());
    }

    /// @param objects as objects.cache has them
    /// @param checks as status.dat has them
    /// @param notifying the commands by which contacts are told
    record Status(
            long pid,
            Instant started,
            Instant written,
            List<NagiosObject> objects,
            List<Map<String, String>> checks,
            List<String> notifying) {}

    /// Does something with its log, or with a file that its contacts write; empty where there is
    /// none.
    synchronized <T> T withFile(String path, Function<Optional<SimulatedFile>, T> what) {
        return what.apply(
                path.equals(LOG) ? Optional.of(log) : Optional.ofNullable(files.get(path)));
    }
}
