package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.Samples;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.tls.ServedCertificate;
import dev.watchkeeper.tls.StoredCertificates;
import dev.watchkeeper.tls.TestCertificates;
import dev.watchkeeper.tls.TestCertificates.Issued;
import dev.watchkeeper.tls.TlsObservation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/// `compare` and the forms of `probe` that print certificates.
final class CompareCommandTest {
    private static final Issued ROOT = TestCertificates.root("Root");
    private static final Issued MIDDLE = ROOT.issue(TestCertificates.authority("Middle"));
    private static final Issued OLD =
            MIDDLE.issue(TestCertificates.server("docs.example.org", "b"));
    private static final Issued NEW = MIDDLE.issue(TestCertificates.server("docs.example.org"));
    private static final TlsEndpoint DOCS = Samples.DOCS;

    @TempDir private Path folder;
    private FakeDesk desk = new FakeDesk(serving(OLD, OLD));
    private String out = "";
    private String err = "";

    @Test
    void aFileIsTheSameAsItselfInAnotherForm() throws IOException {
        String pem = write("a.pem", pem(OLD, 1));
        Path der = Files.write(folder.resolve("a.der"), OLD.der());
        assertThat(run("compare", pem, der.toString())).isZero();
        assertThat(out).contains("SAME       serial number", "UNKNOWN    chain");
    }

    @Test
    void aDifferenceIsShownWithBothValuesAndTheNamesThatAreLost() throws IOException {
        String before = write("a.pem", pem(OLD, 2));
        String after = write("b.pem", pem(NEW, 2));
        assertThat(run("compare", before, after)).isEqualTo(1);
        assertThat(out)
                .contains(
                        "DIFFERENT  names",
                        "DNS:b, DNS:docs.example.org",
                        "SAME       chain",
                        "  lost       DNS:b");
        assertThat(run("compare", "--json", before, after)).isEqualTo(1);
        var json = new JsonMapper().readTree(out);
        assertThat(json.get("same").asBoolean()).isFalse();
        assertThat(json.get("leftSource").asString()).isEqualTo(before);
        assertThat(json.get("difference").get("lostNames").get(0).asString()).isEqualTo("DNS:b");
    }

    @Test
    void anEndpointIsAskedAndComparedWithAFile() throws IOException {
        String file = write("a.pem", "some words\n" + pem(OLD, 2));
        assertThat(run("compare", file, "docs.example.org")).as(err).isZero();
        assertThat(out).contains("right  docs.example.org:443 at proxy1, asked 2026-");
        assertThat(run("compare", write("b.pem", pem(NEW, 2)), "docs.example.org:443"))
                .isEqualTo(1);
    }

    @Test
    void addressesThatDifferHaveToBeToldApart() throws IOException {
        desk = new FakeDesk(serving(OLD, NEW));
        assertThat(run("compare", write("a.pem", pem(OLD, 2)), "docs.example.org")).isEqualTo(3);
        assertThat(err).contains("serve different chains", "proxy1, proxy2");
    }

    @Test
    void whatCannotBeHadSaysWhy() throws IOException {
        String good = write("a.pem", pem(OLD, 1));
        assertThat(run("compare", good, folder.resolve("no.pem").toString())).isEqualTo(3);
        assertThat(err).contains("there is no such file");
        assertThat(run("compare", good, folder.toString())).isEqualTo(3);
        assertThat(err).contains("is no regular file");
        assertThat(run("compare", good, write("k.pem", "-----BEGIN PRIVATE KEY-----\n")))
                .isEqualTo(3);
        assertThat(err).contains("holds no certificate");
        desk =
                new FakeDesk(
                        FleetSnapshot.empty(Samples.fleet(List.of(DOCS), List.of()), Samples.NOW));
        assertThat(run("compare", good, "docs.example.org")).isEqualTo(3);
        assertThat(err).contains("docs.example.org serves no certificate");
    }

    @Test
    void aMalformedCertificateIsComparedAsFarAsItCanBe() throws IOException {
        String broken =
                write(
                        "b.pem",
                        "-----BEGIN CERTIFICATE-----\nMIIBAAAA\n-----END CERTIFICATE-----\n");
        assertThat(run("compare", write("a.pem", pem(OLD, 1)), broken)).isEqualTo(1);
        assertThat(out).contains("UNKNOWN    issuer", "DIFFERENT  SHA-256");
    }

    @Test
    void probePrintsEachChainOnceAsPem() {
        run("probe", "docs.example.org", "--pem");
        assertThat(out)
                .startsWith(
                        "# docs.example.org:443 at proxy1, docs.example.org:443 at proxy2\n"
                                + "# leaf: CN=")
                .contains("\n# certificate 1: CN=Middle\n-----BEGIN CERTIFICATE-----\n")
                .endsWith("-----END CERTIFICATE-----\n");
        assertThat(StoredCertificates.parse(out.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isEqualTo(chain(OLD));
    }

    @Test
    void probePrintsEachCertificateAsText() {
        run("probe", "docs.example.org", "--text");
        assertThat(out)
                .contains(
                        "leaf\nCertificate, ",
                        "certificate 1\nCertificate, ",
                        "    Serial Number: ");
        assertThat(run("probe", "docs.example.org", "--text", "--pem")).isEqualTo(3);
        assertThat(err).contains("mutually exclusive");
    }

    private static FleetSnapshot serving(Issued one, Issued two) {
        TlsObservation first =
                Samples.presented(Samples.at(DOCS, "proxy1"), Samples.NOW, chain(one));
        TlsObservation second =
                Samples.presented(Samples.at(DOCS, "proxy2"), Samples.NOW, chain(two));
        return Samples.snapshot(Samples.fleet(List.of(DOCS), List.of()), first, second);
    }

    private static List<ServedCertificate> chain(Issued issued) {
        return StoredCertificates.read(
                issued.ders().stream().map(d -> Base64.getEncoder().encodeToString(d)).toList());
    }

    private static String pem(Issued issued, int certificates) {
        return String.join(
                "",
                chain(issued).stream().limit(certificates).map(ServedCertificate::pem).toList());
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private int run(String... line) {
        var outText = new StringWriter();
        var errText = new StringWriter();
        var terminal =
                new Terminal(
                        new BufferedReader(new StringReader("")),
                        new PrintWriter(outText),
                        new PrintWriter(errText),
                        false);
        int status = Watchkeeper.run(desk, terminal, line);
        out = outText.toString();
        err = errText.toString();
        return status;
    }
}
