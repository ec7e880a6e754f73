package dev.watchkeeper.inventory;

import org.snakeyaml.engine.v2.nodes.ScalarNode;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Reads the renewals of a fleet file.
final class RenewalReader {
    private static final Duration TIMEOUT = Duration.ofMinutes(10);
    private static final List<String> KEYS =
            List.of(
                    "name",
                    "host",
                    "command",
                    "timeout",
                    "renews",
                    "requires",
                    "sudo",
                    "run-by",
                    "lock",
                    "log",
                    "success",
                    "failure",
                    "renew-before",
                    "every",
                    "acme-directory",
                    "deploy");
    private static final String COMMAND = "expected an argument list such as [certbot, renew]";

    private final References references;
    private final Problems problems;

    RenewalReader(References references, Problems problems) {
        this.references = references;
        this.problems = problems;
    }

    List<Entry<Renewal>> read(Section root) {
        List<Entry<Renewal>> entries =
                root.items("renewals").stream()
                        .flatMap(n -> Section.of(n, "a renewal", KEYS, problems).stream())
                        .flatMap(s -> entry(s).stream())
                        .toList();
        Entry.requireUnique("renewal", entries, problems);
        return entries;
    }

    private Optional<Entry<Renewal>> entry(Section s) {
        Optional<String> name = s.requiredName("name", "docs");
        Optional<String> host =
                s.requiredName("host", "builder1").flatMap(h -> references.host(h, s.at("host")));
        List<String> command = command(s, "command");
        Duration timeout = s.duration("timeout").orElse(TIMEOUT);
        List<String> renews = resolved(s, "renews", false);
        List<String> requires = resolved(s, "requires", true);
        boolean sudo = s.flag("sudo");
        Optional<String> runBy = s.text("run-by");
        Optional<String> lock = path(s, "lock", "/var/lib/x/lock");
        RenewalTiming timing = timing(s);
        List<String> deploy = s.value("deploy").isEmpty() ? List.of() : command(s, "deploy");
        Optional<Renewal> renewal =
                name.filter(_ -> !command.isEmpty())
                        .flatMap(n -> host.map(h -> List.of(n, h)))
                        .map(n ->
                                new Renewal(
                                        n.get(0), n.get(1), command, timeout, renews, requires,
                                        sudo, runBy, lock, log(s), timing, deploy));
        return name.map(n -> new Entry<>(n, s.at("name"), renewal));
    }

    private RenewalTiming timing(Section s) {
        return new RenewalTiming(
                s.duration("renew-before"), s.duration("every"), s.https("acme-directory"));
    }

    private Optional<Renewal.Log> log(Section s) {
        Optional<String> success = s.text("success");
        Optional<String> failure = s.text("failure");
        Optional<String> path = path(s, "log", "/var/log/renew.log");
        if (s.value("log").isEmpty() && (success.isPresent() || failure.isPresent())) {
            problems.add(s.at("log"), "has no 'log'", "expected a path such as /var/log/renew.log");
        }
        return path.map(p -> new Renewal.Log(p, success, failure));
    }

    private Optional<String> path(Section s, String key, String example) {
        Optional<String> path = s.text(key);
        boolean isPath = path.filter(l -> !isPath(l)).isEmpty();
        if (!isPath) {
            problems.add(s.at(key), "'" + key + "' is no path of a file", "expected " + example);
        }
        return path.filter(_ -> isPath);
    }

    static boolean isPath(String text) {
        return text.matches("(/[^/\\p{Cntrl}]+)+") && !text.matches(".*/\\.{1,2}(/.*)?");
    }

    private List<String> command(Section s, String key) {
        List<String> command = s.texts(key);
        if (s.value(key).isEmpty()) {
            problems.add(s.at(key), "has no '" + key + "'", COMMAND);
        } else if (command.isEmpty() || isNoProgram(command.getFirst())) {
            problems.add(s.at(key), "'" + key + "' names no program", COMMAND);
        }
        return command;
    }

    private static boolean isNoProgram(String name) {
        return name.isBlank() || name.startsWith("-");
    }

    private List<String> resolved(Section s, String key, boolean hostsToo) {
        return s.items(key).stream()
                .filter(ScalarNode.class::isInstance)
                .map(ScalarNode.class::cast)
                .flatMap(n -> references.target(n.getValue(), n, hostsToo).stream())
                .distinct()
                .toList();
    }
}
