package dev.watchkeeper.remedy;

import dev.watchkeeper.finding.Deployment;
import dev.watchkeeper.finding.Deployment.Stop;
import dev.watchkeeper.finding.Deployments;
import dev.watchkeeper.finding.Finding.EndpointFinding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.FindingKind;
import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.FleetSnapshot.EndpointState;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.tls.ServedCertificate;
import dev.watchkeeper.tls.TlsObservation;
import dev.watchkeeper.tls.TlsTarget;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Whether a renewal reached the users: every address whose certificate was due serves one with
/// another serial number now. The exit status of the command proves nothing: a renewal may succeed
/// and the reload after it fail.
///
/// @param finding what the renewal was run for
/// @param endpoints ids of the endpoints that it renews
record RenewalProof(Report before, Report after, FindingKey finding, List<String> endpoints) {
    /// What is wrong still, or empty.
    Optional<RemedyOutcome> objection(String done) {
        List<TlsTarget> due = due();
        List<TlsTarget> unseen = due.stream().filter(t -> leaf(after, t).isEmpty()).toList();
        if (!unseen.isEmpty()) {
            return Optional.of(
                    new RemedyOutcome.Unknown(
                            "%s What %s could not be observed afterwards."
                                    .formatted(done, serve(unseen))));
        }
        List<TlsTarget> old = due.stream().filter(this::servesTheOld).toList();
        if (old.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new RemedyOutcome.NotFixed(done + " " + words(old, due)));
    }

    /// The first hop at which it stopped, as far as the hosts tell, with the next step.
    private String words(List<TlsTarget> old, List<TlsTarget> due) {
        List<Deployment> stopped =
                old.stream()
                        .map(TlsTarget::endpoint)
                        .distinct()
                        .flatMap(e -> Deployments.of(after.snapshot(), e).stream())
                        .filter(d -> old.contains(d.served().target()))
                        .toList();
        List<TlsTarget> notLoaded = at(stopped, Stop.NotLoaded.class);
        if (!notLoaded.isEmpty() && notLoaded.containsAll(old)) {
            return "Deployed, not served by %s: the server there has not loaded it. Reload it by “watchkeeper fix %s”."
                    .formatted(
                            labels(notLoaded),
                            FindingKey.of(
                                            FindingKind.CERTIFICATE_NOT_LOADED,
                                            notLoaded.getFirst().endpoint().id())
                                    .value());
        }
        List<TlsTarget> notDeployed = at(stopped, Stop.NotDeployed.class);
        if (!notDeployed.isEmpty()) {
            return "Renewed, not deployed to %s: copy the new certificate to where the server there reads it, and reload that."
                    .formatted(labels(notDeployed));
        }
        if (!at(stopped, Stop.NotServed.class).isEmpty() || old.size() < due.size()) {
            return "Renewed, not served by %s: reload it there.".formatted(labels(old));
        }
        return "No address serves a new certificate.";
    }

    private static List<TlsTarget> at(List<Deployment> all, Class<? extends Stop> stop) {
        return all.stream()
                .filter(d -> stop.isInstance(d.stop()))
                .map(d -> d.served().target())
                .toList();
    }

    private List<TlsTarget> due() {
        return before.findings().stream()
                .filter(EndpointFinding.class::isInstance)
                .map(EndpointFinding.class::cast)
                .filter(f -> f.key().equals(finding) || isDue(f))
                .flatMap(f -> f.observations().stream())
                .map(TlsObservation::target)
                .distinct()
                .toList();
    }

    private boolean isDue(EndpointFinding f) {
        return f.kind().wantsRenewal() && endpoints.contains(f.endpoint().id());
    }

    private boolean servesTheOld(TlsTarget target) {
        return leaf(before, target)
                .map(RenewalProof::serial)
                .equals(leaf(after, target).map(RenewalProof::serial));
    }

    /// What an address served when it was asked last, and nothing of what it served before.
    private static Optional<ServedCertificate> leaf(Report report, TlsTarget target) {
        FleetSnapshot snapshot = report.snapshot();
        return Optional.ofNullable(snapshot.endpoints().get(target.id()))
                .map(EndpointState::latest)
                .filter(TlsObservation.Presented.class::isInstance)
                .map(o -> ((TlsObservation.Presented) o).leaf());
    }

    private static String serial(ServedCertificate leaf) {
        return leaf instanceof ServedCertificate.Parsed parsed
                ? parsed.issuer() + " " + parsed.serialHex()
                : leaf.sha256();
    }

    private static String serve(List<TlsTarget> targets) {
        return labels(targets) + (targets.size() == 1 ? " serves" : " serve");
    }

    private static String labels(List<TlsTarget> targets) {
        return targets.stream().map(TlsTarget::label).collect(Collectors.joining(", "));
    }
}
