package dev.watchkeeper.finding;

import dev.watchkeeper.automation.ServerProgram;
import dev.watchkeeper.automation.ServerProgram.Loading;
import dev.watchkeeper.finding.Deployment.Archived;
import dev.watchkeeper.finding.Deployment.Configured;
import dev.watchkeeper.finding.Deployment.Stop;
import dev.watchkeeper.tls.ServedCertificate.Parsed;
import dev.watchkeeper.tls.TlsObservation.Presented;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Certificates that were renewed and have not come to all addresses: the first hop at which one
/// stopped, from the client's archive over the server's file to what is served.
///
/// A renewal takes its time to get everywhere, so nothing is said before the grace is over.
final class DeploymentRule {
    private final Served served;
    private final List<Deployment> deployments;

    DeploymentRule(Served served) {
        this.served = served;
        deployments =
                Deployments.of(served.scene().archives(), served.endpoint(), served.presented());
    }

    List<Finding> findings() {
        var found = new ArrayList<Finding>();
        add(found, FindingKind.CERTIFICATE_NOT_DEPLOYED, Stop.NotDeployed.class::isInstance);
        add(found, FindingKind.CERTIFICATE_NOT_LOADED, Stop.NotLoaded.class::isInstance);
        add(found, FindingKind.CERTIFICATE_NOT_SERVED, Stop.NotServed.class::isInstance);
        return found;
    }

    private void add(List<Finding> found, FindingKind kind, Predicate<Stop> stopped) {
        List<Deployment> concerned =
                deployments.stream().filter(d -> stopped.test(d.stop()) && isLate(d)).toList();
        if (!concerned.isEmpty()) {
            found.add(finding(kind, concerned));
        }
    }

    private boolean isLate(Deployment d) {
        Instant since =
                d.stop() instanceof Stop.NotLoaded
                        ? d.configured().map(Configured::since).orElse(Instant.MIN)
                        : d.archived().map(Archived::since).orElse(Instant.MIN);
        // What was asked before the change cannot have shown it.
        return since.plus(served.thresholds().deployWithin()).isBefore(served.now())
                && since.isBefore(d.served().observedAt());
    }

    private Finding finding(FindingKind kind, List<Deployment> concerned) {
        List<Presented> presented = concerned.stream().map(Deployment::served).toList();
        var draft =
                new Draft(kind, served.endpoint().id(), severity(presented))
                        .title(served.name() + ": " + title(kind, concerned))
                        .impact(impact(kind, concerned));
        return served.finding(
                draft, presented, concerned.stream().flatMap(d -> evidence(d).stream()).toList());
    }

    /// As bad as what is served instead.
    private Severity severity(List<Presented> presented) {
        return presented.stream()
                .map(p -> severity((Parsed) p.leaf()))
                .min(Severity::compareTo)
                .orElse(Severity.MEDIUM);
    }

    private Severity severity(Parsed leaf) {
        return Validity.expired(leaf, served.now())
                ? Severity.CRITICAL
                : Validity.running(leaf, leaf.lifetime(), served.thresholds(), served.now())
                        .orElse(Severity.MEDIUM);
    }

    private static String title(FindingKind kind, List<Deployment> concerned) {
        Deployment first = concerned.getFirst();
        String places = Texts.list(concerned.stream().map(d -> Served.place(d.served())).toList());
        String by = first.archived().map(a -> " on " + a.host().name()).orElse("");
        return switch (kind) {
            case CERTIFICATE_NOT_DEPLOYED -> "renewed%s, not deployed to %s".formatted(by, places);
            case CERTIFICATE_NOT_LOADED ->
                    "deployed to %s, not loaded by %s there"
                            .formatted(
                                    places,
                                    Texts.list(
                                            concerned.stream()
                                                    .flatMap(d -> d.configured().stream())
                                                    .map(c -> Served.shown(c.use().program()))
                                                    .distinct()
                                                    .toList()));
            default -> "renewed%s, not served by %s".formatted(by, places);
        };
    }

    private static String impact(FindingKind kind, List<Deployment> concerned) {
        return "Clients still get the old certificate. "
                + switch (kind) {
                    case CERTIFICATE_NOT_DEPLOYED ->
                            "Copy the new one to where the server's configuration names it, and"
                                + " reload the server; `deploy:` at its renewal in the fleet file"
                                + " names a command that does.";
                    case CERTIFICATE_NOT_LOADED -> "Reload the server.";
                    default ->
                            "What the server there is configured to serve is not known: it would be"
                                    + " with a host of the fleet of the name or the address of %s."
                                            .formatted(
                                                    Texts.list(
                                                            concerned.stream()
                                                                    .map(d ->
                                                                            Served.place(
                                                                                    d.served()))
                                                                    .toList()));
                };
    }

    private static List<Evidence> evidence(Deployment d) {
        var all = new ArrayList<Evidence>();
        d.archived().ifPresent(a -> all.add(archived(a)));
        d.configured().ifPresent(c -> all.add(configured(c)));
        all.add(Served.dates(d.served(), (Parsed) d.served().leaf()));
        change(d).ifPresent(all::add);
        return all;
    }

    /// What clients will see change, so that a renewal that took a name away is not put in place
    /// unseen.
    private static Optional<Evidence> change(Deployment d) {
        Optional<List<String>> lines =
                d.stop() instanceof Stop.NotLoaded
                        ? d.configured().map(c -> Renewed.between(d.served(), c.file(), c.leaf()))
                        : d.archived()
                                .flatMap(a ->
                                        a.lineage()
                                                .newest()
                                                .map(n ->
                                                        Renewed.between(d.served(), n, a.leaf())));
        return lines.map(l ->
                Served.evidence(
                        d.served(),
                        "what changes at %s with the new one".formatted(Served.place(d.served())),
                        Texts.lines(l.stream().map(Served::shown).toList())));
    }

    private static Evidence archived(Archived a) {
        String path = a.lineage().newest().map(n -> n.path() + "\n").orElse("");
        return new Evidence(
                a.host().name(),
                "newest in the archive of " + Served.shown(a.client()),
                Served.shown(path.strip()) + "\n" + line(a.leaf(), a.since()),
                a.observedAt());
    }

    private static Evidence configured(Configured c) {
        return new Evidence(
                c.host().name(),
                "file that %s names at %s"
                        .formatted(Served.shown(c.use().program()), Served.shown(c.use().place())),
                "%s\n%s\n%s"
                        .formatted(
                                Served.shown(c.file().path()),
                                line(c.leaf(), c.since()),
                                loading(c)),
                c.observedAt());
    }

    private static String line(Parsed leaf, Instant since) {
        return "serial %s, notBefore %s, notAfter %s, there since %s"
                .formatted(leaf.serialHex(), leaf.notBefore(), leaf.notAfter(), since);
    }

    private static String loading(Configured c) {
        Optional<ServerProgram> server = c.server();
        if (server.isEmpty()) {
            return "which process serves it is not known";
        }
        return switch (server.get().loadingOf(c.since())) {
            case Loading.Before b ->
                    "its processes have not read it since: the youngest began " + b.at();
            case Loading.Since s -> "its processes have begun after that, " + s.at();
            case Loading.NotKnown n -> "whether it was read since is not known: " + n.why();
        };
    }
}
