package dev.watchkeeper.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.watchkeeper.tls.TestCertificates;
import dev.watchkeeper.tls.TestCertificates.Issued;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.Base64;

/// What lies on a host to be stumbled over. Faults 46 to 48.
@EnabledOnOs(value = OS.LINUX, disabledReason = "the script reads /proc")
final class HostileFilesTest {
    private static final Issued ROOT = TestCertificates.root("r");
    private static final Issued DOCS = ROOT.issue(TestCertificates.server("docs.example.org"));

    @TempDir private Path folder;

    @Test
    void noByteOfAPrivateKeyLeavesTheHostWhereverItLies() throws Exception {
        try (var host = host()) {
            PrivateKey rsa = TestCertificates.rsa(2048).getPrivate();
            String key = RenewalHost.pem(rsa) + RenewalHost.pem(DOCS.key());
            String certificate = RenewalHost.pem(DOCS);
            String cut = certificate.substring(0, certificate.indexOf("-----END"));
            host.write("c/first.pem", key + certificate);
            host.write("c/last.pem", certificate + key);
            host.write("c/cut.pem", cut + key);
            host.write("c/named.pem", RenewalHost.pem("CERTIFICATE", rsa.getEncoded()));
            host.write("c/named-ec.pem", RenewalHost.pem("CERTIFICATE", DOCS.key().getEncoded()));
            host.write("c/crlf.pem", (key + certificate).replace("\n", "\r\n"));
            host.write("c/key.pem", key);
            host.write(".lego/certificates/docs.json", "{\"key\": \"x\"}");
            host.write(".lego/certificates/docs.crt", key + certificate);
            host.write(".lego/certificates/docs.key", key);
            host.write("haproxy.cfg", "frontend f\n bind :443 ssl crt " + folder + "/c\n");
            host.serve("haproxy", "-f", folder + "/haproxy.cfg");

            RenewalAutomation a = host.ask();

            assertThat(a.certificate(folder + "/c/first.pem").orElseThrow().leaf()).isPresent();
            assertThat(a.certificate(folder + "/c/last.pem").orElseThrow().leaf()).isPresent();
            assertThat(a.certificate(folder + "/c/crlf.pem").orElseThrow().leaf()).isPresent();
            assertThat(a.certificate(folder + "/c/key.pem").orElseThrow().chain()).isEmpty();
            assertThat(host.said()).contains("c/named.pem");
            absent(host.said(), rsa);
            absent(host.said(), DOCS.key());
            absent(a.toString(), rsa);
            absent(a.toString(), DOCS.key());
        }
    }

    /// Any twelve characters of it would be a leak, apart from the algorithm at its beginning.
    private static void absent(String text, PrivateKey key) {
        String encoded = Base64.getEncoder().encodeToString(key.getEncoded());
        for (int i = 40; i + 12 <= encoded.length(); i += 4) {
            assertThat(text).doesNotContain(encoded.substring(i, i + 12));
        }
    }

    @Test
    void controlCharactersAndInvalidUtf8AreShownAndForgeNoRow() throws Exception {
        try (var host = host()) {
            Path log = host.write("renew.log", "");
            String forged = "n0n5en5e held x y 1 1 S w c";
            Files.writeString(
                    log,
                    String.join("\n", "2026-11-28 03:00:00 \u001b[2J\u202e failed", forged, ""));
            Files.write(
                    log,
                    new byte[] {(byte) 0xc3, (byte) 0x28, 'f', 'a', 'i', 'l', 'e', 'd', '\n'},
                    java.nio.file.StandardOpenOption.APPEND);
            host.log(log, "done", "failed");
            host.write("a\nn0n5en5e client certbot\u001f\n/x.conf", "server {}");
            host.write("nginx.conf", "http { include " + folder + "/*/x.conf; }");
            host.serve("nginx", "-c", folder + "/nginx.conf");

            RenewalAutomation a = host.ask();

            RenewalClient own = own(a);
            assertThat(own.activity().isFailing()).isTrue();
            assertThat(own.activity().lastFailure().orElseThrow().lines())
                    .containsExactly(
                            "2026-11-28 03:00:00 \\u{1b}[2J\\u{202e} failed", "\ufffd(failed");
            assertThat(own.lock()).isInstanceOf(RenewalLock.None.class);
        }
    }

    @Test
    void fifosLinksInACircleAndFoldersAreNotRead() throws Exception {
        try (var host = host()) {
            fifo("log");
            fifo("site.conf");
            fifo("fifo.pem");
            Files.createSymbolicLink(folder.resolve("circle.pem"), folder.resolve("circle2.pem"));
            Files.createSymbolicLink(folder.resolve("circle2.pem"), folder.resolve("circle.pem"));
            host.log(folder.resolve("log"), "done", "failed");
            host.write(
                    "nginx.conf",
                    """
                    http { include site.conf;
                    server { listen 443 ssl; ssl_certificate fifo.pem; ssl_certificate circle.pem;
                    ssl_certificate bin; ssl_certificate none.pem; } }
                    """);
            host.serve("nginx", "-c", folder + "/nginx.conf");

            RenewalAutomation a = host.ask();

            assertThat(a.complete()).isTrue();
            assertThat(a.notes()).isEmpty();
            assertThat(a.unread())
                    .containsEntry(folder + "/log", "it is no regular file, or too large")
                    .containsEntry(folder + "/site.conf", "it is no regular file, or too large")
                    .containsEntry(folder + "/fifo.pem", "it is no regular file, or too large")
                    .containsEntry(folder + "/bin", "it is no regular file, or too large")
                    .containsKey(folder + "/circle.pem")
                    .containsEntry(folder + "/none.pem", "it is not there");
        }
    }

    @Test
    void tenThousandIncludesAreCutAndSaid() throws Exception {
        try (var host = host()) {
            Files.createDirectory(folder.resolve("many"));
            for (int i = 0; i < 10_000; i++) {
                Files.writeString(folder.resolve("many/" + i + ".conf"), "server {}\n");
            }
            host.write("nginx.conf", "http { include many/*.conf; }");
            host.serve("nginx", "-c", folder + "/nginx.conf");

            RenewalAutomation a = host.ask();

            assertThat(a.complete()).isTrue();
            assertThat(a.notes()).anyMatch(n -> n.contains("more than 500 files"));
            assertThat(host.said().length()).isLessThan(2_000_000);
        }
    }

    @Test
    void aHugeLogOfOneLineIsCut() throws Exception {
        try (var host = host()) {
            Path log = host.write("renew.log", "x".repeat(30_000_000));
            host.log(log, "done", "failed");
            RenewalAutomation a = host.ask();
            assertThat(a.complete()).isTrue();
            assertThat(host.said().length()).isLessThan(1_000_000);
            assertThat(own(a).activity().isFailing()).isFalse();
        }
    }

    @Test
    void garbageWithTheRightNonceIsNeverAnException() {
        String rows =
                """
                begin 1
                host x|y|z|q|/
                st
                st a|1|close
                into
                held
                crt
                pem !!
                pem MIIB
                end-pem
                client certbot
                client dehydrated|
                client dehydrated|x
                left x|y|999999999999999
                config
                file
                l x
                client lego|a
                file lego|1|1|a/b
                client acme.sh|a
                file acme.sh|1|1|a/b
                lineage x|
                master a|1|9
                """;
        assertThatNoException()
                .isThrownBy(() ->
                        Answers.read(rows.replace('|', '\u001f').replaceAll("(?m)^", "n0n5en5e ")));
    }

    private void fifo(String name) throws Exception {
        assertThat(new ProcessBuilder("mkfifo", folder.resolve(name).toString()).start().waitFor())
                .isZero();
    }

    private static RenewalClient own(RenewalAutomation a) {
        return a.clients().stream()
                .filter(RenewalClient.OwnCommand.class::isInstance)
                .findFirst()
                .orElseThrow();
    }

    private RenewalHost host() throws Exception {
        return new RenewalHost(folder, "sh");
    }
}
