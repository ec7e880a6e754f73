package dev.watchkeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/// Debian's icinga2 on a loopback port, with folders of its own.
final class LabIcinga implements AutoCloseable {
    private static final String PLUGINS = "/usr/lib/nagios/plugins";

    private final Path folder;
    private final LabServer server;

    /// @param objects further objects of its configuration
    LabIcinga(Path folder, String objects) throws Exception {
        this.folder = folder;
        for (String name :
                List.of("conf.d", "data/certs", "run/icinga2", "cache/icinga2", "spool/icinga2")) {
            Files.createDirectories(folder.resolve(name));
        }
        certificate();
        Files.writeString(folder.resolve("secret"), "lab-secret\n");
        Files.setPosixFilePermissions(
                folder.resolve("secret"), PosixFilePermissions.fromString("rw-------"));
        int port = LabServer.freePort();
        Files.writeString(folder.resolve("icinga2.conf"), base(port) + objects);
        server = LabServer.start(command(), "127.0.0.1", port);
    }

    private static String base(int port) {
        return """
        include <itl>
        include <plugins>
        include <plugins-contrib>
        include_recursive "conf.d"
        object Endpoint "lab" { }
        object Zone "lab" { endpoints = [ "lab" ] }
        object ApiListener "api" {
          bind_host = "127.0.0.1"
          bind_port = %d
        }
        object ApiUser "watchkeeper" {
          password = "lab-secret"
          permissions = [ "*" ]
        }
        object CheckerComponent "checker" { }
        object NotificationComponent "notification" { }
        """
                .formatted(port);
    }

    private void certificate() throws Exception {
        Path certs = folder.resolve("data/certs");
        new ProcessBuilder(
                        ("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
                             + " -days 10 -subj /CN=lab -addext subjectAltName=IP:127.0.0.1 -keyout"
                             + " lab.key -out lab.crt")
                                .split(" ", -1))
                .directory(certs.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        Files.copy(certs.resolve("lab.crt"), certs.resolve("ca.crt"));
    }

    private List<String> command() {
        return Stream.concat(
                        Stream.of(
                                "icinga2",
                                "daemon",
                                "-x",
                                "critical",
                                "-c",
                                folder + "/icinga2.conf"),
                        Stream.of(
                                        "NodeName=lab",
                                        "DataDir=" + folder + "/data",
                                        "LogDir=" + folder + "/log",
                                        "InitRunDir=" + folder + "/run",
                                        "CacheDir=" + folder + "/cache",
                                        "SpoolDir=" + folder + "/spool",
                                        "ConfigDir=" + folder,
                                        "RunAsUser=root",
                                        "RunAsGroup=root",
                                        "PluginDir=" + PLUGINS,
                                        "PluginContribDir=" + PLUGINS,
                                        "ManubulonPluginDir=" + PLUGINS)
                                .flatMap(d -> Stream.of("-D", d)))
                .toList();
    }

    String url() {
        return "https://127.0.0.1:" + server.port();
    }

    /// Has everything checked at once, and not at some time within its interval.
    void checkAll() throws Exception {
        int status =
                new ProcessBuilder(
                                "curl",
                                "-sSf",
                                "--cacert",
                                authority().toString(),
                                "-u",
                                "watchkeeper:lab-secret",
                                "-H",
                                "Accept: application/json",
                                "-d",
                                "{\"type\": \"Service\", \"filter\": \"true\", \"force\": true}",
                                url() + "/v1/actions/reschedule-check")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
        assertThat(status).isZero();
    }

    Path authority() {
        return folder.resolve("data/certs/ca.crt");
    }

    Path secret() {
        return folder.resolve("secret");
    }

    @Override
    public void close() {
        server.process().descendants().forEach(ProcessHandle::destroyForcibly);
        server.process().destroyForcibly();
        server.close();
    }
}
