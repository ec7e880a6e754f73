package dev.watchkeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.tls.TestCertificates;
import dev.watchkeeper.tls.TestCertificates.Issued;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A renewal over a real sshd, begun by the program itself: a certificate that has expired, a host
/// whose renewal waits until it may go on, and the console.
final class DetachedLab implements AutoCloseable {
    static final String WAITING =
            "echo run >> MARKS; echo one; while [ ! -e GO ]; do sleep 0.1; done; echo two";

    private final Path folder;
    private final LabServer proxy;
    private final LabConsole console;
    private final RealSshd host;

    /// @param through another program that ends by becoming sshd; empty for none
    /// @param script of the renewal, with `MARKS`, `FOLDER` and `GO` for their paths
    /// @param extra lines of sshd's configuration
    DetachedLab(Path folder, List<String> through, String script, String... extra)
            throws Exception {
        this.folder = folder;
        Files.createDirectories(home());
        Issued expired =
                TestCertificates.root("Lab Root")
                        .issue(
                                TestCertificates.server("docs.example")
                                        .from(Instant.now().minus(Duration.ofDays(60)))
                                        .until(Instant.now().minus(Duration.ofHours(5))));
        proxy = LabServer.openssl(Files.writeString(folder.resolve("pem"), LabServer.pem(expired)));
        List<String> lines = new ArrayList<>(List.of("SetEnv HOME=" + home()));
        lines.addAll(List.of(extra));
        host = RealSshd.start(through, folder.resolve("sshd"), lines.toArray(String[]::new));
        Files.writeString(
                folder.resolve("known"),
                "[127.0.0.1]:" + host.port() + " " + host.hostKey() + "\n");
        String words =
                script.replace("MARKS", folder.resolve("marks").toString())
                        .replace("FOLDER", folder.toString())
                        .replace("GO", go().toString());
        console =
                new LabConsole(
                        folder, Files.writeString(folder.resolve("fleet.yaml"), fleet(words)));
    }

    LabConsole console() {
        return console;
    }

    private Path home() {
        return folder.resolve("there");
    }

    private Path go() {
        return folder.resolve("go");
    }

    /// Lets the renewal come to its end.
    void letGo() throws IOException {
        Files.writeString(go(), "");
    }

    Process fix() throws Exception {
        return console.start(fixing());
    }

    String[] fixing() {
        return new String[] {"fix", "certificate-expired/docs.example:" + proxy.port(), "--yes"};
    }

    /// Begins it and waits for its first word.
    Process begun() throws Exception {
        Process fix = fix();
        awaitLine(fix, "| one");
        return fix;
    }

    /// One for each time that the renewal's command was begun.
    List<String> marks() throws IOException {
        return Files.readAllLines(folder.resolve("marks"));
    }

    /// The folder of the only run there is.
    Path onlyRun() throws IOException {
        try (var all = Files.list(home().resolve(".local/state/watchkeeper/runs"))) {
            List<Path> runs = all.toList();
            assertThat(runs).hasSize(1);
            return runs.getFirst();
        }
    }

    /// Ends every connection there is, as a firewall or a reboot of the router would.
    void endSessions() throws Exception {
        for (ProcessHandle session : host.process.toHandle().children().toList()) {
            session.destroyForcibly();
            session.onExit().join();
        }
    }

    static void awaitLine(Process process, String part) throws Exception {
        var seen = new StringBuilder();
        int c = process.getInputStream().read();
        while (c >= 0 && !seen.append((char) c).toString().endsWith(part)) {
            c = process.getInputStream().read();
        }
        assertThat(seen.toString()).endsWith(part);
    }

    static String rest(Process process) throws Exception {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private String fleet(String script) {
        return """
        known-hosts: [%1$s/known]
        endpoints:
          - name: docs.example
            port: %2$d
            backends: [here=127.0.0.1]
        hosts:
          - name: box
            address: 127.0.0.1
            port: %3$d
            user: root
            identity: %5$s
        renewals:
          - name: docs
            host: box
            command: [sh, -c, '%4$s']
            renews: ['docs.example:%2$d']
        """
                .formatted(folder, proxy.port(), host.port(), script, host.userKey());
    }

    @Override
    public void close() throws IOException {
        letGo();
        proxy.close();
        host.close();
    }
}
