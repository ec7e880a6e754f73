package dev.watchkeeper.finding.coverage;

import dev.watchkeeper.finding.Ages;
import dev.watchkeeper.finding.RenewalPolicies;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.supervision.Check;
import dev.watchkeeper.supervision.Scope;
import dev.watchkeeper.supervision.Scope.What;
import dev.watchkeeper.tls.TlsTarget;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// How one endpoint is covered.
final class EndpointCoverage {
    /// What should be left of the time from when a renewal is due to the end when it is warned of.
    private static final int FIFTH = 5;

    private final TlsEndpoint endpoint;
    private final Addresses addresses;
    private final List<TlsTarget> targets;
    private final Optional<Duration> renewed;
    private final List<Cover> covers;
    private final List<Gap> gaps = new ArrayList<>();

    EndpointCoverage(
            TlsEndpoint endpoint,
            Addresses addresses,
            RenewalPolicies policies,
            CheckIndex checks) {
        this.endpoint = endpoint;
        this.addresses = addresses;
        targets = addresses.targets(endpoint);
        renewed =
                addresses
                        .leaf(endpoint)
                        .flatMap(l -> policies.of(endpoint, l))
                        .map(p -> p.due().leftWhenDue());
        covers = checks.of(names()).stream().filter(c -> isAbout(c.check())).toList();
    }

    private Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        names.add(endpoint.name());
        targets.forEach(t -> {
            names.add(t.address());
            names.add(t.label());
        });
        return names;
    }

    /// One that asks an address for another name, or for the default where several are served,
    /// looks at another certificate.
    private boolean isAbout(Check check) {
        Scope scope = check.scope();
        if (scope.what() == What.ALIVE
                || scope.what() == What.INSIDE
                || scope.what() == What.OTHER) {
            return false;
        }
        boolean named = names(scope).contains(CheckIndex.lower(endpoint.name()));
        if (named) {
            return isPort(scope, endpoint.port())
                    || targets.stream().anyMatch(t -> isPort(scope, t.port()));
        }
        return scope.names().isEmpty()
                && targets.stream()
                        .anyMatch(t ->
                                isAt(check, t)
                                        && isPort(scope, t.port())
                                        && !addresses.isShared(t));
    }

    private static Set<String> names(Scope scope) {
        var names = new LinkedHashSet<String>();
        names.add(CheckIndex.lower(scope.address()));
        scope.names().forEach(n -> names.add(CheckIndex.lower(n)));
        return names;
    }

    private static boolean isPort(Scope scope, int port) {
        return scope.port().isPresent()
                ? scope.port().getAsInt() == port
                : port == 443 && scope.what() != What.PORT;
    }

    private static boolean isAt(Check check, TlsTarget target) {
        String address = CheckIndex.lower(check.scope().address());
        return address.equals(CheckIndex.lower(target.address()))
                || address.equals(CheckIndex.lower(target.label()))
                || (address.isEmpty()
                        && CheckIndex.lower(check.host()).equals(CheckIndex.lower(target.label())));
    }

    /// Behind one address there may be several, each at a port of its own.
    private boolean isAtPort(Check check, TlsTarget target) {
        boolean only =
                targets.stream().filter(t -> t.address().equals(target.address())).count() < 2;
        return isAt(check, target) && (only || isPort(check.scope(), target.port()));
    }

    CoverageRow row() {
        if (covers.isEmpty()) {
            gap(Gap.Kind.NO_CHECK, "not checked at all");
            return new CoverageRow(new Subject.OfEndpoint(endpoint), covers, gaps);
        }
        List<Cover> expiry = of(What.TLS_EXPIRY);
        if (expiry.isEmpty()) {
            gap(
                    Gap.Kind.NO_EXPIRY,
                    of(What.TLS).isEmpty()
                            ? "only the port is checked, not the certificate"
                            : "only whether TLS is negotiated is checked: an expired certificate"
                                    + " passes");
            muted(covers);
        } else {
            List<Cover> heard = muted(expiry);
            List<Cover> counting = heard.isEmpty() ? expiry : heard;
            missing(counting);
            threshold(counting);
        }
        return new CoverageRow(new Subject.OfEndpoint(endpoint), covers, gaps);
    }

    private List<Cover> of(What what) {
        return covers.stream().filter(c -> c.check().scope().what() == what).toList();
    }

    /// Returns those that somebody would hear of.
    private List<Cover> muted(List<Cover> some) {
        List<Cover> heard = some.stream().filter(c -> c.muted().isEmpty()).toList();
        if (heard.isEmpty()) {
            String reasons =
                    some.stream()
                            .flatMap(c -> c.muted().stream())
                            .distinct()
                            .collect(Collectors.joining(", "));
            gap(Gap.Kind.MUTED, "nobody would hear of it: " + reasons);
        }
        return heard;
    }

    /// A check by name looks at one address at a time, and nobody knows which.
    private void missing(List<Cover> counting) {
        if (targets.size() < 2) {
            return;
        }
        List<TlsTarget> missing =
                targets.stream()
                        .filter(t -> counting.stream().noneMatch(c -> isAtPort(c.check(), t)))
                        .toList();
        if (!missing.isEmpty()) {
            String names =
                    missing.stream()
                            .map(TlsTarget::label)
                            .limit(4)
                            .collect(Collectors.joining(", "));
            String more = missing.size() > 4 ? " and " + (missing.size() - 4) + " more" : "";
            gap(
                    Gap.Kind.SOME_ADDRESSES,
                    "not checked at %d of %d addresses: %s%s"
                            .formatted(missing.size(), targets.size(), names, more));
        }
    }

    private void threshold(List<Cover> counting) {
        if (renewed.isEmpty()) {
            return;
        }
        List<Optional<String>> faults = counting.stream().map(this::fault).toList();
        if (faults.stream().allMatch(Optional::isPresent)) {
            gap(Gap.Kind.THRESHOLD, faults.getFirst().orElseThrow());
        }
    }

    private Optional<String> fault(Cover cover) {
        Scope scope = cover.check().scope();
        Optional<Duration> warns = scope.warning().or(scope::critical);
        Duration due = renewed.orElseThrow();
        return warns.flatMap(w -> {
            if (w.compareTo(due) > 0) {
                return Optional.of(
                        "warns with %s left, before the renewal is due with %s left"
                                .formatted(Ages.of(w), Ages.of(due)));
            }
            return w.multipliedBy(FIFTH).compareTo(due) < 0
                    ? Optional.of(
                            "warns only with %s left, though the renewal is due with %s left"
                                    .formatted(Ages.of(w), Ages.of(due)))
                    : Optional.empty();
        });
    }

    private void gap(Gap.Kind kind, String text) {
        gaps.add(new Gap(kind, text));
    }
}
