package dev.watchkeeper.host;

import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.inventory.SupervisionKind;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The rules of a sudoers file that a supervision on a host needs: to read its state, to send it
/// commands, to check its configuration and to restart it. Files are those of the packages of
/// Debian and of Red Hat.
final class SudoersOfSupervision {
    private static final List<String> FOLDERS = List.of("/usr/bin/", "/bin/");
    private static final List<String> ROOT_FOLDERS =
            List.of("/usr/bin/", "/bin/", "/usr/sbin/", "/sbin/");

    private SudoersOfSupervision() {}

    static Stream<String> of(Supervision supervision) {
        Stream<String> own =
                switch (supervision.kind()) {
                    case NAGIOS -> nagios(supervision.config());
                    case ICINGA -> icinga();
                    case PROMETHEUS -> Stream.<String>of();
                };
        return Stream.concat(own, restarts(supervision));
    }

    private static Stream<String> nagios(String config) {
        Stream<String> reads =
                Stream.of(
                                "/var/lib/nagios4/status.dat",
                                "/var/lib/nagios4/objects.cache",
                                "/var/log/nagios/status.dat",
                                "/var/spool/nagios/status.dat",
                                "/var/spool/nagios/objects.cache")
                        .flatMap(f -> FOLDERS.stream().map(b -> b + "cat " + f));
        Stream<String> commands =
                Stream.of("/var/lib/nagios4/rw/nagios.cmd", "/var/spool/nagios/cmd/nagios.cmd")
                        .flatMap(f -> FOLDERS.stream().map(b -> b + "timeout -k 1 3 tee " + f));
        Stream<String> verifier =
                Stream.of("/usr/sbin/nagios4", "/usr/sbin/nagios")
                        .map(b -> b + " -v " + Sudoers.word(config));
        return Stream.of(reads, commands, verifier).flatMap(s -> s);
    }

    /// With no other words: a configuration of somebody else's would be run as root.
    private static Stream<String> icinga() {
        return Stream.of(
                        "/usr/lib/x86_64-linux-gnu/icinga2",
                        "/usr/lib/aarch64-linux-gnu/icinga2",
                        "/usr/lib64/icinga2")
                .map(f -> f + "/sbin/icinga2 daemon -C");
    }

    private static Stream<String> restarts(Supervision supervision) {
        List<String> own = supervision.restart();
        if (!own.isEmpty()) {
            String words = own.stream().map(Sudoers::word).collect(Collectors.joining(" "));
            return own.getFirst().startsWith("/")
                    ? Stream.of(words)
                    : ROOT_FOLDERS.stream().map(f -> f + words);
        }
        return names(supervision.kind()).stream()
                .flatMap(n ->
                        ROOT_FOLDERS.stream()
                                .flatMap(f ->
                                        Stream.of(
                                                f + "systemctl restart " + n,
                                                f + "service " + n + " restart")));
    }

    private static List<String> names(SupervisionKind kind) {
        return switch (kind) {
            case NAGIOS -> List.of("nagios4", "nagios", "nagios3");
            case ICINGA -> List.of("icinga2");
            case PROMETHEUS -> List.of("prometheus");
        };
    }
}
