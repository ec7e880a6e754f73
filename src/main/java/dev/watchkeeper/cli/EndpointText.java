package dev.watchkeeper.cli;

import dev.watchkeeper.finding.FleetSnapshot.EndpointState;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.tls.CertificateFault;
import dev.watchkeeper.tls.ServedCertificate;
import dev.watchkeeper.tls.ServedCertificate.Parsed;
import dev.watchkeeper.tls.ServedCertificate.Unparseable;
import dev.watchkeeper.tls.TlsObservation;
import dev.watchkeeper.tls.TlsObservation.Presented;

import java.util.Comparator;
import java.util.List;

/// What addresses served, in full, for a person.
final class EndpointText {
    private final Report report;
    private final Terminal terminal;

    EndpointText(Report report, Terminal terminal) {
        this.report = report;
        this.terminal = terminal;
    }

    void print() {
        report.snapshot().endpoints().values().stream()
                .map(EndpointState::latest)
                .sorted(Comparator.comparing((TlsObservation o) -> o.target().id()))
                .forEach(this::print);
        new ReportText(report, terminal).print(false);
    }

    private void print(TlsObservation o) {
        terminal.line(
                "%s, asked %s, answered in %d ms"
                        .formatted(Plain.of(o.target().id()), o.observedAt(), o.took().toMillis()));
        o.target()
                .endpoint()
                .startTls()
                .ifPresent(t -> field("before TLS", t.protocol() + ", STARTTLS"));
        switch (o) {
            case TlsObservation.Failed f -> field(f.failure().name(), f.text());
            case Presented p -> presented(p);
            case TlsObservation.Reported r -> field("reported", r.text());
        }
        terminal.line("");
    }

    private void presented(Presented p) {
        field("protocol", p.protocol() + ", " + p.cipherSuite());
        field("trust", p.judgement().trust() + ", judged against " + p.judgement().trustStore());
        field("host name", p.judgement().hostName().toString());
        if (p.clientCertificateDemanded()) {
            field("client", "the server demands a certificate of the client's");
        }
        p.notes().forEach(n -> field("note", n));
        List<ServedCertificate> chain = p.chain();
        for (int i = 0; i < chain.size(); i++) {
            certificate(i, chain.get(i));
        }
        for (CertificateFault f : p.judgement().faults()) {
            field("FAULT", f.text() + " (" + f.rule() + ")");
        }
    }

    private void certificate(int position, ServedCertificate certificate) {
        terminal.line(position == 0 ? "  leaf" : "  certificate " + position);
        switch (certificate) {
            case Unparseable u -> {
                field("  unreadable", u.reason());
                field("  SHA-256", u.sha256() + ", " + u.size() + " bytes");
            }
            case Parsed c -> parsed(c);
        }
    }

    private void parsed(Parsed c) {
        field("  subject", c.subject());
        field(
                "  SAN",
                c.subjectAltNames().isEmpty() ? "none" : String.join(", ", c.subjectAltNames()));
        field("  issuer", c.issuer());
        field("  serial", c.serialHex());
        field("  notBefore", c.notBefore().toString());
        field("  notAfter", c.neverExpires() ? "no expiry" : c.notAfter().toString());
        field("  key", c.key() + ", signed with " + c.signatureAlgorithm());
        field("  SHA-256", c.sha256());
        field("  SPKI", c.spkiSha256());
    }

    private void field(String name, String value) {
        terminal.line("  %-12s %s".formatted(name, Plain.of(value)));
    }
}
