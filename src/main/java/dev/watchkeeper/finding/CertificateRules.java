package dev.watchkeeper.finding;

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
                                    Kind.NOT_A_CA,
                                    Kind.KEY_PURPOSE,
                                    Kind.CONSTRAINT),
                            "certificate is not trusted",
                            "Clients refuse to connect."),
                    new FaultGroup(
                            FindingKind.CERTIFICATE_UNREADABLE,
                            Severity.UNKNOWN,
                            EnumSet.of(Kind.UNPARSEABLE, Kind.UNJUDGED),
                            "certificate could not be judged",
                            "Whether clients accept it is not known."),
                    new FaultGroup(
                            FindingKind.CERTIFICATE_WEAK,
                            Severity.MEDIUM,
                            EnumSet.of(
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
        return found;
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
