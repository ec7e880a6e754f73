package dev.watchkeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.lab.LabConsole.Said;
import dev.watchkeeper.tls.TestCertificates;
import dev.watchkeeper.tls.TestCertificates.Issued;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/// A renewal over a real sshd, begun by the program itself, which is then killed.
@Tag("lab")
@Timeout(180)
final class DetachedLabTest {
    @TempDir private Path folder;
    private RealSshd host;
    private LabServer proxy;
    private LabConsole console;
    private Path go;

    @BeforeEach
    void start() throws Exception {
        Path home = Files.createDirectories(folder.resolve("there"));
        host = RealSshd.start(folder.resolve("sshd"), "SetEnv HOME=" + home);
        Issued expired =
                TestCertificates.root("Lab Root")
                        .issue(
                                TestCertificates.server("docs.example")
                                        .from(Instant.now().minus(Duration.ofDays(60)))
                                        .until(Instant.now().minus(Duration.ofHours(5))));
        Path pem = Files.writeString(folder.resolve("pem"), LabServer.pem(expired));
        proxy = LabServer.openssl(pem);
        go = folder.resolve("go");
        Files.writeString(
                folder.resolve("known"),
                "[127.0.0.1]:" + host.port() + " " + host.hostKey() + "\n");
        console = new LabConsole(folder, Files.writeString(folder.resolve("fleet.yaml"), fleet()));
    }

    @AfterEach
    void stop() throws Exception {
        Files.writeString(go, "");
        proxy.close();
        host.close();
    }

    // faults 41 and 58
    @Test
    void theRenewalGoesOnWhenLineAndConsoleAreKilledAndANewConsoleShowsAllOfIt() throws Exception {
        Process killed = fix();
        awaitLine(killed, "| one");
        killed.destroyForcibly().waitFor();
        endSessions();

        Said running = console.run("runs", "box");
        assertThat(running.text()).contains("“docs”").contains(": runs, pid ");
        Files.writeString(go, "");
        Said attached = console.run("attach", "box");

        assertThat(attached.text())
                .contains("one\ntwo\n")
                .containsPattern("The run r[0-9a-f]{12} on box ended with status 0\\.");
        assertThat(attached.status()).isZero();
        assertThat(marks()).containsExactly("run");
        assertThat(console.run("audit", "verify").text()).contains("intact: 2 entries");
    }

    // fault 57
    @Test
    void twoConsolesAtOnceBeginOneRunAndBothShowItToItsEnd() throws Exception {
        Process first = fix();
        Process second = fix();
        awaitLine(first, "| one");
        awaitLine(second, "| one");
        Files.writeString(go, "");
        String said = rest(first) + rest(second);

        assertThat(Pattern.compile("\\| two").matcher(said).results()).hasSize(2);
        assertThat(Pattern.compile("was already running on box as run r").matcher(said).results())
                .hasSize(1);
        // It renews nothing, and so it is not said to be fixed.
        assertThat(Pattern.compile("Not fixed: ").matcher(said).results()).hasSize(2);
        assertThat(marks()).containsExactly("run");
    }

    @Test
    void aRunIsEndedOnItsHostByHand() throws Exception {
        Process first = fix();
        awaitLine(first, "| one");

        Said ended = console.run("attach", "box", "--end");

        assertThat(ended.text()).contains("was ended on the host, as asked.");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(rest(first)).contains("“docs” was ended on the host, as asked.");
    }

    private Process fix() throws Exception {
        return console.start("fix", "certificate-expired/docs.example:" + proxy.port(), "--yes");
    }

    private String fleet() {
        String script =
                "echo run >> %s; echo one; while [ ! -e %s ]; do sleep 0.1; done; echo two"
                        .formatted(folder.resolve("marks"), go);
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
            identity: %1$s/sshd/user
        renewals:
          - name: docs
            host: box
            command: [sh, -c, '%4$s']
            renews: ['docs.example:%2$d']
        """
                .formatted(folder, proxy.port(), host.port(), script);
    }

    private List<String> marks() throws IOException {
        return Files.readAllLines(folder.resolve("marks"));
    }

    /// Ends every connection there is, as a firewall or a reboot of the router would.
    private void endSessions() throws Exception {
        for (ProcessHandle session : host.process.toHandle().children().toList()) {
            session.destroyForcibly();
            session.onExit().join();
        }
    }

    private static void awaitLine(Process process, String part) throws Exception {
        var seen = new StringBuilder();
        int c = process.getInputStream().read();
        while (c >= 0 && !seen.append((char) c).toString().endsWith(part)) {
            c = process.getInputStream().read();
        }
        assertThat(seen.toString()).endsWith(part);
    }

    private static String rest(Process process) throws Exception {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
