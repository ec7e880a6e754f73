package dev.watchkeeper.inventory;

import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Reads the hosts of a fleet file, and follows their jump hosts.
final class HostReader {
    private static final List<String> KEYS =
            List.of(
                    "name",
                    "role",
                    "address",
                    "user",
                    "port",
                    "identity",
                    "jump",
                    "leftovers",
                    "sudo",
                    "keystores",
                    SourceReader.KEY);
    private static final List<String> ROLES =
            Arrays.stream(HostRole.values()).map(HostRole::label).toList();

    private final Paths paths;
    private final SourceReader sources;
    private final Problems problems;
    private final Map<String, Jump> jumps = new LinkedHashMap<>();

    HostReader(Paths paths, SourceReader sources, Problems problems) {
        this.paths = paths;
        this.sources = sources;
        this.problems = problems;
    }

    List<Entry<Host>> read(Section root) {
        List<Entry<Host>> entries =
                root.items("hosts").stream().flatMap(n -> entry(n).stream()).toList();
        Entry.requireUnique("host", entries, problems);
        checkJumps(Entry.names(entries));
        return entries;
    }

    private Optional<Entry<Host>> entry(Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            return Section.of(node, "a host", KEYS, problems).flatMap(this::entry);
        }
        String name = scalar.getValue();
        if (!SafeName.faultOf(name).isEmpty()) {
            problems.add(node, "host is " + Section.kind(node), "expected a name such as builder1");
            return Optional.empty();
        }
        return Optional.of(new Entry<>(name, node, Optional.of(Host.of(name))));
    }

    private Optional<Entry<Host>> entry(Section s) {
        Optional<String> name = s.requiredName("name", "builder1");
        Optional<String> address = s.value("address").isPresent() ? s.name("address") : name;
        Optional<String> jump = s.name("jump");
        HostRole role = role(s);
        List<String> leftovers = s.texts("leftovers");
        boolean sudo = s.flag("sudo");
        List<String> keystores = keystores(s);
        Optional<String> user = s.name("user");
        OptionalInt port = s.port("port");
        Optional<Path> identity = s.text("identity").flatMap(i -> path(i, s.at("identity")));
        Optional<Source> source = sources.read(s);
        Optional<Host> host =
                name.flatMap(n ->
                        address.map(a -> new SshAccess(a, user, port, identity, jump))
                                .map(ssh ->
                                        new Host(
                                                n, role, ssh, leftovers, sudo, keystores, source)));
        name.ifPresent(n -> jump.ifPresent(j -> jumps.put(n, new Jump(j, s.at("jump")))));
        return name.map(n -> new Entry<>(n, s.at("name"), host));
    }

    private List<String> keystores(Section s) {
        List<String> paths = s.texts("keystores");
        paths.stream()
                .filter(p -> !RenewalReader.isPath(p))
                .forEach(p ->
                        problems.add(
                                s.at("keystores"),
                                "'keystores' has " + Section.quoted(p),
                                "expected paths such as /etc/tomcat/keystore.p12"));
        return paths.stream().filter(RenewalReader::isPath).toList();
    }

    private Optional<Path> path(String text, Node at) {
        try {
            return Optional.of(paths.resolve(text));
        } catch (InvalidPathException _) {
            problems.add(at, "'identity' is " + Section.quoted(text), "expected a file name");
            return Optional.empty();
        }
    }

    private HostRole role(Section s) {
        Optional<String> word = s.text("role");
        Optional<HostRole> role =
                word.flatMap(w ->
                        Arrays.stream(HostRole.values())
                                .filter(r -> r.label().equals(w.replace('-', ' ')))
                                .findFirst());
        if (word.isPresent() && role.isEmpty()) {
            String near = Nearest.question(word.get(), ROLES);
            problems.add(
                    s.at("role"),
                    "'role' is " + Section.quoted(word.get()),
                    near.isEmpty() ? "expected one of " + String.join(", ", ROLES) : near);
        }
        return role.orElse(HostRole.OTHER);
    }

    private void checkJumps(List<String> names) {
        Set<String> known = Set.copyOf(names);
        Set<String> reported = new LinkedHashSet<>();
        jumps.forEach((name, jump) -> {
            if (!known.contains(jump.to)) {
                problems.add(
                        jump.at,
                        "unknown jump host " + Section.quoted(jump.to),
                        Nearest.question(jump.to, names));
            } else if (!reported.contains(name)) {
                checkCircle(name, jump, reported);
            }
        });
    }

    private void checkCircle(String start, Jump first, Set<String> reported) {
        Set<String> way = new LinkedHashSet<>();
        Optional<String> at = Optional.of(start);
        while (at.isPresent() && way.add(at.get())) {
            at = Optional.ofNullable(jumps.get(at.get())).map(Jump::to);
        }
        if (at.equals(Optional.of(start))) {
            reported.addAll(way);
            String circle = String.join(" → ", way.stream().limit(10).toList());
            problems.add(
                    first.at,
                    "jump hosts go in a circle: " + Problems.shown(circle + " → " + start),
                    "");
        }
    }

    private record Jump(String to, Node at) {}
}
