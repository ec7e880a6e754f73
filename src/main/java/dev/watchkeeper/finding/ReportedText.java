package dev.watchkeeper.finding;

import dev.watchkeeper.finding.Finding.EndpointFinding;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.tls.ReportedCertificate;
import dev.watchkeeper.tls.TlsObservation.Reported;

import java.util.ArrayList;
import java.util.List;

/// How findings say what a source told, and that it was a source.
final class ReportedText {
    private ReportedText() {}

    static String title(Scene scene, TlsEndpoint endpoint, String words, List<Reported> concerned) {
        int addresses = scene.statesOf(endpoint).size();
        String places =
                concerned.size() == addresses
                        ? ""
                        : " at " + Texts.list(concerned.stream().map(Served::place).toList());
        return "%s: %s%s, as %s reports"
                .formatted(
                        Served.nameOf(endpoint),
                        Served.shown(words),
                        Served.shown(places),
                        concerned.getFirst().source());
    }

    static String impact(TlsEndpoint endpoint, String first) {
        String owner = endpoint.owner().map(o -> " Owner: " + Served.shown(o) + ".").orElse("");
        String renewal = endpoint.renewalNote().map(n -> " Renewal: " + Served.shown(n)).orElse("");
        return first + owner + renewal;
    }

    static Finding finding(Draft draft, TlsEndpoint endpoint, List<Reported> concerned) {
        List<Evidence> evidence = concerned.stream().map(ReportedText::evidence).toList();
        return new EndpointFinding(draft.on(evidence), endpoint, List.copyOf(concerned));
    }

    static Evidence evidence(Reported r) {
        ReportedCertificate c = r.certificate();
        var lines = new ArrayList<String>();
        c.identity()
                .ifPresent(i -> {
                    lines.add("subject " + i.subject());
                    lines.add("issuer " + i.issuer());
                    if (!i.serial().isEmpty()) {
                        lines.add("serial " + i.serial());
                    }
                });
        c.notBefore()
                .ifPresentOrElse(
                        b -> lines.add("notBefore " + b),
                        () ->
                                lines.add(
                                        "notBefore is not told: judged as if it lived %d days"
                                                .formatted(
                                                        ReportedCertificate.ASSUMED_LIFETIME
                                                                .toDays())));
        lines.add(
                c.file().isPresent()
                        ? "notAfter " + c.notAfter() + ", of the file; what is served is unknown"
                        : "notAfter "
                                + c.notAfter()
                                + ", the earliest of the chain: of which"
                                + " certificate is not told");
        c.pathNotAfter().ifPresent(p -> lines.add("its verified path lasts until " + p));
        r.succeeded().ifPresent(s -> lines.add("its probe " + (s ? "succeeded" : "failed")));
        lines.add("unknown here: trust, host name, chain, revocation");
        return new Evidence(
                r.source() + ", of " + r.target().id(),
                "series of " + Served.shown(r.series()),
                String.join("\n", lines.stream().map(Served::shown).toList()),
                r.observedAt());
    }
}
