package dev.watchkeeper.finding;

import dev.watchkeeper.inventory.CertificateThresholds;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.tls.ReportedCertificate;
import dev.watchkeeper.tls.TlsObservation.Reported;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Certificates of which only series tell: when they end, and whether they should have been renewed
/// by now. Of all else that is judged where a certificate was seen, nothing is said.
final class ReportedRules {
    List<Finding> findings(Scene scene) {
        var found = new ArrayList<Finding>();
        for (TlsEndpoint endpoint : scene.fleet().endpoints()) {
            List<Reported> reported =
                    scene.statesOf(endpoint).stream()
                            .flatMap(s -> s.lastReported().stream())
                            .toList();
            if (!reported.isEmpty()) {
                found.addAll(new OfEndpoint(scene, endpoint, reported).findings());
            }
        }
        return found;
    }

    /// What is told of one endpoint.
    private record OfEndpoint(Scene scene, TlsEndpoint endpoint, List<Reported> reported) {
        List<Finding> findings() {
            var found = new ArrayList<Finding>(0);
            List<Reported> expired = where(Stand.EXPIRED);
            if (!expired.isEmpty()) {
                found.add(expired(expired));
            }
            List<Reported> early = where(Stand.EARLY);
            if (!early.isEmpty()) {
                found.add(early(early));
            }
            List<Reported> ending = where(Stand.ENDING);
            if (!ending.isEmpty()) {
                found.add(ending(ending));
            }
            ReportedRenewal.check(scene, endpoint, reported, found);
            return found;
        }

        private List<Reported> where(Stand stand) {
            return reported.stream().filter(r -> stand(r.certificate()) == stand).toList();
        }

        private Stand stand(ReportedCertificate c) {
            if (c.expired(scene.now())) {
                return Stand.EXPIRED;
            }
            if (c.notBefore().filter(scene.now()::isBefore).isPresent()) {
                return Stand.EARLY;
            }
            return severity(c).isPresent() ? Stand.ENDING : Stand.WELL;
        }

        private Optional<Severity> severity(ReportedCertificate c) {
            return c.neverExpires()
                    ? Optional.empty()
                    : Validity.running(c.notAfter(), c.lifetime(), thresholds(), scene.now());
        }

        private CertificateThresholds thresholds() {
            return endpoint.thresholds().orElse(scene.fleet().thresholds().certificates());
        }

        private Finding expired(List<Reported> concerned) {
            Reported first = first(concerned);
            boolean bridged = concerned.stream().allMatch(this::isBridged);
            String age = Ages.between(first.certificate().notAfter(), scene.now());
            return finding(
                    FindingKind.CERTIFICATE_EXPIRED,
                    bridged ? Severity.MEDIUM : Severity.CRITICAL,
                    first.certificate().words() + " expired " + age + " ago",
                    bridged
                            ? "Clients that know another path, which lasts longer, connect."
                            : impact(first, "Clients refuse to connect."),
                    concerned);
        }

        /// Whether the exporter found a path to an anchor that has not ended.
        private boolean isBridged(Reported r) {
            return r.certificate().pathNotAfter().filter(scene.now()::isBefore).isPresent();
        }

        private Finding early(List<Reported> concerned) {
            Reported first = first(concerned);
            String wait =
                    Ages.between(scene.now(), first.certificate().notBefore().orElse(scene.now()));
            return finding(
                    FindingKind.CERTIFICATE_NOT_YET_VALID,
                    Severity.CRITICAL,
                    first.certificate().words() + " is valid only in " + wait,
                    impact(first, "Clients refuse to connect, unless a clock is wrong."),
                    concerned);
        }

        private Finding ending(List<Reported> concerned) {
            Reported first = first(concerned);
            Severity worst =
                    concerned.stream()
                            .flatMap(r -> severity(r.certificate()).stream())
                            .min(Severity::compareTo)
                            .orElse(Severity.MEDIUM);
            String left = Ages.between(scene.now(), first.certificate().notAfter());
            return finding(
                    FindingKind.CERTIFICATE_EXPIRING,
                    worst,
                    first.certificate().words() + " expires in " + left,
                    impact(first, "Clients will refuse to connect."),
                    concerned);
        }

        private static String impact(Reported first, String served) {
            return first.certificate().file().isPresent()
                    ? "What is served is not known: only the file was read."
                    : served;
        }

        private Finding finding(
                FindingKind kind,
                Severity severity,
                String words,
                String impact,
                List<Reported> concerned) {
            var draft =
                    new Draft(kind, endpoint.id(), severity)
                            .title(ReportedText.title(scene, endpoint, words, concerned))
                            .impact(ReportedText.impact(endpoint, impact));
            return ReportedText.finding(draft, endpoint, concerned);
        }

        private static Reported first(List<Reported> concerned) {
            return concerned.stream()
                    .min(Comparator.comparing(r -> r.certificate().notAfter()))
                    .orElseThrow();
        }
    }

    /// Where a certificate stands.
    private enum Stand {
        EXPIRED,
        EARLY,
        ENDING,
        WELL
    }
}
