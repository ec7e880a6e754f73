package dev.watchkeeper.finding;

import dev.watchkeeper.finding.FleetSnapshot.EndpointState;
import dev.watchkeeper.tls.CertificateFault.Kind;
import dev.watchkeeper.tls.TlsObservation.Presented;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Something near the workstation that answers in the place of every endpoint, such as a captive
/// portal or a proxy: all outside names get one and the same certificate, and it is for none of
/// them. That is one finding about the network here, and nothing about the endpoints.
final class Interception {
    static final FindingKey KEY = FindingKey.of(FindingKind.CONSOLE_OFFLINE, "interception");

    /// Fewer names could share a server that has lost its configuration.
    private static final int FEWEST = 3;

    private Interception() {}

    /// Returns the findings, with this one and its symptoms named where it shows.
    static List<Finding> group(Scene scene, List<Finding> found) {
        Optional<Set<String>> answeredFor = answeredFor(scene);
        if (answeredFor.isEmpty()) {
            return found;
        }
        var all = new ArrayList<Finding>();
        all.add(finding(scene, answeredFor.get()));
        found.forEach(f -> all.add(isOf(f, answeredFor.get()) ? symptom(f) : f));
        return all;
    }

    /// The ids of the endpoints in whose place one answers.
    private static Optional<Set<String>> answeredFor(Scene scene) {
        var ids = new HashSet<String>();
        var names = new HashSet<String>();
        var leaves = new HashSet<String>();
        for (EndpointState state : scene.snapshot().endpoints().values()) {
            if (!(state.latest() instanceof Presented p)
                    || Workstation.isLoopback(p.target().address())) {
                continue;
            }
            leaves.add(p.leaf().sha256());
            if (leaves.size() > 1 || !isForAnother(p)) {
                return Optional.empty();
            }
            ids.add(p.target().endpoint().id());
            names.add(p.target().endpoint().name());
        }
        return names.size() >= FEWEST ? Optional.of(ids) : Optional.empty();
    }

    private static boolean isForAnother(Presented presented) {
        return presented.judgement().faults().stream().anyMatch(f -> f.kind() == Kind.WRONG_NAME);
    }

    private static Finding finding(Scene scene, Set<String> ids) {
        String text = Texts.lines(ids.stream().sorted().toList());
        var evidence =
                new Evidence("this console", "names that got one certificate", text, scene.now());
        return new Finding.ConsoleFinding(
                new Draft(FindingKind.CONSOLE_OFFLINE, "interception", Severity.UNKNOWN)
                        .title(
                                "Something between here and %s answers in their place"
                                        .formatted(
                                                Texts.count(ids.size(), "endpoint", "endpoints")))
                        .impact(
                                "A captive portal or a proxy, most likely; nothing is known of the"
                                        + " endpoints until it lets through.")
                        .on(List.of(evidence)));
    }

    private static boolean isOf(Finding finding, Set<String> ids) {
        return finding instanceof Finding.EndpointFinding f
                && f.kind().name().startsWith("CERTIFICATE_")
                && ids.contains(f.endpoint().id());
    }

    private static Finding symptom(Finding finding) {
        if (!(finding instanceof Finding.EndpointFinding f)) {
            return finding;
        }
        Statement s = f.statement();
        var unknown =
                new Statement(
                        s.key(),
                        s.kind(),
                        Severity.UNKNOWN,
                        s.title(),
                        "Nothing can be said of it from here.",
                        s.observedAt(),
                        s.evidence(),
                        Optional.of(KEY));
        return new Finding.EndpointFinding(unknown, f.endpoint(), f.observations());
    }
}
