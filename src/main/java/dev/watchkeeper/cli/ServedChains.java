package dev.watchkeeper.cli;

import dev.watchkeeper.finding.FleetSnapshot.EndpointState;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.tls.CertificateText;
import dev.watchkeeper.tls.ServedCertificate;
import dev.watchkeeper.tls.ServedCertificate.Parsed;
import dev.watchkeeper.tls.ServedCertificate.Unparseable;
import dev.watchkeeper.tls.TlsObservation;
import dev.watchkeeper.tls.TlsObservation.Failed;
import dev.watchkeeper.tls.TlsObservation.Presented;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The chains that addresses served, each once, as PEM or as text. What an address did in place of
/// serving one goes to the error output, so that the rest can be piped.
final class ServedChains {
    private final Terminal terminal;
    private final Map<List<String>, List<Presented>> chains = new LinkedHashMap<>();

    ServedChains(Report report, Terminal terminal) {
        this.terminal = terminal;
        report.snapshot().endpoints().values().stream()
                .map(EndpointState::latest)
                .sorted(Comparator.comparing((TlsObservation o) -> o.target().id()))
                .forEach(this::add);
    }

    private void add(TlsObservation o) {
        switch (o) {
            case TlsObservation.Reported r -> terminal.err().println(Plain.of(r.text()));
            case Failed f ->
                    terminal.err().println(Plain.of("%s: %s".formatted(f.target().id(), f.text())));
            case Presented p ->
                    chains.computeIfAbsent(
                                    p.chain().stream().map(ServedCertificate::sha256).toList(),
                                    _ -> new ArrayList<>())
                            .add(p);
        }
    }

    /// Lines that begin with `#` are comments to programs that read PEM.
    void pem() {
        for (List<Presented> alike : chains.values()) {
            terminal.line("# " + places(alike));
            List<ServedCertificate> chain = alike.getFirst().chain();
            for (int i = 0; i < chain.size(); i++) {
                terminal.line("# %s: %s".formatted(role(i), subject(chain.get(i))));
                terminal.out().print(chain.get(i).pem());
            }
        }
    }

    void text() {
        for (List<Presented> alike : chains.values()) {
            terminal.line(places(alike));
            List<ServedCertificate> chain = alike.getFirst().chain();
            for (int i = 0; i < chain.size(); i++) {
                terminal.line(role(i));
                CertificateText.of(chain.get(i)).forEach(terminal::line);
            }
            terminal.line("");
        }
    }

    private static String places(List<Presented> alike) {
        return Plain.of(String.join(", ", alike.stream().map(p -> p.target().id()).toList()));
    }

    private static String role(int position) {
        return position == 0 ? "leaf" : "certificate " + position;
    }

    private static String subject(ServedCertificate certificate) {
        return switch (certificate) {
            case Parsed p -> p.subject().isEmpty() ? "no subject" : Plain.of(p.subject());
            case Unparseable u -> Plain.of("cannot be read: " + u.reason());
        };
    }
}
