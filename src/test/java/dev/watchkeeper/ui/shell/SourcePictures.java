package dev.watchkeeper.ui.shell;

import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.Fold;
import dev.watchkeeper.finding.Rules;
import dev.watchkeeper.finding.SampleSources;
import dev.watchkeeper.finding.Samples;
import dev.watchkeeper.host.HostObservation.Why;
import dev.watchkeeper.host.ReportedHost.FaultyMount;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.monitor.Report.Progress;
import dev.watchkeeper.tls.TlsTarget;

import javafx.application.ColorScheme;
import javafx.scene.control.TableView;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// The pictures of endpoints and hosts that are read from a Prometheus.
final class SourcePictures {
    private SourcePictures() {}

    static void all(Pictures to, ColorScheme scheme) throws Exception {
        Report report = report();
        to.draw("overview-reported", scheme, report, w -> {});
        to.draw("findings-reported", scheme, report, w -> w.goTo("findings"));
        to.draw(
                "certificates-reported",
                scheme,
                report,
                w -> select(w, "certificates", "#certificate-table"));
        to.draw("builders-reported", scheme, report, w -> select(w, "builders", "#builder-table"));
    }

    private static void select(ConsoleWindow window, String screen, String table) {
        window.goTo(screen);
        if (window.scene().lookup(table) instanceof TableView<?> rows) {
            rows.getSelectionModel().select(0);
        }
    }

    private static Report report() {
        TlsEndpoint wiki = TlsEndpoint.of("wiki.example.org", 443).from(SampleSources.SOURCE);
        var probe = new TlsTarget(wiki, "tls wiki.example.org:443", "wiki.example.org", 443);
        Host untold = Samples.builderHost("builder2").from(SampleSources.SOURCE);
        FleetSnapshot snapshot =
                new Fold(
                                FleetSnapshot.empty(
                                        SampleSources.fleet(
                                                List.of(SampleSources.DOCS, wiki),
                                                List.of(SampleSources.BUILDER, untold)),
                                        Samples.NOW))
                        .add(
                                SampleSources.reported(
                                        SampleSources.ending(
                                                Samples.NOW.minus(Duration.ofHours(5)))))
                        .add(
                                SampleSources.reported(
                                        probe,
                                        SampleSources.ending(Samples.NOW.plus(Duration.ofDays(60))),
                                        Samples.NOW.minusSeconds(20)))
                        .add(
                                SampleSources.host(
                                        SampleSources.BUILDER,
                                        12,
                                        Duration.ZERO,
                                        new FaultyMount(
                                                "/mnt/build",
                                                "fuse.glusterfs",
                                                "vol0",
                                                "mountpoint timeout")))
                        .add(
                                SampleSources.untold(
                                        untold,
                                        Why.NO_SERIES,
                                        "prom has no series of builder2: add its node_exporter to"
                                                + " the targets"))
                        .at(Samples.NOW);
        return new Report(snapshot, Rules.evaluate(snapshot), Map.of(), Progress.IDLE);
    }
}
