package dev.watchkeeper.automation;

import dev.watchkeeper.automation.Run.Kind;
import dev.watchkeeper.host.RemoteProcess;

import java.util.List;
import java.util.Optional;

/// What a process is, by its name and arguments. `comm` is cut to 15 bytes (proc(5)).
final class Programs {
    private Programs() {}

    /// `ansible-playbook`, `ansible`, `ansible-pull`, and their workers.
    static boolean isAnsible(RemoteProcess p) {
        return p.command().startsWith("ansible") || isScript(p, "ansible");
    }

    /// Python shows the script as its second word where the process has not renamed itself.
    private static boolean isScript(RemoteProcess p, String prefix) {
        if (!p.command().startsWith("python")) {
            return false;
        }
        List<String> words = words(p);
        return words.size() > 1 && base(words.get(1)).startsWith(prefix);
    }

    static boolean isSshClient(RemoteProcess p) {
        return p.command().equals("ssh") && !line(p).startsWith("ssh: ");
    }

    /// What starts an ssh as its transport.
    static boolean usesSsh(RemoteProcess p) {
        return switch (p.command()) {
            case "rsync", "scp", "sftp", "git" -> true;
            default -> p.command().startsWith("git-") || p.command().startsWith("git ");
        };
    }

    static Kind kind(RemoteProcess leader) {
        if (isAnsible(leader)) {
            return Kind.ANSIBLE;
        }
        return switch (leader.command()) {
            case "rsync" -> Kind.RSYNC;
            case "scp", "sftp" -> Kind.SCP;
            case "ssh" -> Kind.SSH;
            default -> Kind.GIT;
        };
    }

    /// The playbook's file name, or the program's.
    static String name(RemoteProcess leader, Kind kind) {
        if (kind != Kind.ANSIBLE) {
            return leader.command();
        }
        return words(leader).stream()
                .filter(w -> w.endsWith(".yml") || w.endsWith(".yaml"))
                .filter(w -> !w.startsWith("-") && !w.startsWith("@") && !w.contains("="))
                .reduce((_, last) -> last)
                .map(Programs::base)
                .orElse("ansible");
    }

    /// The socket of a connection master, which calls itself `ssh: PATH [mux]`.
    static Optional<String> masterPath(RemoteProcess p) {
        String line = line(p);
        return p.command().startsWith("ssh") && line.startsWith("ssh: ") && line.endsWith(" [mux]")
                ? Optional.of(line.substring(5, line.length() - 6).strip())
                : Optional.empty();
    }

    private static String line(RemoteProcess p) {
        return p.arguments().orElse("").strip();
    }

    private static List<String> words(RemoteProcess p) {
        return List.of(line(p).split("\\s+"));
    }

    private static String base(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
