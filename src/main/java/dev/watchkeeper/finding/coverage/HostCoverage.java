package dev.watchkeeper.finding.coverage;

import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.supervision.Scope.What;

import java.util.List;
import java.util.stream.Collectors;

/// How one host is covered.
final class HostCoverage {
    private HostCoverage() {}

    /// @param isShared whether other hosts have its address, so that it tells none of them
    static CoverageRow row(Host host, boolean isShared, CheckIndex checks) {
        List<String> names =
                isShared ? List.of(host.name()) : List.of(host.name(), host.ssh().address());
        List<Cover> covers = checks.of(names);
        return new CoverageRow(new Subject.OfHost(host), covers, gaps(covers));
    }

    private static List<Gap> gaps(List<Cover> covers) {
        if (covers.isEmpty()) {
            return List.of(new Gap(Gap.Kind.NO_CHECK, "not checked at all"));
        }
        List<Cover> inside =
                covers.stream().filter(c -> c.check().scope().what() == What.INSIDE).toList();
        List<Cover> counting = inside.isEmpty() ? covers : inside;
        if (counting.stream().allMatch(c -> c.muted().isPresent())) {
            String reasons =
                    counting.stream()
                            .flatMap(c -> c.muted().stream())
                            .distinct()
                            .collect(Collectors.joining(", "));
            return List.of(new Gap(Gap.Kind.MUTED, "nobody would hear of it: " + reasons));
        }
        return inside.isEmpty()
                ? List.of(
                        new Gap(
                                Gap.Kind.NOTHING_INSIDE,
                                "only whether it answers is checked: one that hangs inside does"))
                : List.of();
    }
}
