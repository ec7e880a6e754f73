package dev.watchkeeper.ui.certificates;

import dev.watchkeeper.finding.FleetSnapshot.EndpointState;
import dev.watchkeeper.tls.ServedCertificate.Parsed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The addresses of an endpoint that do not serve its newest certificate. Pure.
final class Differing {
    private Differing() {}

    /// Labels of addresses, sorted, by the endpoint's id; endpoints whose addresses agree are not
    /// in it.
    static Map<String, List<String>> of(Collection<EndpointState> states) {
        Map<String, List<EndpointState>> several = new HashMap<>();
        for (EndpointState state : states) {
            several.computeIfAbsent(idOf(state), _ -> new ArrayList<>(1)).add(state);
        }
        Map<String, List<String>> differing = new HashMap<>();
        several.forEach((id, all) -> {
            List<String> labels = all.size() < 2 ? List.of() : labels(all);
            if (!labels.isEmpty()) {
                differing.put(id, labels);
            }
        });
        return differing;
    }

    private static String idOf(EndpointState state) {
        return state.latest().target().endpoint().id();
    }

    private static List<String> labels(List<EndpointState> states) {
        Optional<Parsed> newest = newest(states);
        return states.stream()
                .filter(s ->
                        Seen.leaf(s)
                                .filter(l -> !l.sha256().equals(newest.orElseThrow().sha256()))
                                .isPresent())
                .map(s -> s.latest().target().label())
                .sorted()
                .toList();
    }

    /// The certificate that began to be valid last; of several that began at once, the one that
    /// most addresses serve.
    static Optional<Parsed> newest(Collection<EndpointState> states) {
        List<Parsed> leaves = states.stream().flatMap(s -> Seen.leaf(s).stream()).toList();
        Map<String, Integer> served = new HashMap<>();
        leaves.forEach(l -> served.merge(l.sha256(), 1, Integer::sum));
        return leaves.stream()
                .max(
                        Comparator.comparing(Parsed::notBefore)
                                .thenComparing(l -> served.getOrDefault(l.sha256(), 0))
                                .thenComparing(Parsed::sha256));
    }
}
