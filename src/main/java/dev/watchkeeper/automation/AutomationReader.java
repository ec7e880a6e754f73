package dev.watchkeeper.automation;

import dev.watchkeeper.automation.RenewalAutomation.Shadow;
import dev.watchkeeper.host.RenewalFiles;
import dev.watchkeeper.host.RenewalFiles.Fact;
import dev.watchkeeper.host.RenewalFiles.TextFile;
import dev.watchkeeper.inventory.Renewal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Makes sense of what a host's files say of renewals.
final class AutomationReader {
    private final RenewalFiles files;
    private final HostFiles host;
    private final ConfigTree tree;

    private AutomationReader(RenewalFiles files) {
        this.files = files;
        this.host = HostFiles.of(files);
        this.tree = new ConfigTree(files);
    }

    /// @param renewals of the host
    static RenewalAutomation read(RenewalFiles files, List<Renewal> renewals) {
        return new AutomationReader(files).read(renewals);
    }

    private RenewalAutomation read(List<Renewal> renewals) {
        var clients = new ArrayList<RenewalClient>();
        clients.addAll(new CertbotReader(host).clients());
        clients.addAll(new AcmeShReader(host).clients());
        clients.addAll(new LegoReader(host).clients());
        clients.addAll(new DehydratedReader(host).clients());
        clients.addAll(new OwnLogs(host).clients(renewals));
        var uses = new ArrayList<ServerUse>();
        files.facts("config")
                .forEach(c -> uses.addAll(reader(c).read(tree, c.field(0), c.field(2))));
        var notes = new ArrayList<>(files.notes());
        if (tree.wasCut()) {
            notes.add("a configuration includes itself, or too much: not all of it was followed");
        }
        return new RenewalAutomation(
                files.clock().now(),
                clients.stream().filter(AutomationReader::isUsed).toList(),
                List.copyOf(host.certificates().values()),
                uses.stream().distinct().toList(),
                files.facts("config").map(this::server).distinct().toList(),
                shadows(),
                unread(),
                notes,
                files.complete());
    }

    /// A package that was installed and never set up renews nothing.
    private static boolean isUsed(RenewalClient client) {
        return !client.lineages().isEmpty()
                || client instanceof RenewalClient.OwnCommand
                || client.activity().lastStart().instant().isPresent()
                || client.lock() instanceof RenewalLock.NotKnown
                || client.lock() instanceof RenewalLock.Held;
    }

    private static UseReader reader(Fact config) {
        return switch (config.field(0)) {
            case "nginx" -> new NginxUses();
            case "haproxy" -> new HaproxyUses();
            default -> new ApacheUses();
        };
    }

    private ServerProgram server(Fact config) {
        long pid = config.number(1);
        Optional<Instant> master =
                files.facts("master")
                        .filter(f -> f.number(1) == pid && pid > 0)
                        .map(f -> files.clock().started(f.number(2)))
                        .findFirst();
        List<Instant> workers =
                files.facts("worker")
                        .filter(f -> f.number(2) == pid && pid > 0)
                        .map(f -> files.clock().started(f.number(3)))
                        .toList();
        return new ServerProgram(
                config.field(0),
                config.field(2),
                pid > 0 ? OptionalLong.of(pid) : OptionalLong.empty(),
                master,
                workers);
    }

    /// Files outside of the packages' folders, of units that a package has, and masks.
    private List<Shadow> shadows() {
        List<TextFile> units = files.files("unit").toList();
        var shadows = new ArrayList<Shadow>();
        for (TextFile unit : units) {
            String path = unit.path();
            boolean changes = path.matches(".*\\.(timer|service)\\.d/[^/]*");
            boolean replaces =
                    !isOfPackage(path)
                            && units.stream()
                                    .anyMatch(u ->
                                            isOfPackage(u.path())
                                                    && base(u.path()).equals(base(path)));
            if (changes || replaces) {
                String name =
                        changes ? path.replaceAll("^.*/([^/]*)\\.d/[^/]*$", "$1") : base(path);
                shadows.add(
                        new Shadow(
                                name,
                                path,
                                false,
                                unit.lines().stream().map(l -> l.text()).toList()));
            }
        }
        host.links()
                .forEach((path, to) -> {
                    if (to.equals("/dev/null")) {
                        shadows.add(new Shadow(base(path), path, true, List.of()));
                    }
                });
        return shadows;
    }

    private static boolean isOfPackage(String path) {
        return path.startsWith("/lib/") || path.startsWith("/usr/lib/");
    }

    private static String base(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private Map<String, String> unread() {
        var unread = new HashMap<String, String>();
        files.facts("gone").forEach(f -> unread.put(f.field(0), "it is not there"));
        files.facts("odd")
                .forEach(f -> unread.put(f.field(0), "it is no regular file, or too large"));
        files.facts("locked").forEach(f -> unread.put(f.field(0), "it needs its password"));
        files.facts("unread").forEach(f -> unread.put(f.field(0), "it needs root"));
        return unread;
    }
}
