package dev.watchkeeper.demo;

import dev.watchkeeper.inventory.Fleet;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The outage in a box: two TLS proxies whose documentation certificate expired five hours ago, a
/// deploy server with seventy stuck processes, the builders that they wait for, and a Nagios that
/// noticed nothing of it, as real servers on loopback ports before hosts that are only simulated.
///
/// Each remedy works and changes what the next observation sees. What it needs on disk lies in a
/// private folder that [#close()] deletes: it never touches the user's configuration, known_hosts,
/// agent or database. Any number of boxes can run at once. Thread-safe.
public final class Demo implements AutoCloseable {
    static final String USER = "admin";

    private final BoxFolder folder;
    private final Certificates certificates;
    private final List<SshHost> servers;
    private final Fleet fleet;

    private Demo(BoxFolder folder, Certificates certificates, List<SshHost> servers, Fleet fleet) {
        this.folder = folder;
        this.certificates = certificates;
        this.servers = List.copyOf(servers);
        this.fleet = fleet;
    }

    /// Starts a box; takes about a second.
    ///
    /// @param clock what the hosts take for the time, and from which certificates count
    /// @throws IOException if no loopback port or no temporary folder can be had; then nothing is
    ///   left behind
    public static Demo start(InstantSource clock) throws IOException {
        return start(clock, Certbot.STEP);
    }

    /// @param step what each step of a renewal takes
    static Demo start(InstantSource clock, Duration step) throws IOException {
        var opened = new ArrayList<AutoCloseable>();
        try {
            var folder = BoxFolder.create();
            opened.add(folder);
            var certificates = new Certificates(clock.instant(), List.of("proxy1", "proxy2"));
            opened.add(certificates);
            var keys = new BoxKeys();
            var certbot = new Certbot(certificates, step);
            List<SshHost> servers = new ArrayList<>();
            var outage = Outage.at(clock);
            SimulatedHost watching = outage.host(Outage.SUPERVISION);
            var nagios =
                    new SimulatedNagios(watching, new NagiosPlugins(certificates, outage::find));
            for (SimulatedHost host : outage.hosts()) {
                var own = Optional.of(nagios).filter(_ -> host == watching);
                var programs = new Programs(host, USER, certbot, own);
                var server = server(host.identity().name(), keys, programs);
                opened.add(server);
                servers.add(server);
            }
            var files = new BoxFiles(certificates, servers, keys);
            nagios.load(files.objects());
            return new Demo(folder, certificates, servers, files.writeTo(folder.path()));
        } catch (IOException | RuntimeException e) {
            closeAll(opened.reversed(), e);
            throw e;
        }
    }

    private static SshHost server(String name, BoxKeys keys, Programs programs) throws IOException {
        return new SshHost(
                name,
                BoxKeys.generate(),
                USER,
                keys.user().getPublic(),
                (_, line) -> new SimulatedCommand(line, programs::find));
    }

    /// What is watched: two proxies with four names, a deploy server, three builders and a Nagios.
    public Fleet fleet() {
        return fleet;
    }

    /// The private folder with `fleet.yaml`, `known_hosts`, `ca.pem` and `id_ed25519`.
    public Path folder() {
        return folder.path();
    }

    /// The fleet as a file, from which another process sees the same box.
    public Path fleetFile() {
        return folder().resolve(BoxFiles.FLEET);
    }

    /// The hosts' keys, as known_hosts has them.
    public Path knownHosts() {
        return folder().resolve(BoxFiles.KNOWN_HOSTS);
    }

    /// The private key that the hosts admit.
    public Path identity() {
        return folder().resolve(BoxFiles.IDENTITY);
    }

    /// An empty private folder for a database, a log and an own known_hosts; goes with the box.
    public Path stateFolder() {
        return folder.state();
    }

    /// Writes `fleet.yaml`, `known_hosts`, `ca.pem` and `id_ed25519` into a folder of the caller's,
    /// which is made when it does not exist. They name this box and are of no use after it.
    public void writeTo(Path directory) throws IOException {
        folder.copyFilesTo(directory);
    }

    @Override
    public void close() throws IOException {
        List<AutoCloseable> opened = new ArrayList<>(List.of(folder, certificates));
        opened.addAll(servers);
        var failure = new IOException("the demo could not be closed");
        closeAll(opened.reversed(), failure);
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }

    private static void closeAll(List<AutoCloseable> opened, Exception failure) {
        for (AutoCloseable closeable : opened) {
            try {
                closeable.close();
            } catch (Exception e) {
                failure.addSuppressed(e);
            }
        }
    }
}
