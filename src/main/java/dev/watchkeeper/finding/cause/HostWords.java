package dev.watchkeeper.finding.cause;

import dev.watchkeeper.inventory.Host;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which host a word on a command line means: a name or an address of the fleet; or, where one of
/// the two has no domain, the first label of the other. A word that could mean two means none.
public final class HostWords {
    private final Map<String, Host> words = new HashMap<>();
    private final Map<String, Host> labels = new HashMap<>();

    /// @param hosts of the fleet
    public HostWords(List<Host> hosts) {
        var ambiguous = new HashSet<String>();
        var ambiguousLabels = new HashSet<String>();
        for (Host host : hosts) {
            for (String word : List.of(lower(host.name()), lower(host.ssh().address()))) {
                put(words, word, host, ambiguous);
                put(labels, label(word), host, ambiguousLabels);
            }
        }
        words.keySet().removeAll(ambiguous);
        labels.keySet().removeAll(ambiguousLabels);
    }

    public Optional<Host> of(String word) {
        String lower = lower(word);
        String label = label(lower);
        Optional<Host> exact = Optional.ofNullable(words.get(lower));
        Map<String, Host> others = label.equals(lower) ? labels : words;
        return exact.or(() -> Optional.ofNullable(others.get(label)));
    }

    private static void put(Map<String, Host> map, String word, Host host, Set<String> ambiguous) {
        Host before = map.put(word, host);
        if (before != null && !before.equals(host)) {
            ambiguous.add(word);
        }
    }

    /// `builder1` of `builder1.example.org`; an IP address has no labels.
    private static String label(String word) {
        boolean address = word.indexOf(':') >= 0 || word.matches("[0-9.]+");
        int dot = word.indexOf('.');
        return address || dot < 0 ? word : word.substring(0, dot);
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }
}
