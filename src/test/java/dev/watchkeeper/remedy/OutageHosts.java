package dev.watchkeeper.remedy;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.Finding.RunFinding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.RecordedOutage;
import dev.watchkeeper.finding.Rules;
import dev.watchkeeper.host.ProbeFormat;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.monitor.Engine;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.ssh.Remote;
import dev.watchkeeper.ssh.RemoteCommand;
import dev.watchkeeper.ssh.SshOutcome;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// The recorded outage as hosts that remedies act on: what a script does shows in what the probe
/// prints next, and the rules judge that anew.
final class OutageHosts implements Remote, Engine {
    /// What ran, in order: `builder1 abort-fuse`.
    final List<String> ran = new ArrayList<>();

    private final RecordedOutage outage;
    private final Map<String, List<String>> instead = new HashMap<>();
    private final Map<String, Runnable> after = new HashMap<>();
    private Report latest;
    private int looks;

    OutageHosts(RecordedOutage outage) {
        this.outage = outage;
        latest = report();
    }

    /// A script prints this, and does nothing.
    OutageHosts answer(String script, String... lines) {
        instead.put(script, List.of(lines));
        return this;
    }

    /// What happens on its own once a script has run.
    OutageHosts after(String script, Runnable what) {
        after.put(script, what);
        return this;
    }

    RunFinding runs() {
        return latest.findings().stream()
                .filter(RunFinding.class::isInstance)
                .map(RunFinding.class::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no stuck runs"));
    }

    void change(String host, UnaryOperator<String> what) {
        outage.with(host, what);
    }

    /// Processes end, by themselves or not.
    void end(String host, long... pids) {
        for (long pid : pids) {
            outage.with(host, t -> t.replaceAll("(?m)^fixture0 [ps] " + pid + " .*\n", ""));
        }
    }

    /// All processes that work for the runs on a host end by themselves.
    void endTasks(String host) {
        outage.with(
                host,
                t -> t.replaceAll("(?m)^fixture0 p \\d+ .* (df|sh|sudo|python3|stat|sleep)\n", ""));
    }

    void mountAnswers(String host, String how) {
        outage.with(host, t -> t.replaceAll("(?m)^(fixture0 ask \\d+) silent .*$", "$1 " + how));
    }

    void unmount(String host) {
        unmount(host, "/mnt/x");
    }

    /// A mount is there no more.
    void unmount(String host, String point) {
        var row = Pattern.compile("(?m)^fixture0 mount (\\d+) .* " + point + "\n");
        outage.with(
                host,
                t -> {
                    var found = row.matcher(t);
                    return found.find()
                            ? found.replaceFirst("")
                                    .replaceAll(
                                            "(?m)^fixture0 (ask|fuse) %s .*\n"
                                                    .formatted(found.group(1)),
                                            "")
                            : t;
                });
    }

    /// A job left over an etcd and a helper of its process group 899, whose leader has ended, and a
    /// mount in its folder whose server is dead.
    OutageHosts job(String host) {
        String more =
                """
                fixture0 p 900 1 899 899 S 5 1 7 futex_wait_queue etcd
                fixture0 p 901 1 899 899 S 5 1 1 hrtimer_nanosleep helper
                fixture0 read 900 901
                fixture0 l etcd~--data-dir~/build/gd2/etcd~
                fixture0 l helper~
                fixture0 mount 900 0:900 fuse.glusterfs vol /build/gd2/mnt
                fixture0 ask 900 faulty Transport endpoint is not connected
                """;
        add(host, more.replace('~', ProbeFormat.ARGUMENT_END));
        latest = report();
        return this;
    }

    /// What is dead there is mounted anew.
    void repaired(String host) {
        outage.with(
                host, t -> t.replaceAll("(?m)^(fixture0 ask \\d+) faulty .*$", "$1 answered 3"));
    }

    /// Another mount hangs.
    void hang(String host) {
        add(
                host,
                "fixture0 mount 950 0:950 nfs4 filer:/y /mnt/y\nfixture0 ask 950 silent 90000 0\n");
    }

    /// A process of a group begins.
    void joins(String host, long pid, long group) {
        add(host, "fixture0 p %d 1 %d %d S 0 9 1 0 late\n".formatted(pid, group, group));
    }

    private void add(String host, String rows) {
        outage.with(host, t -> t.replaceFirst("(?m)^fixture0 end ", rows + "fixture0 end "));
    }

    @Override
    public RunningCommand start(
            Host host, RemoteCommand command, Duration limit, OutputListener listener) {
        String script = command.stdin().split("[ \n]", -1)[2];
        String name = host.name() + " " + script;
        ran.add(name);
        List<String> words = command.arguments();
        List<String> lines =
                instead.containsKey(name)
                        ? instead.get(name)
                        : act(host.name(), script, words.subList(3, words.size()));
        lines.forEach(l -> listener.output(Stream.STDOUT, words.get(3) + " " + l + "\n"));
        after.getOrDefault(name, () -> {}).run();
        listener.ended(new SshOutcome.Completed(Duration.ofMillis(1), 0, "", "", false));
        return () -> {};
    }

    private List<String> act(String host, String script, List<String> words) {
        return switch (script) {
            case "signal" -> signal(host, words);
            case "continue" ->
                    List.of("sent CONT " + words.get(3), "state " + words.get(3) + " S", "end");
            case "abort-fuse" -> {
                mountAnswers(host, "faulty Transport endpoint is not connected");
                endTasks(host);
                yield List.of("aborted " + words.get(4) + " 0", "end");
            }
            case "unmount" -> {
                unmount(host, words.get(4));
                yield List.of("unmounted force", "end");
            }
            case "renew" -> {
                outage.renewed();
                yield List.of("started 4711", "exit 0", "end");
            }
            case "remove-folders" ->
                    java.util.stream.Stream.concat(
                                    words.stream().skip(2).map(w -> "removed " + w),
                                    java.util.stream.Stream.of("end"))
                            .toList();
            case "remove-run" -> List.of("absent", "end");
            default -> throw new AssertionError(script);
        };
    }

    private List<String> signal(String host, List<String> words) {
        var lines = new ArrayList<String>();
        for (int i = 4; i + 5 <= words.size(); i += 5) {
            end(host, Long.parseLong(words.get(i)));
            lines.add("gone " + words.get(i) + " TERM");
        }
        lines.add("end");
        return lines;
    }

    @Override
    public Report latest() {
        return latest;
    }

    @Override
    public CompletableFuture<Report> verify(Set<FindingKey> findings) {
        looks++;
        latest = report();
        return CompletableFuture.completedFuture(latest);
    }

    private Report report() {
        var snapshot = outage.snapshot(Duration.ofMillis(looks));
        List<Finding> findings = Rules.evaluate(snapshot);
        return new Report(snapshot, findings, Map.of(), Report.Progress.IDLE);
    }

    @Override
    public AutoCloseable listen(Consumer<Report> listener) {
        return () -> {};
    }

    @Override
    public CompletableFuture<Report> refreshAll() {
        return verify(Set.of());
    }

    @Override
    public SshOutcome run(Host host, RemoteCommand command, Duration limit) {
        throw new UnsupportedOperationException("remedies start commands");
    }

    @Override
    public int abandoned() {
        return 0;
    }
}
