package dev.watchkeeper.finding;

import dev.watchkeeper.finding.Finding.MountFinding;
import dev.watchkeeper.finding.Finding.ProcessFinding;
import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.inventory.Host;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Groups symptoms under a cause that the same snapshot names, and only where it shows: processes
/// that wait on a silent mount, and pile-ups whose ssh children name a host that hangs.
final class Causes {
    private final Map<String, Host> hostsByWord;
    private final Map<String, List<MountFinding>> silent = new HashMap<>();

    Causes(Scene scene) {
        this.hostsByWord = words(scene.fleet().hosts());
    }

    /// Returns the findings with causes set; order is kept.
    List<Finding> group(List<Finding> found) {
        Map<String, FindingKey> troubled = troubled(found);
        if (troubled.isEmpty()) {
            return found;
        }
        return found.stream().map(f -> group(f, troubled)).toList();
    }

    private Finding group(Finding f, Map<String, FindingKey> troubled) {
        boolean grouped = f.statement().cause().isPresent();
        if (grouped
                || !(f instanceof ProcessFinding p)
                || p.kind() != FindingKind.PROCESS_PILE_UP) {
            return f;
        }
        Optional<FindingKey> mount = mountOf(p);
        return mount.isPresent() ? p.causedBy(mount.get()) : acrossHosts(p, troubled);
    }

    /// What stands in the way on each host: its silent mount, else that it hangs.
    private Map<String, FindingKey> troubled(List<Finding> found) {
        var troubled = new HashMap<String, FindingKey>();
        for (Finding f : found) {
            if (f instanceof MountFinding m && m.kind() == FindingKind.MOUNT_SILENT) {
                troubled.put(m.host().name(), m.key());
                silent.computeIfAbsent(m.host().name(), _ -> new ArrayList<>(1)).add(m);
            } else if (f instanceof Finding.HostFinding h && h.kind() == FindingKind.HOST_HUNG) {
                troubled.putIfAbsent(h.host().name(), h.key());
            }
        }
        return troubled;
    }

    /// The silent mount of the same host that at least half of the processes wait on, not counting
    /// those that only wait for their children.
    private Optional<FindingKey> mountOf(ProcessFinding p) {
        return silent.getOrDefault(p.host().name(), List.of()).stream()
                .filter(m -> shared(p, m) * 2 >= childless(p))
                .map(Finding::key)
                .findFirst();
    }

    private static long childless(ProcessFinding p) {
        Set<Long> parents =
                p.processes().stream().map(RemoteProcess::parent).collect(Collectors.toSet());
        return p.processes().stream().filter(q -> !parents.contains(q.key().pid())).count();
    }

    private static long shared(ProcessFinding p, MountFinding m) {
        Set<Long> waiting =
                m.waiting().stream().map(w -> w.key().pid()).collect(Collectors.toSet());
        return p.processes().stream().filter(q -> waiting.contains(q.key().pid())).count();
    }

    private Finding acrossHosts(ProcessFinding p, Map<String, FindingKey> troubled) {
        var named = new HashMap<String, Integer>();
        for (RemoteProcess process : p.processes()) {
            targetsOf(process)
                    .filter(h -> !h.equals(p.host()) && troubled.containsKey(h.name()))
                    .forEach(h -> named.merge(h.name(), 1, Integer::sum));
        }
        Optional<String> most =
                named.entrySet().stream()
                        .max(
                                Map.Entry.<String, Integer>comparingByValue()
                                        .thenComparing(Map.Entry::getKey))
                        .map(Map.Entry::getKey);
        return most.map(h -> waitingFor(p, named, troubled, h)).orElse(p);
    }

    private static Finding waitingFor(
            ProcessFinding p,
            Map<String, Integer> named,
            Map<String, FindingKey> troubled,
            String most) {
        String text =
                named.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                        .map(e -> line(e.getKey(), e.getValue(), troubled))
                        .collect(Collectors.joining("\n"));
        var evidence =
                new Evidence(
                        p.host().name(),
                        "hosts that they wait for",
                        text,
                        p.statement().observedAt());
        Statement s = p.statement().with(evidence);
        var cause = Optional.ofNullable(troubled.get(most));
        return cause.map(c -> new ProcessFinding(s.causedBy(c), p.host(), p.processes())).orElse(p);
    }

    private static String line(String host, int count, Map<String, FindingKey> troubled) {
        return "%s by %s; %s"
                .formatted(host, Texts.count(count, "process", "processes"), troubled.get(host));
    }

    /// The hosts that an ssh process names as a word of its arguments.
    private Stream<Host> targetsOf(RemoteProcess process) {
        if (!process.command().startsWith("ssh")) {
            return Stream.empty();
        }
        return Stream.of(process.arguments().orElse("").split("\\s+"))
                .map(w -> w.substring(w.indexOf('@') + 1))
                .flatMap(w -> Optional.ofNullable(hostsByWord.get(w)).stream())
                .distinct();
    }

    /// Names and addresses of hosts; a word that could mean two of them means none.
    private static Map<String, Host> words(List<Host> hosts) {
        var words = new HashMap<String, Host>();
        var ambiguous = new HashSet<String>();
        for (Host h : hosts) {
            for (String word : List.of(h.name(), h.ssh().address())) {
                Host before = words.put(word, h);
                if (before != null && !before.equals(h)) {
                    ambiguous.add(word);
                }
            }
        }
        words.keySet().removeAll(ambiguous);
        return words;
    }
}
