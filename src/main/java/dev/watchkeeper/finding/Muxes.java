package dev.watchkeeper.finding;

import dev.watchkeeper.host.RemoteProcess;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// ssh's connection masters that Ansible leaves behind: `ssh: ~/.ansible/cp/HASH [mux]`, children
/// of pid 1, shared by all runs of a user.
final class Muxes {
    private Muxes() {}

    /// The processes and, when runs of Ansible are among them, the masters of the same users.
    static List<RemoteProcess> with(List<RemoteProcess> members, ProcessTree tree) {
        Set<String> users =
                members.stream()
                        .filter(p -> p.command().startsWith("ansible"))
                        .map(RemoteProcess::user)
                        .collect(Collectors.toSet());
        if (users.isEmpty()) {
            return members;
        }
        var all = new ArrayList<RemoteProcess>(members);
        tree.orphans().stream()
                .filter(p -> users.contains(p.user()) && isMux(p) && !members.contains(p))
                .forEach(all::add);
        return all;
    }

    private static boolean isMux(RemoteProcess p) {
        String line = p.arguments().orElse("").strip();
        return p.command().startsWith("ssh")
                && line.startsWith("ssh: ")
                && line.contains("/.ansible/cp/")
                && line.endsWith("[mux]");
    }
}
