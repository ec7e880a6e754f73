package dev.watchkeeper.demo;

import java.util.List;
import java.util.Optional;

/// A process as a remedy's script names it: what it must still be right before a signal.
///
/// @param name `=TEXT`, `^TEXT` or `-`
/// @param arguments likewise, blanks collapsed
record Target(long pid, long startTicks, String user, String name, String arguments) {
    static final int WORDS = 5;

    static Target of(List<String> words) {
        return new Target(
                Long.parseLong(words.get(0)),
                Long.parseLong(words.get(1)),
                words.get(2),
                words.get(3),
                words.get(4));
    }

    /// Why it must not be touched, in one word; empty when it may be. `gone` when it does not run.
    Optional<String> objection(SimulatedHost host, String login, boolean mayUseSudo) {
        if (pid <= 1) {
            return Optional.of("init");
        }
        return host.process(pid)
                .map(p -> objection(host, p, login, mayUseSudo))
                .orElse(Optional.of("gone"));
    }

    private Optional<String> objection(
            SimulatedHost host, SimulatedProcess p, String login, boolean mayUseSudo) {
        if (host.startTicks(p) != startTicks) {
            return Optional.of("start");
        } else if (p.state() == 'I') {
            return Optional.of("kernel");
        } else if (p.command().equals("sshd") && p.parent() <= 1) {
            return Optional.of("sshd");
        } else if (!fits(p.command(), name)) {
            return Optional.of("name");
        } else if (!p.user().equals(user)) {
            return Optional.of("user");
        } else if (!fits(collapsed(p.arguments()), arguments)) {
            return Optional.of("arguments");
        }
        return mayUseSudo || p.user().equals(login) ? Optional.empty() : Optional.of("permission");
    }

    private static String collapsed(List<String> arguments) {
        return String.join(" ", String.join(" ", arguments).strip().split("\\s+"));
    }

    private static boolean fits(String text, String pattern) {
        return switch (pattern.charAt(0)) {
            case '=' -> text.equals(pattern.substring(1));
            case '^' -> text.startsWith(pattern.substring(1));
            default -> true;
        };
    }
}
