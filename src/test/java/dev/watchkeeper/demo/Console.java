package dev.watchkeeper.demo;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.Fold;
import dev.watchkeeper.finding.Rules;
import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.host.HostProbe;
import dev.watchkeeper.host.HostSnapshot;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.ssh.Credentials;
import dev.watchkeeper.ssh.KnownHosts;
import dev.watchkeeper.ssh.SshConfig;
import dev.watchkeeper.ssh.SshRemote;
import dev.watchkeeper.ssh.SshSettings;
import dev.watchkeeper.supervision.DrillResult;
import dev.watchkeeper.supervision.NagiosDrill;
import dev.watchkeeper.supervision.NagiosObserver;
import dev.watchkeeper.supervision.SupervisionObservation;
import dev.watchkeeper.supervision.SupervisionStatus;
import dev.watchkeeper.tls.TlsProbe;
import dev.watchkeeper.tls.TrustStore;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// The product's own observers on a box, without schedule, database or window.
final class Console implements AutoCloseable {
    static final Duration LIMIT = Duration.ofMinutes(1);

    private final Demo demo;
    private final InstantSource clock;
    private final SshRemote remote;
    private final HostProbe hosts;
    private final TlsProbe tls;
    private final NagiosObserver nagios;
    private final NagiosDrill drills;
    private FleetSnapshot snapshot;

    Console(Demo demo, InstantSource clock) throws IOException {
        this.demo = demo;
        this.clock = clock;
        var fleet = demo.fleet();
        remote =
                new SshRemote(
                        fleet::host,
                        new KnownHosts(
                                demo.stateFolder().resolve("known_hosts"), fleet.knownHosts()),
                        Credentials.none(),
                        SshConfig.none(),
                        new SshSettings("nobody", List.of(), Optional.empty(), 8, LIMIT));
        hosts = new HostProbe(remote, clock, fleet.thresholds().hosts(), Console::nonce);
        tls = new TlsProbe(clock, TrustStore.pemFile(fleet.trustAnchors().getFirst()));
        nagios = new NagiosObserver(remote, clock, Console::nonce);
        drills = new NagiosDrill(remote, clock, Console::nonce);
        snapshot = FleetSnapshot.empty(fleet, clock.instant());
    }

    private static String nonce() {
        byte[] bytes = new byte[12];
        RandomGenerator.getDefault().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    Demo demo() {
        return demo;
    }

    SshRemote remote() {
        return remote;
    }

    /// Asks everything twice, so that what makes no progress shows, and judges it.
    List<Finding> look() {
        observe();
        observe();
        return Rules.evaluate(snapshot);
    }

    FleetSnapshot snapshot() {
        return snapshot;
    }

    /// What the Nagios says of itself now.
    SupervisionStatus supervised() {
        var observation =
                nagios.observe(demo.fleet().supervision().getFirst(), demo.fleet(), LIMIT);
        return ((SupervisionObservation.Observed) observation).status();
    }

    /// Sends a canary in, and keeps what came of it.
    DrillResult drill(Supervision supervision, boolean pages, Consumer<DrillResult.Leg> progress) {
        DrillResult result = drills.run(supervision, demo.fleet(), pages, progress);
        snapshot = new Fold(snapshot).add(result).at(clock.instant());
        return result;
    }

    /// What a host said of itself when it was last asked.
    HostSnapshot probed(String host) {
        var state = Optional.ofNullable(snapshot.hosts().get(host)).orElseThrow();
        return ((HostObservation.Probed) state.latest()).snapshot();
    }

    /// Asks one host now.
    HostSnapshot inspect(String host) {
        var observation = hosts.observe(demo.fleet().host(host).orElseThrow(), LIMIT);
        return ((HostObservation.Probed) observation).snapshot();
    }

    private void observe() {
        var fold = new Fold(snapshot);
        for (TlsEndpoint endpoint : demo.fleet().endpoints()) {
            tls.targets(endpoint, LIMIT).forEach(t -> fold.add(tls.observe(t, LIMIT)));
        }
        for (Host host : demo.fleet().hosts()) {
            fold.add(hosts.observe(host, LIMIT));
        }
        for (Supervision supervision : demo.fleet().supervision()) {
            fold.add(nagios.observe(supervision, demo.fleet(), LIMIT));
        }
        snapshot = fold.at(clock.instant());
    }

    @Override
    public void close() {
        tls.close();
        remote.close();
    }
}
