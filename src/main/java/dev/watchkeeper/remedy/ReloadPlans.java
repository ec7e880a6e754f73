package dev.watchkeeper.remedy;

import dev.watchkeeper.automation.ServerProgram;
import dev.watchkeeper.finding.Deployment;
import dev.watchkeeper.finding.Deployment.Configured;
import dev.watchkeeper.finding.Deployment.Stop;
import dev.watchkeeper.finding.Deployments;
import dev.watchkeeper.finding.Finding.EndpointFinding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.finding.FleetSnapshot.HostState;
import dev.watchkeeper.host.HostSnapshot;
import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.remedy.RemedyStep.Action;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Lets the servers that have not loaded a renewed certificate load it.
final class ReloadPlans {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private ReloadPlans() {}

    static List<RemedyPlan> of(EndpointFinding finding, Report report) {
        Map<String, RemedyStep> steps = new LinkedHashMap<>();
        for (Deployment d : Deployments.of(report.snapshot(), finding.endpoint())) {
            if (d.stop() instanceof Stop.NotLoaded) {
                d.configured()
                        .flatMap(c -> step(c, report))
                        .ifPresent(s -> steps.putIfAbsent(s.host() + s.action(), s));
            }
        }
        return steps.isEmpty() ? List.of() : List.of(plan(finding, List.copyOf(steps.values())));
    }

    private static RemedyPlan plan(EndpointFinding finding, List<RemedyStep> steps) {
        String servers =
                steps.stream()
                        .map(s -> ((Action.Reload) s.action()).program() + " on " + s.host())
                        .collect(Collectors.joining(" and "));
        return new RemedyPlan(
                finding.key(),
                "Reload %s, for %s?".formatted(servers, finding.endpoint().name()),
                steps,
                "Nothing, as far as its configuration holds: connections under way are finished by"
                        + " the processes that have them. Whatever else was changed in it since is"
                        + " loaded too.",
                Optional.empty(),
                List.of(),
                also(finding));
    }

    /// What else is over when every address serves the new certificate.
    static Set<FindingKey> also(EndpointFinding finding) {
        return Set.of(
                FindingKey.of(FindingKind.CERTIFICATE_NOT_LOADED, finding.endpoint().id()),
                FindingKey.of(FindingKind.CERTIFICATE_EXPIRED, finding.endpoint().id()));
    }

    private static Optional<RemedyStep> step(Configured configured, Report report) {
        Optional<ServerProgram> server = configured.server();
        Optional<RemoteProcess> master =
                server.filter(s -> s.pid().isPresent())
                        .flatMap(s ->
                                snapshot(configured.host(), report)
                                        .flatMap(h -> h.process(s.pid().getAsLong())));
        return master.flatMap(m ->
                ServerReload.of(server.orElseThrow(), m)
                        .map(r -> step(configured.host(), server.get(), m, r)));
    }

    private static RemedyStep step(
            Host host, ServerProgram server, RemoteProcess master, ServerReload reload) {
        var login = new Login(host);
        String program = VisibleText.capped(server.program(), 40);
        return new RemedyStep(
                host.name(),
                login.shown(),
                "Test the configuration of %s, and reload it where it holds".formatted(program),
                List.of(
                        login.asRoot(reload.test().toArray(String[]::new)),
                        login.over(
                                master,
                                "kill",
                                "-" + reload.signal(),
                                String.valueOf(master.key().pid()))),
                LIMIT,
                new Action.Reload(program, master, reload.signal(), reload.test()));
    }

    private static Optional<HostSnapshot> snapshot(Host host, Report report) {
        return Optional.ofNullable(report.snapshot().hosts().get(host.name()))
                .flatMap(HostState::lastProbed)
                .map(p -> p.snapshot());
    }
}
