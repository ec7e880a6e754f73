package dev.watchkeeper.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

final class DemoTest {
    private static Demo demo;
    private static BoxClient client;

    @BeforeAll
    static void start() throws Exception {
        demo = Demo.start(InstantSource.system());
        client = new BoxClient(demo);
    }

    @AfterAll
    static void stop() throws Exception {
        demo.close();
    }

    @Test
    void bothProxiesPresentADocumentationCertificateThatExpiredFiveHoursAgo() throws Exception {
        for (String proxy : List.of("proxy1", "proxy2")) {
            var leaf = client.leaf(Certificates.DOCS, proxy);
            var age =
                    Duration.between(
                            leaf.getNotAfter().toInstant(), InstantSource.system().instant());
            assertThat(age).isBetween(Duration.ofHours(5), Duration.ofHours(5).plusMinutes(5));
        }
    }

    @Test
    void eachNameHasACertificateOfItsOwn() throws Exception {
        for (String name : List.of(Certificates.BUILDS, Certificates.REVIEW)) {
            assertThat(client.leaf(name, "proxy2").getSubjectX500Principal().getName())
                    .isEqualTo("CN=" + name);
        }
    }

    @Test
    void whatIsNotKnownIsNotRun(@TempDir Path folder) throws Exception {
        Path trace = folder.resolve("trace");

        var answer = client.run("builder7", "touch " + trace, "");
        var script = client.run("builder7", "sh -s", "touch " + trace + "\n");
        var wrapped =
                client.run(
                        "builder7",
                        "exec sh -c 'eval \"$(head -c 200)\"'",
                        "touch " + trace + "\n");

        assertThat(List.of(answer, script, wrapped))
                .allSatisfy(a -> assertThat(a.exitStatus()).isEqualTo(Program.NOT_FOUND))
                .allSatisfy(a -> assertThat(a.err()).isEqualTo("demo: not simulated\n"));
        assertThat(trace).doesNotExist();
    }

    @Test
    void aProbeIsAnsweredInItsWireFormat() throws Exception {
        var answer = client.run("ant-queen", "sh -s", "nonce=0123456789ab\n");

        assertThat(answer.exitStatus()).isZero();
        assertThat(answer.out()).startsWith("0123456789ab begin 1\n").contains(" p 1 0 ");
        assertThat(answer.out().lines().filter(l -> l.contains(" ansible-playboo"))).hasSize(22);
    }

    @Test
    void onlyTheKeyOfTheBoxOpensItsHosts() throws Exception {
        try (var other = Demo.start(InstantSource.system())) {
            Files.copy(
                    other.identity(),
                    demo.stateFolder().resolve("strange"),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            assertThat(Files.readString(other.identity()))
                    .isNotEqualTo(Files.readString(demo.identity()));
            assertThat(other.fleet().hosts()).doesNotContainAnyElementsOf(demo.fleet().hosts());
            var answer = new BoxClient(other).run("builder7", "true", "");
            assertThat(answer.exitStatus()).isEqualTo(Program.NOT_FOUND);
        }
    }

    @Test
    void writesItsFilesForOtherProcessesReadableByTheOwnerOnly(@TempDir Path folder)
            throws Exception {
        Path given = folder.resolve("given");

        demo.writeTo(given);

        try (var files = Files.list(given)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder("fleet.yaml", "known_hosts", "ca.pem", "id_ed25519");
        }
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(given.resolve("id_ed25519"))))
                .isEqualTo("rw-------");
        assertThat(Files.readString(given.resolve("fleet.yaml"))).doesNotContain("${");
    }

    @Test
    void closingLeavesNoThreadNoSocketAndNoFile() throws Exception {
        Set<Thread> before = threads();
        Path folder;
        int port;
        try (var box = Demo.start(InstantSource.system())) {
            folder = box.folder();
            port = box.fleet().hosts().getFirst().ssh().port().getAsInt();
            assertThat(new BoxClient(box).run("builder1", "true", "").exitStatus()).isEqualTo(127);
            new BoxClient(box).leaf(Certificates.DOCS, "proxy1");
        }

        assertThat(folder).doesNotExist();
        org.assertj.core.api.Assertions.assertThatThrownBy(() ->
                        new java.net.Socket(java.net.InetAddress.getLoopbackAddress(), port)
                                .close())
                .isInstanceOf(java.net.ConnectException.class);
        for (Thread thread : threads()) {
            if (!before.contains(thread)) {
                thread.join(Duration.ofMinutes(1));
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> !t.isDaemon() || t.getName().contains("sshd"))
                .collect(Collectors.toSet());
    }
}
