package dev.watchkeeper.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.watchkeeper.inventory.WebAccess;
import dev.watchkeeper.tls.TestCertificates;
import dev.watchkeeper.tls.TestCertificates.Issued;
import dev.watchkeeper.tls.TestServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.SSLException;

/// Whom a webhook over TLS is told to.
final class TrustTest {
    private static final Issued ROOT = TestCertificates.root("Hook Root");

    @TempDir private Path folder;

    private static void answer(Socket client) throws Exception {
        byte[] read = client.getInputStream().readNBytes(5);
        assertThat(new String(read, UTF_8)).isEqualTo("POST ");
        client.getOutputStream()
                .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(UTF_8));
        client.getOutputStream().flush();
    }

    private void post(Issued leaf, Trust trust, Optional<Path> ca) throws Exception {
        try (var server = TestServer.talking(leaf, TrustTest::answer)) {
            URI url = URI.create("https://127.0.0.1:" + server.port() + "/hook");
            new WebSending(new WebAccess(url, Optional.empty(), Optional.empty(), ca), trust)
                    .post("", "{}", Optional.empty());
        }
    }

    @Test
    void aServerIsTrustedByTheFleetsAnchorsOrByItsOwnFileAndByNothingElse() throws Exception {
        Issued leaf = ROOT.issue(TestCertificates.server("127.0.0.1"));
        String pem =
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder().encodeToString(ROOT.der())
                        + "\n-----END CERTIFICATE-----\n";
        Path ca = Files.writeString(folder.resolve("ca.pem"), pem);
        var none = new Trust(List::of);

        post(leaf, new Trust(() -> List.of(ROOT.certificate())), Optional.empty());
        post(leaf, none, Optional.of(ca));
        assertThatThrownBy(() -> post(leaf, none, Optional.empty()))
                .isInstanceOf(SSLException.class);
    }

    @Test
    void aCertificateForAnotherNameIsRefused() {
        Issued leaf = ROOT.issue(TestCertificates.server("other.example"));
        assertThatThrownBy(() ->
                        post(leaf, new Trust(() -> List.of(ROOT.certificate())), Optional.empty()))
                .isInstanceOf(SSLException.class);
    }
}
