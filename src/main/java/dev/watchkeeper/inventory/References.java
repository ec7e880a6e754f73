package dev.watchkeeper.inventory;

import org.snakeyaml.engine.v2.nodes.Node;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Resolves the names by which a renewal speaks of hosts and endpoints.
final class References {
    private final List<String> hosts;
    private final Set<String> knownHosts;
    private final Set<String> ids;

    /// Ids by the endpoint's name alone, for those who leave out the port.
    private final Map<String, List<String>> idsByName;

    private final Problems problems;

    References(List<Entry<Host>> hosts, List<Entry<TlsEndpoint>> endpoints, Problems problems) {
        this.hosts = Entry.names(hosts);
        this.knownHosts = Set.copyOf(this.hosts);
        this.ids = new HashSet<>(Entry.names(endpoints));
        this.idsByName = ids.stream().sorted().collect(Collectors.groupingBy(References::nameOf));
        this.problems = problems;
    }

    Optional<String> host(String name, Node at) {
        if (knownHosts.contains(name)) {
            return Optional.of(name);
        }
        problems.add(at, "unknown host " + Section.quoted(name), Nearest.question(name, hosts));
        return Optional.empty();
    }

    /// The id of an endpoint, or where they are asked for too, the name of a host.
    Optional<String> target(String name, Node at, boolean hostsToo) {
        if (ids.contains(name) || (hostsToo && knownHosts.contains(name))) {
            return Optional.of(name);
        }
        List<String> sameName = idsByName.getOrDefault(name, List.of());
        if (sameName.size() == 1) {
            return Optional.of(sameName.getFirst());
        }
        String what = hostsToo ? "endpoint or host " : "endpoint ";
        if (sameName.isEmpty()) {
            problems.add(
                    at,
                    "unknown " + what + Section.quoted(name),
                    Nearest.question(name, candidates(hostsToo)));
        } else {
            problems.add(
                    at,
                    Section.quoted(name) + " is more than one endpoint",
                    "expected one of " + Problems.shown(String.join(", ", sameName)));
        }
        return Optional.empty();
    }

    private List<String> candidates(boolean hostsToo) {
        Stream<String> endpoints = Stream.concat(ids.stream(), idsByName.keySet().stream());
        return Stream.concat(endpoints, hostsToo ? hosts.stream() : Stream.empty()).toList();
    }

    private static String nameOf(String id) {
        String name = id.substring(0, id.lastIndexOf(':'));
        return name.startsWith("[") ? name.substring(1, name.length() - 1) : name;
    }
}
