package dev.watchkeeper.inventory;

import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// A mapping of the file whose keys are known. Asking for a value of a kind adds a problem when it
/// is there but is not of that kind; what is absent or wrong comes back empty.
final class Section {
    private final Node node;
    private final Problems problems;
    private final Map<String, Node> values = new LinkedHashMap<>();

    private Section(Node node, Problems problems) {
        this.node = node;
        this.problems = problems;
    }

    /// The mapping at a node; empty, with a problem, when there is none. Keys that are unknown or
    /// stand there twice are problems.
    static Optional<Section> of(Node node, String what, List<String> keys, Problems problems) {
        if (!(node instanceof MappingNode mapping)) {
            problems.add(node, what + " is " + kind(node), "expected " + String.join(", ", keys));
            return Optional.empty();
        }
        Section section = new Section(node, problems);
        mapping.getValue().forEach(entry -> section.put(entry, keys));
        return Optional.of(section);
    }

    private void put(NodeTuple entry, List<String> known) {
        Node key = entry.getKeyNode();
        String name = key instanceof ScalarNode scalar ? scalar.getValue() : "";
        if (!problems.mayRead(key)) {
            return;
        }
        if (!known.contains(name)) {
            String near = Nearest.question(name, known);
            problems.add(
                    key,
                    "unknown key " + quoted(name),
                    near.isEmpty() ? "known here: " + String.join(", ", known) : near);
        } else if (values.putIfAbsent(name, entry.getValueNode()) != null) {
            problems.add(key, "key " + quoted(name) + " stands here twice", "");
        }
    }

    /// Where a key's value stands; where the mapping begins when it has no such key.
    Node at(String key) {
        return values.getOrDefault(key, node);
    }

    Optional<Node> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    Problems problems() {
        return problems;
    }

    Optional<Section> section(String key, List<String> keys) {
        return value(key).flatMap(n -> of(n, quoted(key), keys, problems));
    }

    /// The entries of a list; a key without value is an empty list.
    List<Node> items(String key) {
        return value(key).map(n -> itemsOf(key, n)).orElse(List.of());
    }

    private List<Node> itemsOf(String key, Node list) {
        if (list instanceof SequenceNode sequence) {
            return sequence.getValue().stream().takeWhile(problems::mayRead).toList();
        }
        if (!Tag.NULL.equals(list.getTag())) {
            problems.add(list, quoted(key) + " is " + kind(list), "expected a list");
        }
        return List.of();
    }

    List<String> texts(String key) {
        return items(key).stream().flatMap(n -> textOf(key, n).stream()).toList();
    }

    Optional<String> text(String key) {
        return value(key).flatMap(n -> textOf(key, n));
    }

    Optional<String> textOf(String key, Node value) {
        if (!(value instanceof ScalarNode scalar) || Tag.NULL.equals(value.getTag())) {
            problems.add(value, quoted(key) + " is " + kind(value), "expected a text");
            return Optional.empty();
        }
        if (scalar.getValue().indexOf('\0') >= 0) {
            problems.add(value, quoted(key) + " holds NUL", "");
            return Optional.empty();
        }
        return Optional.of(scalar.getValue());
    }

    /// A text that can stand on a command line.
    Optional<String> name(String key) {
        return text(key).filter(name -> isSafe(key, name, at(key)));
    }

    /// As [#name], and a problem when it is absent.
    Optional<String> requiredName(String key, String example) {
        if (value(key).isEmpty()) {
            problems.add(node, "has no " + quoted(key), "expected " + key + ": " + example);
        }
        return name(key);
    }

    /// The names of a list; those that are not safe are problems.
    List<String> names(String key) {
        return items(key).stream()
                .flatMap(n -> textOf(key, n).filter(name -> isSafe(key, name, n)).stream())
                .toList();
    }

    private boolean isSafe(String key, String name, Node at) {
        String fault = SafeName.faultOf(name);
        if (!fault.isEmpty()) {
            problems.add(at, quoted(key) + " " + quoted(name) + " " + fault, "");
        }
        return fault.isEmpty();
    }

    OptionalInt port(String key) {
        return number(key, 1, 65_535);
    }

    OptionalInt number(String key, int least, int most) {
        Optional<Integer> number =
                parsed(key)
                        .filter(t -> t.matches("\\d{1,9}"))
                        .map(Integer::parseInt)
                        .filter(n -> least <= n && n <= most);
        if (number.isEmpty()) {
            refuse(key, "expected a number from " + least + " to " + most);
        }
        return number.map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    Optional<Duration> duration(String key) {
        Optional<Duration> duration = parsed(key).flatMap(Amounts::duration);
        if (duration.isEmpty()) {
            refuse(key, Amounts.DURATION);
        }
        return duration;
    }

    /// An address that begins with `https://` and names a server.
    Optional<URI> https(String key) {
        Optional<URI> address = parsed(key).flatMap(Section::parsedUri).filter(Section::isHttps);
        if (address.isEmpty()) {
            refuse(key, "expected https://acme.example.org/directory");
        }
        return address;
    }

    /// An address that begins with `http://` or `https://` and names a server.
    Optional<URI> addressOf(String key, Node value) {
        Optional<URI> address =
                textOf(key, value).flatMap(Section::parsedUri).filter(Section::isWeb);
        if (address.isEmpty()) {
            problems.add(
                    value,
                    quoted(key) + " is " + kind(value),
                    "expected https://monitoring.example.org; no user or password in it");
        }
        return address;
    }

    /// An absolute path on a host.
    Optional<String> path(String key) {
        Optional<String> path = text(key).filter(RenewalReader::isPath);
        if (value(key).isPresent() && path.isEmpty()) {
            refuse(key, "expected an absolute path");
        }
        return path;
    }

    private static boolean isWeb(URI address) {
        return ("http".equalsIgnoreCase(address.getScheme())
                        || "https".equalsIgnoreCase(address.getScheme()))
                && address.getHost() != null
                && address.getUserInfo() == null;
    }

    private static Optional<URI> parsedUri(String text) {
        try {
            return Optional.of(new URI(text.strip()));
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    private static boolean isHttps(URI address) {
        return "https".equalsIgnoreCase(address.getScheme())
                && address.getHost() != null
                && address.getUserInfo() == null;
    }

    OptionalDouble fraction(String key) {
        OptionalDouble fraction = parsed(key).map(Amounts::fraction).orElse(OptionalDouble.empty());
        if (fraction.isEmpty()) {
            refuse(key, Amounts.FRACTION);
        }
        return fraction;
    }

    boolean flag(String key) {
        Optional<String> word = parsed(key).filter(w -> w.equals("true") || w.equals("false"));
        if (word.isEmpty()) {
            refuse(key, "expected true or false");
        }
        return word.map(Boolean::parseBoolean).orElse(false);
    }

    private Optional<String> parsed(String key) {
        return value(key)
                .filter(ScalarNode.class::isInstance)
                .map(n -> ((ScalarNode) n).getValue());
    }

    private void refuse(String key, String expected) {
        value(key).ifPresent(n -> problems.add(n, quoted(key) + " is " + kind(n), expected));
    }

    static String quoted(String text) {
        return "'" + Problems.shown(text) + "'";
    }

    /// What stands at a node, in words.
    static String kind(Node node) {
        return switch (node) {
            case ScalarNode s when Tag.NULL.equals(s.getTag()) -> "empty";
            case ScalarNode s -> quoted(s.getValue());
            case SequenceNode _ -> "a list";
            case MappingNode _ -> "a mapping";
            default -> "something else";
        };
    }
}
