package dev.watchkeeper.cli;

import dev.watchkeeper.finding.FleetSnapshot.EndpointState;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.tls.CertificateDifference.Side;
import dev.watchkeeper.tls.ServedCertificate;
import dev.watchkeeper.tls.StoredCertificates;
import dev.watchkeeper.tls.TlsObservation;
import dev.watchkeeper.tls.TlsObservation.Failed;
import dev.watchkeeper.tls.TlsObservation.Presented;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Gets the certificates that are to be compared, from files and from endpoints.
final class ComparedSides {
    /// Of a file.
    private static final int MOST_BYTES = 4 << 20;

    private final Desk desk;
    private final Terminal terminal;
    private final Optional<String> startTls;

    ComparedSides(Desk desk, Terminal terminal, Optional<String> startTls) {
        this.desk = desk;
        this.terminal = terminal;
        this.startTls = startTls;
    }

    /// @throws CliFailure that says why there is no certificate
    ComparedSide of(String word) {
        Optional<Path> file = file(word);
        return file.isPresent() ? stored(file.get()) : served(word);
    }

    private static Optional<Path> file(String word) {
        try {
            Path path = Path.of(word);
            return word.contains("/") || Files.exists(path) ? Optional.of(path) : Optional.empty();
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }

    private static ComparedSide stored(Path file) {
        String shown = Plain.of(file.toString());
        if (!Files.isRegularFile(file)) {
            // What is no file may never end.
            throw new CliFailure(
                    shown
                            + (Files.exists(file)
                                    ? " is no regular file"
                                    : ": there is no such file"));
        }
        List<ServedCertificate> chain = StoredCertificates.parse(bytes(file));
        if (chain.isEmpty()) {
            throw new CliFailure(shown + " holds no certificate in PEM or DER");
        }
        return new ComparedSide(shown, Side.stored(chain));
    }

    private static byte[] bytes(Path file) {
        String shown = Plain.of(file.toString());
        try (InputStream in = Files.newInputStream(file)) {
            byte[] all = in.readNBytes(MOST_BYTES + 1);
            if (all.length > MOST_BYTES) {
                throw new CliFailure(shown + " is too large for a chain of certificates");
            }
            return all;
        } catch (IOException e) {
            throw new CliFailure("cannot read %s: %s".formatted(shown, Plain.of(e.toString())));
        }
    }

    private ComparedSide served(String word) {
        int at = word.lastIndexOf('@');
        String name = at < 0 ? word : word.substring(0, at);
        List<String> addresses = at < 0 ? List.of() : List.of(word.substring(at + 1));
        var asked = AskedEndpoint.of(name, startTls, addresses);
        Report report =
                Reports.ofOneCycle(
                        desk.engineOver(asked.partOf(desk.fleet())), desk.clock(), terminal);
        List<TlsObservation> seen =
                report.snapshot().endpoints().values().stream()
                        .map(EndpointState::latest)
                        .sorted(Comparator.comparing(o -> o.target().id()))
                        .toList();
        return one(word, seen);
    }

    private ComparedSide one(String word, List<TlsObservation> seen) {
        var presented = new ArrayList<Presented>();
        for (TlsObservation o : seen) {
            switch (o) {
                case Presented p -> presented.add(p);
                case TlsObservation.Reported r -> terminal.err().println(Plain.of(r.text()));
                case Failed f ->
                        terminal.err()
                                .println(Plain.of("%s: %s".formatted(f.target().id(), f.text())));
            }
        }
        if (presented.isEmpty()) {
            throw new CliFailure(Plain.of(word) + " serves no certificate");
        }
        if (presented.stream().map(ComparedSides::sha256s).distinct().count() > 1) {
            List<String> labels = presented.stream().map(p -> p.target().label()).toList();
            throw new CliFailure(
                    "the addresses of %s serve different chains; add @ and one of: %s"
                            .formatted(Plain.of(word), Plain.of(String.join(", ", labels))));
        }
        Presented first = presented.getFirst();
        return new ComparedSide(
                Plain.of("%s, asked %s".formatted(first.target().id(), first.observedAt())),
                Side.served(first.chain()));
    }

    private static List<String> sha256s(Presented p) {
        return p.chain().stream().map(ServedCertificate::sha256).toList();
    }
}
