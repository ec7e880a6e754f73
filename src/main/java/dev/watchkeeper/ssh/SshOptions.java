package dev.watchkeeper.ssh;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Options of one host as ssh_config(5) collects them: the first value of each counts, except for
/// `IdentityFile`, which adds up.
final class SshOptions {
    private final Path home;
    private final Map<String, String> values = new HashMap<>();
    private final List<String> identities = new ArrayList<>();

    SshOptions(Path home) {
        this.home = home;
    }

    void add(String keyword, String value) {
        String name = keyword.toLowerCase(Locale.ROOT);
        if (name.equals("identityfile")) {
            identities.add(value);
        } else {
            values.putIfAbsent(name, value);
        }
    }

    SshConfigEntry entryOf(String alias) {
        return new SshConfigEntry(
                value("hostname").map(h -> h.replace("%h", alias)).orElse(alias),
                value("user"),
                port(),
                identities.stream().filter(f -> !isNone(f)).flatMap(f -> path(f).stream()).toList(),
                value("identitiesonly").filter("yes"::equalsIgnoreCase).isPresent(),
                value("identityagent").map(this::agent),
                value("proxyjump").filter(jump -> !isNone(jump)),
                value("hostkeyalias"),
                knownHosts(),
                proxyCommandFault());
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    private OptionalInt port() {
        return value("port")
                .filter(p -> p.matches("\\d{1,5}"))
                .map(p -> OptionalInt.of(Integer.parseInt(p)))
                .orElse(OptionalInt.empty());
    }

    private String agent(String value) {
        return isNone(value) || value.startsWith("$") || value.equals("SSH_AUTH_SOCK")
                ? value
                : path(value).map(Path::toString).orElse("none");
    }

    private List<Path> knownHosts() {
        return java.util.stream.Stream.of("userknownhostsfile", "globalknownhostsfile")
                .flatMap(name -> value(name).stream())
                .flatMap(files -> Arrays.stream(files.split(" +", -1)))
                .filter(file -> !isNone(file))
                .flatMap(file -> path(file).stream())
                .toList();
    }

    private Optional<String> proxyCommandFault() {
        return value("proxycommand")
                .filter(command -> !isNone(command))
                .map(c -> "the ssh configuration has a ProxyCommand, which is not supported");
    }

    /// Expands what a path may hold. Other tokens than the home folder are not supported: such a
    /// path is left out.
    private Optional<Path> path(String text) {
        String plain = text.replace("\"", "");
        String full = plain.startsWith("~/") ? home + plain.substring(1) : plain;
        full = full.replace("%d", home.toString());
        return full.isEmpty() || full.indexOf('%') >= 0 || full.indexOf('\0') >= 0
                ? Optional.empty()
                : Optional.of(home.resolve(full));
    }

    private static boolean isNone(String value) {
        return value.equalsIgnoreCase("none");
    }
}
