package dev.watchkeeper.ui;

import dev.watchkeeper.audit.AuditLog;
import dev.watchkeeper.audit.SqliteAuditLog;
import dev.watchkeeper.automation.AutomationObserver;
import dev.watchkeeper.demo.Demo;
import dev.watchkeeper.finding.Headline;
import dev.watchkeeper.history.History;
import dev.watchkeeper.history.SqliteHistory;
import dev.watchkeeper.host.HostProbe;
import dev.watchkeeper.monitor.MonitorEngine;
import dev.watchkeeper.remedy.Drilling;
import dev.watchkeeper.remedy.RecordedDrills;
import dev.watchkeeper.remedy.RemedyRunner;
import dev.watchkeeper.remedy.Supervising;
import dev.watchkeeper.ssh.Credentials;
import dev.watchkeeper.ssh.KnownHosts;
import dev.watchkeeper.ssh.SshConfig;
import dev.watchkeeper.ssh.SshRemote;
import dev.watchkeeper.ssh.SshSettings;
import dev.watchkeeper.supervision.NagiosDrill;
import dev.watchkeeper.supervision.NagiosObserver;
import dev.watchkeeper.supervision.ObjectLists;
import dev.watchkeeper.supervision.SourceReader;
import dev.watchkeeper.tls.RenewalAdviser;
import dev.watchkeeper.tls.TlsProbe;
import dev.watchkeeper.tls.TrustStore;
import dev.watchkeeper.ui.fx.FxGuard;
import dev.watchkeeper.ui.shell.Services;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/// The whole product on the outage in a box, composed as for a window. What blocks refuses the
/// window's thread.
final class DemoBehindTheWindow {
    private static final Duration CONNECT = Duration.ofSeconds(20);

    private final InstantSource clock = InstantSource.system();
    private final Demo demo;
    private final SshRemote remote;
    private final TlsProbe tls;
    private final SqliteHistory history;
    private final SqliteAuditLog audit;
    private final MonitorEngine engine;

    DemoBehindTheWindow(Path folder) throws IOException {
        demo = Demo.start(clock);
        var fleet = demo.fleet();
        var known = new KnownHosts(folder.resolve("known_hosts"), fleet.knownHosts());
        remote =
                new SshRemote(
                        fleet::host,
                        known,
                        Credentials.none(),
                        SshConfig.none(),
                        new SshSettings("nobody", List.of(), Optional.empty(), 8, CONNECT));
        tls = new TlsProbe(clock, TrustStore.pemFile(fleet.trustAnchors().getFirst()));
        var hosts =
                new HostProbe(
                        remote, clock, fleet.thresholds().hosts(), DemoBehindTheWindow::nonce);
        history = SqliteHistory.open(folder.resolve("history.db"), clock);
        audit =
                SqliteAuditLog.open(
                        folder.resolve("audit.db"), folder.resolve("audit.head"), "test", clock);
        engine =
                new MonitorEngine(
                        fleet,
                        new MonitorEngine.Observers(
                                tls,
                                hosts,
                                AutomationObserver.none(),
                                Set::of,
                                RenewalAdviser.NONE,
                                new NagiosObserver(remote, clock, DemoBehindTheWindow::nonce),
                                SourceReader.none()),
                        history,
                        clock,
                        remote::abandoned);
        engine.start();
    }

    private static String nonce() {
        byte[] bytes = new byte[12];
        RandomGenerator.getDefault().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    MonitorEngine engine() {
        return engine;
    }

    Services services() {
        return new Services(
                engine,
                new RemedyRunner(
                        remote, audit, engine, new Supervising(drilling(), ObjectLists.none())),
                FxGuard.guard(AuditLog.class, audit),
                FxGuard.guard(History.class, history),
                clock,
                r -> Headline.of(r.snapshot(), r.findings()),
                key -> {
                    throw new IllegalStateException("the demo's host keys are known");
                },
                Optional.of("DEMO"));
    }

    private Drilling drilling() {
        var drills = new NagiosDrill(remote, clock, DemoBehindTheWindow::nonce);
        return new RecordedDrills(drills, audit, engine, history::drilled);
    }

    void close() throws Exception {
        engine.close();
        history.close();
        audit.close();
        tls.close();
        remote.close();
        demo.close();
    }
}
