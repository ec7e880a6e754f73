package dev.watchkeeper.finding;

import dev.watchkeeper.finding.PreventionRule.Hint;
import dev.watchkeeper.host.Mount;
import dev.watchkeeper.host.Timetable;

import java.util.List;
import java.util.OptionalLong;

/// The kernel's own limit for requests to FUSE servers, where a FUSE mount is silent
/// (Documentation/admin-guide/sysctl/fs.rst, `max_request_timeout`). A kernel without it is offered
/// nothing.
record FuseHints(Probe probe) {
    List<Hint> all() {
        OptionalLong limit =
                probe.snapshot().timetable().map(Timetable::fuseLimit).orElse(OptionalLong.empty());
        List<String> hung =
                MountRules.silent(probe).values().stream()
                        .flatMap(List::stream)
                        .filter(m -> m.type().startsWith("fuse"))
                        .map(Mount::mountPoint)
                        .distinct()
                        .toList();
        return hung.isEmpty() || limit.isEmpty() || limit.getAsLong() != 0
                ? List.of()
                : List.of(hint(hung));
    }

    private static Hint hint(List<String> hung) {
        return new Hint(
                "no limit for FUSE requests",
                "/etc/sysctl.d/60-fuse-timeout.conf",
                "fs.fuse.max_request_timeout = 0, and "
                        + Served.shown(Texts.list(hung))
                        + " waits without end\nmake this file, then: sysctl --system\n"
                        + "fs.fuse.max_request_timeout = 600\n"
                        + "seconds; it holds for file systems that are mounted from then on, and"
                        + " ends the connection of a server that takes longer");
    }
}
