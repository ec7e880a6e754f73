package dev.watchkeeper.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.inventory.VisibleText;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A certificate made by openssl with an extension of nearly every kind, as text.
@Timeout(60)
final class CertificateTextTest {
    private static final int MOST_LINES = 2_000;

    @Test
    void eachFieldIsThereInTheOrderOfTheEncoding() {
        assertThat(rich())
                .containsSubsequence(
                        "    Version: 3",
                        "    Serial Number: c0ffee1234567890abcdef0123456789abcdef",
                        "    Signature Algorithm: SHA256withECDSA (1.2.840.10045.4.3.2)",
                        "    Issuer: CN=rich.example,O=Example & Sons",
                        "        Not Before: 2026-11-29T03:27:21Z",
                        "        Not After : 2027-02-27T03:27:21Z",
                        "        Algorithm: EC P-256",
                        "        Basic Constraints (2.5.29.19), critical",
                        "            an authority, path length 2",
                        "            digitalSignature, keyCertSign, cRLSign",
                        "            serverAuth, clientAuth, 1.2.3.4",
                        "            de:88:a1:a6:91:76:32:43:d5:22:71:7d:4c:34:d1:55:a3:87:64:ff",
                        "            serial c0ffee1234567890abcdef0123456789abcdef",
                        "            DNS:*.rich.example",
                        "            IP:2001:db8:0:0:0:0:0:7",
                        "            email:ops@rich.example",
                        "            OCSP - URI:http://ocsp.rich.example",
                        "            CA Issuers - URI:http://rich.example/ca.der",
                        "            URI:http://rich.example/b.crl",
                        "            2.23.140.1.2.1",
                        "            permitted IP:192.0.2.0/255.255.255.0",
                        "            excluded DNS:bad.rich.example",
                        "            status_request (5), must-staple",
                        "            log xGkovIfeI7movSNaof5nzLFULIOJrT8Cv0q1z/UG6Y8= at"
                                + " 2026-01-01T00:00:00Z");
    }

    @Test
    void anUnknownExtensionIsItsOidAndItsFirstBytes() {
        List<String> lines = rich();
        int at = lines.indexOf("        1.3.6.1.4.1.99999.7, critical");
        assertThat(at).isPositive();
        assertThat(lines.get(at + 1)).startsWith("            04:82:02:bc:00:01:02:03:");
        assertThat(lines).contains("            and 192 more bytes");
    }

    @Test
    void opensslSeesTheSame() throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "needs openssl");
        var openssl =
                new ProcessBuilder(
                                "/usr/bin/openssl",
                                "x509",
                                "-noout",
                                "-serial",
                                "-fingerprint",
                                "-sha256",
                                "-pubkey")
                        .start();
        try (var in = openssl.getOutputStream()) {
            in.write(richPem());
        }
        String said = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(openssl.waitFor(20, TimeUnit.SECONDS)).isTrue();
        List<String> ours = rich();
        assertThat(said.lines().toList())
                .contains(
                        "serial=" + after(ours, "    Serial Number: ").toUpperCase(Locale.ROOT),
                        "sha256 Fingerprint="
                                + after(ours, "    SHA-256 Fingerprint: ")
                                        .toUpperCase(Locale.ROOT)
                                        .replaceAll("(..)(?=.)", "$1:"));
    }

    // fault 12
    @Test
    void whateverByteIsWrongThereIsAText() {
        byte[] der = PemText.der(read(richPem()).pem());
        for (int at = 0; at < der.length; at++) {
            for (int flip : new int[] {0x01, 0x80}) {
                byte[] broken = der.clone();
                broken[at] ^= (byte) flip;
                assertReadable(broken);
            }
        }
        for (int length = 1; length < der.length; length += 7) {
            assertReadable(Arrays.copyOf(der, length));
        }
    }

    private static void assertReadable(byte[] der) {
        List<String> lines = CertificateText.of(new CertificateReader().read(Der.of(der)));
        assertThat(lines).hasSizeBetween(3, MOST_LINES);
        assertThat(lines).allMatch(VisibleText::isPlain).allMatch(l -> l.length() < 3_000);
    }

    @Test
    void whatIsNoCertificateIsShownAsBytes() {
        List<String> lines =
                CertificateText.of(
                        new CertificateReader().read(Der.of(new byte[] {1, 2, (byte) 0xfe})));
        assertThat(lines.get(1)).startsWith("    Cannot be read: ");
        assertThat(lines).contains("        01:02:fe");
    }

    @Test
    void aNestedBombIsATextToo() {
        byte[] bomb = new byte[60_000];
        for (int i = 0; i < bomb.length; i += 4) {
            int rest = bomb.length - i - 4;
            bomb[i] = 0x30;
            bomb[i + 1] = (byte) 0x82;
            bomb[i + 2] = (byte) (rest >> 8);
            bomb[i + 3] = (byte) rest;
        }
        assertReadable(bomb);
    }

    @Test
    void aHostileNameMakesNoLineOfItsOwn() {
        byte[] der = TestCertificates.root("Evil\\0A    Serial Number: 1\\E2\\80\\AE").der();
        List<String> lines = CertificateText.of(new CertificateReader().read(Der.of(der)));
        assertThat(lines).filteredOn(l -> l.startsWith("    Serial Number: ")).hasSize(1);
        assertThat(lines).contains("    Subject: CN=Evil\\n    Serial Number: 1\\u{202e}");
        assertThat(lines).allMatch(VisibleText::isPlain);
    }

    private static String after(List<String> lines, String label) {
        return lines.stream()
                .flatMap(l -> l.startsWith(label) ? Stream.of(l.substring(label.length())) : null)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> rich() {
        return CertificateText.of(read(richPem()));
    }

    private static ServedCertificate read(byte[] pem) {
        return StoredCertificates.parse(pem).getFirst();
    }

    static byte[] richPem() {
        try (InputStream in =
                Objects.requireNonNull(CertificateTextTest.class.getResourceAsStream("rich.pem"))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
