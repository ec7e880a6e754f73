package dev.watchkeeper.app;

import dev.watchkeeper.automation.AutomationObserver;
import dev.watchkeeper.automation.AutomationProbe;
import dev.watchkeeper.cli.CliFailure;
import dev.watchkeeper.host.HostObserver;
import dev.watchkeeper.host.HostProbe;
import dev.watchkeeper.host.RenewalProbe;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.SupervisionKind;
import dev.watchkeeper.monitor.LocalNetworks;
import dev.watchkeeper.monitor.MonitorEngine.Observers;
import dev.watchkeeper.ssh.KnownHosts;
import dev.watchkeeper.ssh.Remote;
import dev.watchkeeper.ssh.SshConfig;
import dev.watchkeeper.ssh.SshRemote;
import dev.watchkeeper.ssh.SshSettings;
import dev.watchkeeper.ssh.SuppliedCredentials;
import dev.watchkeeper.supervision.ApiClient;
import dev.watchkeeper.supervision.ApiObjectLists;
import dev.watchkeeper.supervision.DrillRunner;
import dev.watchkeeper.supervision.Drills;
import dev.watchkeeper.supervision.IcingaDrill;
import dev.watchkeeper.supervision.IcingaObserver;
import dev.watchkeeper.supervision.NagiosDrill;
import dev.watchkeeper.supervision.NagiosObserver;
import dev.watchkeeper.supervision.ObjectLists;
import dev.watchkeeper.supervision.PrometheusDrill;
import dev.watchkeeper.supervision.PrometheusObserver;
import dev.watchkeeper.supervision.PrometheusSource;
import dev.watchkeeper.supervision.SupervisionObserver;
import dev.watchkeeper.supervision.SupervisionProbe;
import dev.watchkeeper.tls.AcmeAdviser;
import dev.watchkeeper.tls.DeepProbe;
import dev.watchkeeper.tls.DepthObserver;
import dev.watchkeeper.tls.NameServers;
import dev.watchkeeper.tls.TlsProbe;
import dev.watchkeeper.tls.TrustStore;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What asks endpoints and hosts. A demo's asks with its own files only: nothing of the user's ssh
/// configuration, agent or known_hosts.
///
/// The fleet may be exchanged while it is in use; what asks takes from it what it needs anew each
/// time.
final class Observing implements AutoCloseable {
    private final Closer closer = new Closer();
    private final KnownHosts knownHosts;
    private final Remote remote;
    private final TlsProbe tls;
    private final DepthObserver depth;
    private final AcmeAdviser adviser;
    private final ApiClient api;
    private final Drills drills;
    private final Observers observers;
    private volatile Fleet fleet;
    private volatile TrustStore trusted;

    /// @throws CliFailure if an anchor of the fleet's cannot be read
    Observing(Fleet first, Folders folders, InstantSource clock, boolean ofUser) {
        fleet = first;
        trusted = trustStore(first);
        knownHosts =
                new KnownHosts(
                        folders.config().resolve("known_hosts"),
                        () -> files(fleet, folders, ofUser));
        var ssh =
                closer.add(
                        new SshRemote(
                                name -> fleet.host(name),
                                knownHosts,
                                new SuppliedCredentials(),
                                config(folders, ofUser),
                                settings(folders, ofUser)));
        remote = ssh;
        tls = closer.add(new TlsProbe(clock, trusted));
        // Nobody else is told the names of a demo.
        depth = new DeepProbe(tls, clock, ofUser ? NameServers.system() : NameServers.none());
        var hosts = new HostProbe(ssh, clock, () -> fleet.thresholds().hosts(), Observing::nonce);
        var automation = new AutomationProbe(new RenewalProbe(ssh, clock, Observing::nonce));
        adviser = closer.add(new AcmeAdviser(clock, trusted));
        api = new ApiClient(trusted);
        observers = observers(clock, hosts, automation);
        drills =
                new DrillRunner(
                        Map.of(
                                SupervisionKind.NAGIOS,
                                new NagiosDrill(ssh, clock, Observing::nonce),
                                SupervisionKind.PROMETHEUS,
                                new PrometheusDrill(api, ssh, clock, Observing::nonce),
                                SupervisionKind.ICINGA,
                                new IcingaDrill(api, ssh, clock, Observing::nonce)),
                        clock);
    }

    private Observers observers(
            InstantSource clock, HostObserver hosts, AutomationObserver automation) {
        return new Observers(
                tls,
                hosts,
                automation,
                LocalNetworks.local(),
                adviser,
                supervision(clock),
                new PrometheusSource(api, clock));
    }

    private SupervisionObserver supervision(InstantSource clock) {
        return new SupervisionProbe(
                Map.of(
                        SupervisionKind.NAGIOS,
                        new NagiosObserver(remote, clock, Observing::nonce),
                        SupervisionKind.PROMETHEUS,
                        new PrometheusObserver(api, clock),
                        SupervisionKind.ICINGA,
                        new IcingaObserver(api, clock)));
    }

    Drills drills() {
        return drills;
    }

    ObjectLists lists() {
        return new ApiObjectLists(api);
    }

    DepthObserver depth() {
        return depth;
    }

    /// Takes jump hosts, trust anchors, known_hosts files and thresholds from another fleet from
    /// now on.
    ///
    /// @throws CliFailure if an anchor of it cannot be read; then nothing has changed
    void use(Fleet other) {
        TrustStore next = trustStore(other);
        fleet = other;
        trusted = next;
        tls.trust(next);
        adviser.trust(next);
        api.trust(next);
    }

    /// Whom it trusts at the moment.
    TrustStore trusted() {
        return trusted;
    }

    Observers observers() {
        return observers;
    }

    Remote remote() {
        return remote;
    }

    KnownHosts knownHosts() {
        return knownHosts;
    }

    private static List<Path> files(Fleet fleet, Folders folders, boolean ofUser) {
        var files = new ArrayList<>(fleet.knownHosts());
        if (ofUser) {
            files.add(folders.home().resolve(".ssh/known_hosts"));
            files.add(folders.home().resolve(".ssh/known_hosts2"));
            files.add(Path.of("/etc/ssh/ssh_known_hosts"));
            files.add(Path.of("/etc/ssh/ssh_known_hosts2"));
        }
        return files;
    }

    private static SshConfig config(Folders folders, boolean ofUser) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return ofUser ? SshConfig.ofUser(folders.home(), path) : SshConfig.none();
    }

    private static SshSettings settings(Folders folders, boolean ofUser) {
        Optional<Path> agent =
                Optional.ofNullable(System.getenv("SSH_AUTH_SOCK"))
                        .filter(s -> ofUser && !s.isEmpty())
                        .map(Path::of);
        return SshSettings.ofUser(folders.home(), System.getProperty("user.name", "root"), agent);
    }

    /// @throws CliFailure if an anchor of the fleet's cannot be read
    private static TrustStore trustStore(Fleet fleet) {
        TrustStore store = TrustStore.system().orElseGet(TrustStore::jdkDefault);
        for (Path file : fleet.trustAnchors()) {
            try {
                store = store.and(TrustStore.pemFile(file));
            } catch (IOException e) {
                throw new CliFailure("a trust anchor cannot be used: " + FileFaults.words(e));
            }
        }
        return store;
    }

    private static String nonce() {
        var bytes = new byte[10];
        new SecureRandom().nextBytes(bytes);
        return java.util.HexFormat.of().formatHex(bytes);
    }

    @Override
    public void close() {
        closer.close();
    }
}
