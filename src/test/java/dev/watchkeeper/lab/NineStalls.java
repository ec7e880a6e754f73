package dev.watchkeeper.lab;

import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.history.SqliteHistory;
import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.host.HostProbe;
import dev.watchkeeper.inventory.CertificateThresholds;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.HostThresholds;
import dev.watchkeeper.inventory.Schedule;
import dev.watchkeeper.inventory.Thresholds;
import dev.watchkeeper.monitor.MonitorEngine;
import dev.watchkeeper.ssh.KnownHosts;
import dev.watchkeeper.ssh.RemoteCommand;
import dev.watchkeeper.ssh.SshConfig;
import dev.watchkeeper.ssh.SshOutcome;
import dev.watchkeeper.ssh.SshRemote;
import dev.watchkeeper.ssh.SshSettings;
import dev.watchkeeper.ssh.SuppliedCredentials;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Asks all hosts of [StallingHosts] at the same time: first for commands, then as the console
/// does. Runs in namespaces of its own and writes what came of it, a line a fact, words between
/// tabs: `PASS outcome NAME VERDICT PHASE REASON MILLIS`, `PASS good WHEN MILLIS`, `PASS left
/// WHAT`.
final class NineStalls {
    static final Duration LIMIT = Duration.ofSeconds(4);
    static final Duration HOST_LIMIT = Duration.ofSeconds(7);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final long SETTLE_NANOS = TimeUnit.SECONDS.toNanos(25);
    private static final int KEPT = 3;

    private final Path folder;
    private final StallingHosts hosts;
    private final List<String> facts = new ArrayList<>();

    private NineStalls(Path folder, StallingHosts hosts) {
        this.folder = folder;
        this.hosts = hosts;
    }

    public static void main(String[] words) throws Exception {
        Path folder = Path.of(words[0]);
        try (var hosts = new StallingHosts(folder)) {
            var stalls = new NineStalls(folder, hosts);
            stalls.askForCommands();
            stalls.watch();
            hosts.closeListeners();
            stalls.left("end", stalls::leftAtAll);
            Files.write(folder.resolve("facts"), stalls.facts);
        }
    }

    private void askForCommands() throws Exception {
        try (SshRemote remote = remote()) {
            Map<Host, RemoteCommand> good = new LinkedHashMap<>();
            hosts.good().forEach(host -> good.put(host, StallingHosts.HELLO));
            run(remote, good, LONG);
            tell("ssh", "alone", slowest(run(remote, good, LIMIT)));
            Map<Host, RemoteCommand> all = new LinkedHashMap<>(hosts.commands());
            all.putAll(good);
            Map<String, SshOutcome> outcomes = run(remote, all, LIMIT);
            outcomes.forEach((name, outcome) -> facts.add(line(name, outcome)));
            outcomes.keySet().removeIf(name -> !name.startsWith("good"));
            tell("ssh", "beside", slowest(outcomes));
            left("ssh", () -> leftOf(remote));
        }
    }

    private void watch() throws Exception {
        observe("alone", hosts.good());
        List<Host> all = new ArrayList<>(hosts.hosts());
        all.addAll(hosts.good());
        observe("beside", all);
    }

    /// Lets an engine of its own watch the hosts until each has been heard of.
    private void observe(String when, List<Host> watched) throws Exception {
        var clock = InstantSource.system();
        var schedule =
                new Schedule(LONG, LONG, LIMIT, HOST_LIMIT, LONG, 1, Schedule.DEFAULT.retention());
        var thresholds =
                new Thresholds(CertificateThresholds.DEFAULT, HostThresholds.DEFAULT, schedule);
        var fleet = new Fleet(List.of(), watched, List.of(), thresholds);
        try (SshRemote remote = remote();
                var history = SqliteHistory.open(folder.resolve(when + ".db"), clock);
                var engine = engine(fleet, remote, history, clock)) {
            Map<String, HostObservation> heard = hear(engine, watched.size());
            if (when.equals("beside")) {
                heard.forEach((name, observation) -> facts.add(line(name, observation)));
            }
            heard.keySet().removeIf(name -> !name.startsWith("good"));
            tell("engine", when, heard.values().stream().mapToLong(NineStalls::millis).max());
            left("engine", () -> leftOf(remote));
        }
    }

    private static MonitorEngine engine(
            Fleet fleet, SshRemote remote, SqliteHistory history, InstantSource clock) {
        Supplier<String> nonces = () -> Long.toString(System.nanoTime() | 1L << 60, 36);
        var probe = new HostProbe(remote, clock, HostThresholds.DEFAULT, nonces);
        return new MonitorEngine(
                fleet,
                new MonitorEngine.Observers(new NoEndpoints(), probe, Set::of),
                history,
                clock,
                remote::abandoned);
    }

    private static Map<String, HostObservation> hear(MonitorEngine engine, int count)
            throws Exception {
        Map<String, HostObservation> heard = new ConcurrentHashMap<>();
        var all = new CountDownLatch(1);
        try (var _ =
                engine.listen(report -> {
                    Map<String, FleetSnapshot.HostState> states = report.snapshot().hosts();
                    states.forEach((name, state) -> heard.putIfAbsent(name, state.latest()));
                    if (heard.size() == count) {
                        all.countDown();
                    }
                })) {
            engine.start();
            if (!all.await(LONG.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("heard only of " + heard.keySet());
            }
        }
        return heard;
    }

    private static Map<String, SshOutcome> run(
            SshRemote remote, Map<Host, RemoteCommand> commands, Duration limit) throws Exception {
        Map<String, Future<SshOutcome>> futures = new LinkedHashMap<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            commands.forEach((host, command) ->
                    futures.put(
                            host.name(), threads.submit(() -> remote.run(host, command, limit))));
        }
        Map<String, SshOutcome> outcomes = new LinkedHashMap<>();
        for (var future : futures.entrySet()) {
            outcomes.put(future.getKey(), future.getValue().get());
        }
        return outcomes;
    }

    private List<String> leftOf(SshRemote remote) {
        List<String> left = new ArrayList<>(processes());
        if (remote.abandoned() != 0) {
            left.add("abandoned operations: " + remote.abandoned());
        }
        List<String> threads = Leftovers.threads(folder);
        threads.stream()
                .filter(name -> !name.equals("ssh-watchdog"))
                .filter(name -> !name.startsWith(Leftovers.SESSION))
                .forEach(left::add);
        long sessions = threads.stream().filter(name -> name.startsWith(Leftovers.SESSION)).count();
        if (sessions != KEPT || remote.keptSessions() != KEPT) {
            left.add("sessions: " + sessions + ", kept " + remote.keptSessions());
        }
        return left;
    }

    private List<String> leftAtAll() {
        List<String> left = new ArrayList<>(processes());
        left.addAll(Leftovers.threads(folder));
        left.addAll(Leftovers.sockets());
        return left;
    }

    private static List<String> processes() {
        return Leftovers.processes(
                List.of(
                        "sh -c",
                        System.getProperty("java.home"),
                        "/usr/sbin/sshd",
                        "sshd:",
                        StallingHosts.THOUGHT));
    }

    private void left(String pass, Supplier<List<String>> what) throws InterruptedException {
        long start = System.nanoTime();
        var never = new CountDownLatch(1);
        List<String> left = what.get();
        while (!left.isEmpty() && System.nanoTime() - start < SETTLE_NANOS) {
            if (never.await(200, TimeUnit.MILLISECONDS)) {
                return;
            }
            left = what.get();
        }
        left.forEach(thing -> facts.add(String.join("\t", pass, "left", thing)));
    }

    private void tell(String pass, String when, java.util.OptionalLong millis) {
        facts.add(String.join("\t", pass, "good", when, Long.toString(millis.orElseThrow())));
    }

    private static java.util.OptionalLong slowest(Map<String, SshOutcome> outcomes) {
        return outcomes.values().stream().mapToLong(o -> o.took().toMillis()).max();
    }

    private static long millis(HostObservation observation) {
        return observation.took().toMillis();
    }

    private static String line(String name, SshOutcome outcome) {
        List<String> words =
                switch (outcome) {
                    case SshOutcome.Completed done -> List.of("done", "-", done.stdout().strip());
                    case SshOutcome.Failed f ->
                            List.of("failed", f.phase().name(), f.reason().name());
                    case SshOutcome.KeyRefused _ -> List.of("refused", "-", "-");
                };
        return fact("ssh", name, words, outcome.took());
    }

    private static String line(String name, HostObservation observation) {
        List<String> words =
                switch (observation) {
                    case HostObservation.Probed p ->
                            List.of("done", "-", p.snapshot().complete() ? "complete" : "partial");
                    case HostObservation.NotProbed n ->
                            List.of("failed", n.phase().name(), n.reason().name());
                    case HostObservation.KeyRefused _ -> List.of("refused", "-", "-");
                    case HostObservation.Reported _, HostObservation.NotReported _ ->
                            throw new IllegalStateException("read from a source");
                };
        return fact("engine", name, words, observation.took());
    }

    private static String fact(String pass, String name, List<String> words, Duration took) {
        return String.join(
                "\t",
                pass,
                "outcome",
                name,
                String.join("\t", words),
                Long.toString(took.toMillis()));
    }

    private SshRemote remote() {
        return new SshRemote(
                name -> Optional.empty(),
                new KnownHosts(hosts.knownHosts(), List.of()),
                new SuppliedCredentials(),
                SshConfig.none(),
                new SshSettings("root", List.of(), Optional.empty(), 32, Duration.ofMinutes(5)));
    }
}
