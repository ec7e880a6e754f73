package dev.watchkeeper.inventory;

import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads the sources of endpoints and hosts. They stand in the file before what they name, which is
/// looked up at the end.
final class SourceReader {
    static final String KEY = "source";
    private static final List<String> KEYS = List.of("prometheus", "instance");
    private static final int LONGEST = 1_000;

    private final Problems problems;
    private final List<Named> named = new ArrayList<>();

    SourceReader(Problems problems) {
        this.problems = problems;
    }

    /// `source: NAME`, or `source: {prometheus: NAME, instance: TEXT}`.
    Optional<Source> read(Section s) {
        Optional<Node> node = s.value(KEY);
        if (node.isEmpty()) {
            return Optional.empty();
        }
        if (node.get() instanceof ScalarNode) {
            return s.name(KEY).map(n -> source(n, node.get(), Optional.empty()));
        }
        return s.section(KEY, KEYS)
                .flatMap(own -> {
                    Optional<String> instance = instance(own);
                    return own.requiredName("prometheus", "prometheus")
                            .map(n -> source(n, own.at("prometheus"), instance));
                });
    }

    private Source source(String name, Node at, Optional<String> instance) {
        named.add(new Named(name, at));
        return new Source(name, instance);
    }

    private Optional<String> instance(Section own) {
        Optional<String> text = own.text("instance");
        boolean isLabel = text.filter(t -> !t.isBlank() && t.length() <= LONGEST).isPresent();
        if (text.isPresent() && !isLabel) {
            problems.add(
                    own.at("instance"),
                    "'instance' is " + Section.quoted(text.get()),
                    "expected the label of its series, such as https://docs.example.org");
        }
        return text.filter(_ -> isLabel);
    }

    /// Adds a problem for each source that is no Prometheus of the file.
    void check(List<Entry<Supervision>> supervision) {
        List<String> known = Entry.names(supervision);
        Set<String> others =
                Entry.values(supervision).stream()
                        .filter(v -> v.kind() != SupervisionKind.PROMETHEUS)
                        .map(Supervision::name)
                        .collect(Collectors.toSet());
        for (Named name : named) {
            if (!known.contains(name.name)) {
                problems.add(
                        name.at,
                        "unknown supervision " + Section.quoted(name.name),
                        Nearest.question(name.name, known));
            } else if (others.contains(name.name)) {
                problems.add(
                        name.at,
                        "supervision " + Section.quoted(name.name) + " is no Prometheus",
                        "only a Prometheus has series to read from");
            }
        }
    }

    /// A name, and where it stands.
    private record Named(String name, Node at) {}
}
