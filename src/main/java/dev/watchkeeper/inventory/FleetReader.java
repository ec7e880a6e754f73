package dev.watchkeeper.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.snakeyaml.engine.v2.nodes.Node;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Reads a fleet file: YAML 1.2 as `assets/fleet-example.yaml` shows it. All problems are found at
/// once; a file with a problem gives no fleet, so that a slip never silently drops a target.
public final class FleetReader {
    private static final int MOST_BYTES = YamlTree.MOST_CHARACTERS;
    private static final List<String> KEYS =
            List.of(
                    "endpoints",
                    "hosts",
                    "renewals",
                    "thresholds",
                    "trust",
                    "known-hosts",
                    "supervision",
                    "notify");

    private final Path home;

    /// @param home what `~/` in file names means
    public FleetReader(Path home) {
        this.home = home;
    }

    /// Reads a regular file of at most 10 MiB. Anything else is a problem, not an exception.
    public FleetReading read(Path file) {
        String name = file.toString();
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                return broken(name, "is not a regular file", "");
            }
            try (var in = Files.newInputStream(file)) {
                return read(file, in.readNBytes(MOST_BYTES + 1));
            }
        } catch (NoSuchFileException _) {
            return new FleetReading.Missing(file);
        } catch (AccessDeniedException _) {
            return broken(name, "may not be read by this user", "");
        } catch (IOException e) {
            return broken(name, "cannot be read", Problems.shown(String.valueOf(e.getMessage())));
        }
    }

    /// Reads what a fleet file holds.
    ///
    /// @param file its name, for problems and to resolve file names in it
    public FleetReading read(Path file, byte[] content) {
        String name = file.toString();
        if (content.length > MOST_BYTES) {
            return broken(name, "is larger than 10 MiB", "");
        }
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
            return new Document(name, paths(file)).read(text);
        } catch (CharacterCodingException _) {
            return broken(name, "is not UTF-8", "expected plain text");
        }
    }

    private Paths paths(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return new Paths(home, folder == null ? home : folder);
    }

    private static FleetReading broken(String file, String what, String expected) {
        return new FleetReading.Broken(List.of(FleetProblem.of(file, what, expected)));
    }

    /// One reading, with the problems that it comes upon.
    private record Document(String file, Paths paths, Problems problems) {
        Document(String file, Paths paths) {
            this(file, paths, new Problems(file));
        }

        FleetReading read(String text) {
            Optional<Section> root =
                    YamlTree.read(text, problems)
                            .flatMap(n -> Section.of(n, "the file", KEYS, problems));
            Fleet fleet = root.map(this::fleet).orElseGet(Fleet::empty);
            List<FleetProblem> all = problems.all();
            return all.isEmpty()
                    ? new FleetReading.Read(fleet, warnings(fleet))
                    : new FleetReading.Broken(all);
        }

        private Fleet fleet(Section root) {
            Thresholds thresholds = ThresholdReader.read(root);
            var sources = new SourceReader(problems);
            var endpoints =
                    new EndpointReader(thresholds.certificates(), sources, problems).read(root);
            var hosts = new HostReader(paths, sources, problems).read(root);
            var references = new References(hosts, endpoints, problems);
            var renewals = new RenewalReader(references, problems).read(root);
            var supervision = new SupervisionReader(references, paths, problems).read(root);
            sources.check(supervision);
            List<Path> trust = files(root, "trust", "expected a PEM file");
            List<Path> keys = files(root, "known-hosts", "expected a known_hosts file");
            return new Fleet(
                    Entry.values(endpoints),
                    Entry.values(hosts),
                    Entry.values(renewals),
                    thresholds,
                    trust,
                    keys,
                    Entry.values(supervision),
                    new NotifyReader(paths, problems).read(root));
        }

        private List<Path> files(Section root, String key, String expected) {
            return root.items(key).stream()
                    .flatMap(n -> file(root, key, n, expected).stream())
                    .toList();
        }

        private Optional<Path> file(Section root, String key, Node node, String expected) {
            try {
                return root.textOf(key, node).map(paths::resolve);
            } catch (InvalidPathException _) {
                problems.add(node, "'" + key + "' is " + Section.kind(node), expected);
                return Optional.empty();
            }
        }

        private List<FleetProblem> warnings(Fleet fleet) {
            if (fleet.endpoints().isEmpty() && fleet.hosts().isEmpty()) {
                return List.of(FleetProblem.of(file, "names nothing to watch", ""));
            }
            return fleet.renewals().stream()
                    .filter(r -> r.renews().isEmpty())
                    .map(r -> "renewal " + Section.quoted(r.name()) + " renews no endpoint")
                    .map(what -> FleetProblem.of(file, what, ""))
                    .toList();
        }
    }
}
