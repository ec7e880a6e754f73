package dev.watchkeeper.lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs a program of the tests in a network, a process table and a table of mounts of its own: what
/// it does to them touches nothing of the machine's, what it leaves behind can be counted, and
/// nothing survives its end.
final class OwnNamespaces {
    /// An address to which every packet is swallowed without an answer.
    static final String NOWHERE = "10.77.0.2";

    private static final String SETUP =
            """
            set -e
            ip link set lo up
            ip link add sink0 type veth peer name sink1
            ip address add 10.77.0.1/24 dev sink0
            ip link set sink0 up
            ip link set sink1 up
            ip neighbour add %s lladdr 02:00:00:00:00:02 dev sink0 nud permanent
            "$@"
            exit $?
            """
                    .formatted(NOWHERE);

    private OwnNamespaces() {}

    /// Runs a class's `main` to its end.
    ///
    /// @throws IllegalStateException with what it said if it fails or takes longer
    static void run(Class<?> program, long seconds, Path log, String... words) throws Exception {
        List<String> command = new ArrayList<>();
        command.addAll(List.of("unshare", "--net", "--pid", "--fork", "--mount-proc"));
        command.addAll(List.of("--kill-child", "sh", "-c", SETUP, "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx512m", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-cp", classPath(), program.getName()));
        command.addAll(List.of(words));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(java.nio.file.Files.readString(log));
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private static String classPath() {
        return System.getProperty(
                "surefire.test.class.path", System.getProperty("java.class.path", ""));
    }
}
