package dev.watchkeeper.tls;

import dev.watchkeeper.tls.CertificateFault.Kind;
import dev.watchkeeper.tls.ChainCertificate.Legible;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Who has expired and who is not valid yet, leaf or intermediate. Only the certificates of the
/// path that a client would take count, where there is one: an expired cross-signature beside it
/// harms nobody.
final class ValidityFaults {
    static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private ValidityFaults() {}

    /// @param dated those that count
    static List<CertificateFault> of(List<Dated> dated, Instant now) {
        List<CertificateFault> faults = new ArrayList<>();
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        dated.forEach(c -> add(c, second, faults));
        return faults;
    }

    /// What remains of a certificate once all else of it was judged.
    record Dated(String role, int index, Instant notBefore, Instant notAfter) {
        static Dated of(Legible c) {
            return new Dated(c.role(), c.index(), c.notBefore(), c.notAfter());
        }
    }

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
