package dev.watchkeeper.inventory;

import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Gathers what an import comes upon. The first of two of one name stays: inventories name a host
/// in each of its groups.
final class Gathered {
    private static final int MOST = 20_000;

    private final Problems problems;
    private final Map<String, Host> hosts = new LinkedHashMap<>();
    private final Map<String, TlsEndpoint> endpoints = new LinkedHashMap<>();

    Gathered(Problems problems) {
        this.problems = problems;
    }

    /// A place in the file, from 1.
    record Place(int line, int column) {
        static Place of(Node node) {
            Optional<Mark> mark = node.getStartMark();
            return new Place(
                    mark.map(Mark::getLine).orElse(-1) + 1,
                    mark.map(Mark::getColumn).orElse(-1) + 1);
        }
    }

    Problems problems() {
        return problems;
    }

    void problem(Place at, String what, String expected) {
        problems.add(at.line, at.column, what, expected);
    }

    void endpoint(HostPort target, Place at) {
        TlsEndpoint endpoint =
                TlsEndpoint.of(target.host(), target.port().orElse(EndpointReader.HTTPS));
        if (hasRoom(endpoints.size(), at)) {
            endpoints.putIfAbsent(endpoint.id(), endpoint);
        }
    }

    /// A host under a name, with Ansible's connection variables where there are any.
    void host(String name, HostRole role, Map<String, String> variables, Place at) {
        Optional<String> address = text("ansible_host", variables).or(() -> Optional.of(name));
        Optional<String> user = text("ansible_user", variables);
        List<String> faults = new ArrayList<>();
        faults.add(SafeName.faultOf(name));
        faults.add(address.map(SafeName::faultOf).orElse(""));
        faults.add(user.map(SafeName::faultOf).orElse(""));
        faults.removeIf(String::isEmpty);
        if (!faults.isEmpty()) {
            String what = "host " + Section.quoted(name) + ": a name " + faults.getFirst();
            problem(at, what, "left out");
        } else if (hasRoom(hosts.size(), at)) {
            OptionalInt port = port(variables, at);
            var access =
                    new SshAccess(
                            address.orElse(name), user, port, Optional.empty(), Optional.empty());
            hosts.putIfAbsent(name, new Host(name, role, access, List.of(), false));
        }
    }

    private OptionalInt port(Map<String, String> variables, Place at) {
        Optional<String> text = text("ansible_port", variables);
        Optional<HostPort> parsed = text.flatMap(p -> HostPort.parse("port:" + p));
        if (text.isPresent() && parsed.isEmpty()) {
            problem(at, "ansible_port is " + Section.quoted(text.get()), "left out");
        }
        return parsed.map(HostPort::port).orElse(OptionalInt.empty());
    }

    private static Optional<String> text(String variable, Map<String, String> variables) {
        return Optional.ofNullable(variables.get(variable));
    }

    private boolean hasRoom(int size, Place at) {
        if (size >= MOST) {
            problem(at, "more than " + MOST + " entries", "the rest is left out");
        }
        return size < MOST;
    }

    Fleet fleet() {
        return new Fleet(
                List.copyOf(endpoints.values()),
                List.copyOf(hosts.values()),
                List.of(),
                Thresholds.DEFAULT);
    }

    /// The role that the name of a group speaks of.
    static HostRole roleOf(String group) {
        String name = group.toLowerCase(Locale.ROOT);
        if (name.contains("build")) {
            return HostRole.BUILDER;
        }
        if (name.contains("deploy") || name.contains("ansible")) {
            return HostRole.DEPLOY_SERVER;
        }
        if (name.contains("proxy") || name.contains("proxies")) {
            return HostRole.PROXY;
        }
        boolean supervises = name.matches(".*(nagios|icinga|prometheus|monitor|supervision).*");
        return supervises ? HostRole.SUPERVISION : HostRole.OTHER;
    }
}
