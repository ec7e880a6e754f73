package dev.watchkeeper.finding;

import dev.watchkeeper.finding.Finding.EndpointFinding;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.tls.CertificateFault.Kind;
import dev.watchkeeper.tls.TlsObservation.Presented;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/// Certificates: one finding for each endpoint and kind of problem, naming the addresses concerned.
final class CertificateRules {
    private static final List<FaultGroup> GROUPS =
            List.of(
                    new FaultGroup(
                            FindingKind.CERTIFICATE_WRONG_NAME,
                            Severity.CRITICAL,
                            EnumSet.of(Kind.WRONG_NAME),
                            "certificate is for another name",
                            "Clients refuse to connect."),
                    new FaultGroup(
                            FindingKind.CERTIFICATE_CHAIN_INCOMPLETE,
                            Severity.HIGH,
                            EnumSet.of(Kind.CHAIN_INCOMPLETE),
                            "certificate chain is incomplete",
                            "Clients that do not fetch intermediates themselves refuse to"
                                    + " connect."),
                    new FaultGroup(
                            FindingKind.CERTIFICATE_UNTRUSTED,
                            Severity.CRITICAL,
                            EnumSet.of(
                                    Kind.REVOKED,
                                    Kind.SELF_SIGNED,
                                    Kind.UNTRUSTED,
                                    Kind.BAD_SIGNATURE,
                                    Kind.NAME_CHAINING,
                                    Kind.NOT_A_CA,
                                    Kind.CA_AS_LEAF,
                                    Kind.PATH_LENGTH,
                                    Kind.NAME_CONSTRAINT,
                                    Kind.POLICY,
                                    Kind.KEY_USAGE,
                                    Kind.KEY_PURPOSE,
                                    Kind.CRITICAL_EXTENSION,
                                    Kind.RESOURCE_LIMIT),
                            "certificate is not trusted",
                            "Clients refuse to connect."),
                    new FaultGroup(
                            FindingKind.CERTIFICATE_UNREADABLE,
                            Severity.UNKNOWN,
                            EnumSet.of(Kind.UNPARSEABLE, Kind.UNJUDGED, Kind.REVOCATION_UNKNOWN),
                            "certificate could not be judged",
                            "Whether clients accept it is not known."),
                    new FaultGroup(
                            FindingKind.CERTIFICATE_WEAK,
                            Severity.MEDIUM,
                            EnumSet.of(
                                    Kind.PROFILE,
                                    Kind.WEAK_SIGNATURE,
                                    Kind.WEAK_KEY,
                                    Kind.OLD_PROTOCOL,
                                    Kind.LIFETIME_TOO_LONG,
                                    Kind.CHAIN_ORDER),
                            "certificate or protocol is weak",
                            "Strict clients refuse it."));

    List<Finding> findings(Scene scene) {
        var found = new ArrayList<Finding>();
        for (TlsEndpoint endpoint : scene.fleet().endpoints()) {
            Served served = Served.of(scene, endpoint);
            if (!served.presented().isEmpty()) {
                found.addAll(of(served));
            }
        }
        return found;
    }

    private static List<Finding> of(Served served) {
        var found = new ArrayList<Finding>(new LeafExpiry(served).findings());
        OverdueRenewal.check(served, found);
        found.addAll(new IntermediateExpiry(served).findings());
        GROUPS.forEach(group -> addFaults(served, group, found));
        Agreement.check(served, found);
        List<Finding> stopped = new DeploymentRule(served).findings();
        List<Finding> all = new ArrayList<>(stopped);
        found.forEach(f -> all.add(explained(f, stopped)));
        return all;
    }

    /// What comes of a certificate that has not got there is a symptom of that.
    private static Finding explained(Finding finding, List<Finding> stopped) {
        return switch (finding.kind()) {
            case CERTIFICATE_EXPIRED, CERTIFICATE_EXPIRING, CERTIFICATE_DIFFERS ->
                    stopped.stream()
                            .filter(s -> isOf((EndpointFinding) finding, (EndpointFinding) s))
                            .findFirst()
                            .map(s -> ((EndpointFinding) finding).causedBy(s.key()))
                            .orElse(finding);
            default -> finding;
        };
    }

    /// Where one address differs from the others, it is the one that something stopped before.
    private static boolean isOf(EndpointFinding finding, EndpointFinding stopped) {
        return finding.kind() == FindingKind.CERTIFICATE_DIFFERS
                || stopped.observations().containsAll(finding.observations());
    }

    private static void addFaults(Served served, FaultGroup group, List<Finding> found) {
        List<Presented> concerned = served.presented().stream().filter(group::concerns).toList();
        if (concerned.isEmpty()) {
            return;
        }
        String title = served.name() + ": " + group.words() + served.places(concerned);
        var draft =
                new Draft(group.finding(), served.endpoint().id(), severity(group, concerned))
                        .title(title)
                        .impact(group.impact());
        var evidence = concerned.stream().map(p -> Served.faults(p, group)).toList();
        found.add(served.finding(draft, concerned, evidence));
    }

    /// What only the order of the chain or its lifetime offends is no more than a note.
    private static Severity severity(FaultGroup group, List<Presented> concerned) {
        boolean onlyNotes =
                concerned.stream()
                        .flatMap(p -> p.judgement().faults().stream())
                        .map(f -> f.kind())
                        .filter(group.kinds()::contains)
                        .allMatch(k -> k == Kind.CHAIN_ORDER || k == Kind.LIFETIME_TOO_LONG);
        return onlyNotes ? Severity.LOW : group.severity();
    }
}
