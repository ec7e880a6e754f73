package dev.watchkeeper.finding;

import dev.watchkeeper.finding.Finding.EndpointFinding;
import dev.watchkeeper.finding.FleetSnapshot.EndpointState;
import dev.watchkeeper.inventory.CertificateThresholds;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.tls.ServedCertificate.Parsed;
import dev.watchkeeper.tls.TlsObservation;
import dev.watchkeeper.tls.TlsObservation.Presented;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What one endpoint's addresses serve, as the certificate rules look at it.
///
/// @param presented the newest certificate seen at each address, however long ago: an expired one
///   does not stop being expired because its server stopped answering
record Served(Scene scene, TlsEndpoint endpoint, List<Presented> presented) {
    private static final int LONGEST = 300;

    static Served of(Scene scene, TlsEndpoint endpoint) {
        List<EndpointState> states = scene.statesOf(endpoint);
        return new Served(
                scene, endpoint, states.stream().flatMap(s -> s.lastPresented().stream()).toList());
    }

    Instant now() {
        return scene.now();
    }

    /// How a leaf is renewed; empty where it never expires.
    Optional<RenewalPolicy> policy(Parsed leaf) {
        return scene.policies().of(endpoint, leaf);
    }

    CertificateThresholds thresholds() {
        return endpoint.thresholds().orElse(scene.fleet().thresholds().certificates());
    }

    /// The name as people say it: the port only when it is not 443.
    String name() {
        return nameOf(endpoint);
    }

    static String nameOf(TlsEndpoint endpoint) {
        return endpoint.port() == 443 ? endpoint.name() : endpoint.id();
    }

    /// Empty when all addresses are concerned, else ` at proxy1 and proxy2`.
    String places(List<Presented> concerned) {
        int addresses = scene.statesOf(endpoint).size();
        return concerned.size() == addresses
                ? ""
                : " at " + Texts.list(concerned.stream().map(Served::place).toList());
    }

    static String place(TlsObservation observation) {
        return observation.target().label();
    }

    Finding finding(Draft draft, List<Presented> concerned, List<Evidence> evidence) {
        draft.impact(impact(draft));
        return new EndpointFinding(draft.on(evidence), endpoint, List.copyOf(concerned));
    }

    private String impact(Draft draft) {
        String owner = endpoint.owner().map(o -> " Owner: " + shown(o) + ".").orElse("");
        String renewal = endpoint.renewalNote().map(n -> " Renewal: " + shown(n)).orElse("");
        return (draft.impactSoFar() + owner + renewal).strip();
    }

    /// The dates and identity of a certificate that an address serves.
    static Evidence dates(Presented p, Parsed certificate) {
        String text =
                "subject %s\nissuer %s\nserial %s\nnotBefore %s\nnotAfter %s\nSHA-256 %s"
                        .formatted(
                                shown(certificate.subject()),
                                shown(certificate.issuer()),
                                certificate.serialHex(),
                                certificate.notBefore(),
                                certificate.notAfter(),
                                certificate.sha256());
        return evidence(p, "certificate served at " + place(p), text);
    }

    static Evidence evidence(Presented p, String what, String text) {
        return new Evidence(p.target().id(), what, text, p.observedAt());
    }

    /// The faults of these kinds at an address, one line each.
    static Evidence faults(Presented p, FaultGroup group) {
        String text =
                p.judgement().faults().stream()
                        .filter(f -> group.kinds().contains(f.kind()))
                        .map(f -> shown(f.text()) + " (" + shown(f.rule()) + ")")
                        .distinct()
                        .collect(Collectors.joining("\n"));
        String store = "\njudged against " + shown(p.judgement().trustStore());
        return evidence(p, "verdict on the chain at " + place(p), text + store);
    }

    static String shown(String text) {
        return VisibleText.capped(text, LONGEST);
    }
}
