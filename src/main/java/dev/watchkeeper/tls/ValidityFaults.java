package dev.watchkeeper.tls;

import dev.watchkeeper.tls.CertificateFault.Kind;
import dev.watchkeeper.tls.ChainCertificate.Legible;
import dev.watchkeeper.tls.ServedCertificate.Parsed;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/// Who has expired and who is not valid yet, leaf or intermediate. Only the certificates of the
/// path that a client would take count, where there is one: an expired cross-signature beside it
/// harms nobody.
final class ValidityFaults {
    static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private ValidityFaults() {}

    /// @param path indices of the certificates that a client would take; empty when there is none
    /// @param anchor where they end, whose dates count as well
    static List<CertificateFault> of(
            List<ServedCertificate> chain,
            List<Integer> path,
            Optional<Legible> anchor,
            Instant now) {
        List<CertificateFault> faults = new ArrayList<>();
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        List<Integer> counted =
                path.isEmpty() ? IntStream.range(0, chain.size()).boxed().toList() : path;
        for (int i : counted) {
            if (i >= 0 && chain.get(i) instanceof Parsed c) {
                String role = i == 0 ? "leaf certificate" : "intermediate certificate " + i;
                add(new Dated(role, i, c.notBefore(), c.notAfter()), second, faults);
            }
        }
        anchor.filter(a -> !path.contains(a.index()))
                .ifPresent(a ->
                        add(
                                new Dated(a.role(), a.index(), a.notBefore(), a.notAfter()),
                                second,
                                faults));
        return faults;
    }

    private record Dated(String role, int index, Instant notBefore, Instant notAfter) {}

    private static void add(Dated c, Instant now, List<CertificateFault> faults) {
        if (now.isAfter(c.notAfter())) {
            faults.add(
                    fault(
                            Kind.EXPIRED,
                            c.index(),
                            "the "
                                    + c.role()
                                    + " "
                                    + RemainingTime.inWords(c.notAfter(), now)
                                    + ", on "
                                    + DATE.format(c.notAfter())));
        }
        if (now.isBefore(c.notBefore())) {
            String wait = RemainingTime.amount(Duration.between(now, c.notBefore()));
            faults.add(
                    fault(
                            Kind.NOT_YET_VALID,
                            c.index(),
                            "the "
                                    + c.role()
                                    + " is not valid before "
                                    + DATE.format(c.notBefore().truncatedTo(ChronoUnit.SECONDS))
                                    + ", in "
                                    + wait));
        }
    }

    private static CertificateFault fault(Kind kind, int index, String text) {
        return new CertificateFault(kind, index, "RFC 5280 4.1.2.5", text);
    }
}
