package dev.watchkeeper.inventory;

import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the targets of a Prometheus file_sd file. JSON is read as the YAML that it is.
final class FileSdImport implements FleetImport.Format {
    private static final Pattern URL = Pattern.compile("(\\w+)://([^/?#@]+)(?:[/?#].*)?");
    private static final List<String> KEYS = List.of("targets", "labels");

    @Override
    public void read(String text, Gathered gathered) {
        // JSON may be indented with tabs, YAML may not.
        boolean json = text.stripLeading().startsWith("[");
        YamlTree.read(json ? text.replace('\t', ' ') : text, gathered.problems())
                .ifPresent(root -> groups(root, gathered));
    }

    private static void groups(Node root, Gathered gathered) {
        if (!(root instanceof SequenceNode groups)) {
            gathered.problem(
                    Gathered.Place.of(root),
                    "the file is " + Section.kind(root),
                    "expected a list of targets and labels");
            return;
        }
        groups.getValue().stream()
                .takeWhile(gathered.problems()::mayRead)
                .flatMap(g -> Section.of(g, "an entry", KEYS, gathered.problems()).stream())
                .flatMap(section -> section.items("targets").stream())
                .forEach(target -> target(target, gathered));
    }

    private static void target(Node node, Gathered gathered) {
        Optional<HostPort> target =
                node instanceof ScalarNode scalar ? parse(scalar.getValue()) : Optional.empty();
        target.ifPresentOrElse(
                t -> gathered.endpoint(t, Gathered.Place.of(node)),
                () ->
                        gathered.problem(
                                Gathered.Place.of(node),
                                "target is " + Section.kind(node),
                                "expected https://NAME, NAME or NAME:PORT"));
    }

    private static Optional<HostPort> parse(String target) {
        Matcher url = URL.matcher(target);
        if (!url.matches()) {
            return HostPort.parse(target);
        }
        return url.group(1).equals("https") ? HostPort.parse(url.group(2)) : Optional.empty();
    }
}
