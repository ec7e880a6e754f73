package dev.watchkeeper.tls;

import dev.watchkeeper.tls.CertificateFault.Kind;
import dev.watchkeeper.tls.ServedCertificate.Parsed;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/// Who has expired and who is not valid yet, leaf or intermediate. Only the certificates of the
/// path that a client would take count, where there is one: an expired cross-signature beside it
/// harms nobody.
final class ValidityFaults {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private ValidityFaults() {}

    static List<CertificateFault> of(
            List<ServedCertificate> chain, List<List<Integer>> paths, Instant now) {
        List<CertificateFault> faults = new ArrayList<>();
        for (int i : counted(chain, paths, now)) {
            if (chain.get(i) instanceof Parsed certificate) {
                add(certificate, i, now, faults);
            }
        }
        return faults;
    }

    private static Set<Integer> counted(
            List<ServedCertificate> chain, List<List<Integer>> paths, Instant now) {
        return new HashSet<>(
                paths.stream()
                        .filter(path -> path.stream().allMatch(i -> isValid(chain.get(i), now)))
                        .findFirst()
                        .or(() -> paths.stream().findFirst())
                        .orElseGet(() -> IntStream.range(0, chain.size()).boxed().toList()));
    }

    private static boolean isValid(ServedCertificate certificate, Instant now) {
        return certificate instanceof Parsed p
                && !now.isBefore(p.notBefore())
                && !now.isAfter(p.notAfter());
    }

    private static void add(Parsed c, int index, Instant now, List<CertificateFault> faults) {
        String role = index == 0 ? "leaf certificate" : "intermediate certificate " + index;
        if (now.isAfter(c.notAfter())) {
            faults.add(
                    fault(
                            Kind.EXPIRED,
                            index,
                            "the "
                                    + role
                                    + " "
                                    + RemainingTime.inWords(c.notAfter(), now)
                                    + ", on "
                                    + DATE.format(c.notAfter())));
        }
        if (now.isBefore(c.notBefore())) {
            String wait = RemainingTime.amount(java.time.Duration.between(now, c.notBefore()));
            faults.add(
                    fault(
                            Kind.NOT_YET_VALID,
                            index,
                            "the "
                                    + role
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
