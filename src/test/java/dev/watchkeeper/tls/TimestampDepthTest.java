package dev.watchkeeper.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.tls.DepthRow.Verdict;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Timestamps from each of the places in which they may come.
final class TimestampDepthTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final byte[] PLAIN = TestCertificates.root("Plain").der();

    @Test
    void thoseInTheCertificateAreDecoded() {
        byte[] rich =
                PemText.der(
                        StoredCertificates.parse(CertificateTextTest.richPem()).getFirst().pem());
        List<DepthRow> rows = rows(rich, Optional.of(Stapled.NOTHING));
        assertThat(rows).hasSize(2).allMatch(r -> r.verdict() == Verdict.GOOD);
        assertThat(rows.getFirst().value())
                .isEqualTo(
                        "log xGkovIfeI7movSNaof5nzLFULIOJrT8Cv0q1z/UG6Y8= at 2026-01-01T00:00:00Z");
    }

    @Test
    void thoseInTheHandshakeAndInTheOcspResponseAreDecoded() throws IOException {
        var inOcsp =
                new Extensions(
                        new Extension(
                                new ASN1ObjectIdentifier("1.3.6.1.4.1.11129.2.4.5"),
                                false,
                                new DEROctetString(list(AT)).getEncoded()));
        byte[] ocsp = Revocable.named("http://127.0.0.1").ocsp(Revocable.Answer.GOOD, NOW, inOcsp);
        var stapled = new Stapled(Optional.of(Der.of(ocsp)), Optional.of(Der.of(list(AT))));
        List<DepthRow> rows = rows(PLAIN, Optional.of(stapled));
        assertThat(rows)
                .extracting(DepthRow::what)
                .containsExactly("timestamps in the OCSP response", "timestamps in the handshake");
        assertThat(rows).allMatch(r -> r.value().endsWith(" at 2026-01-01T00:00:00Z"));
    }

    @Test
    void oneFromTheFutureIsBad() {
        var stapled = new Stapled(Optional.empty(), Optional.of(Der.of(list(NOW.plusSeconds(60)))));
        assertThat(rows(PLAIN, Optional.of(stapled)).getFirst().verdict()).isEqualTo(Verdict.BAD);
    }

    @Test
    void withoutAnyEachPlaceSaysNone() {
        assertThat(rows(PLAIN, Optional.of(Stapled.NOTHING)))
                .hasSize(3)
                .allMatch(r -> r.value().equals("none") && r.verdict() == Verdict.NOTE);
    }

    @Test
    void withoutAHandshakeItIsUnknownAndNotNone() {
        assertThat(rows(PLAIN, Optional.empty()))
                .filteredOn(r -> !r.what().endsWith("certificate"))
                .hasSize(2)
                .allMatch(r -> r.verdict() == Verdict.UNKNOWN);
    }

    @Test
    void whatCannotBeReadIsUnknown() {
        byte[] list = list(AT);
        for (int length = 1; length < list.length; length++) {
            var cut = Optional.of(Der.of(Arrays.copyOf(list, length)));
            var stapled = new Stapled(cut, cut);
            assertThat(rows(PLAIN, Optional.of(stapled)))
                    .noneMatch(r -> r.verdict() == Verdict.GOOD);
        }
    }

    private static List<DepthRow> rows(byte[] leaf, Optional<Stapled> stapled) {
        return TimestampDepth.rows(leaf, stapled, NOW);
    }

    /// One timestamp in the form of RFC 6962 3.3.
    static byte[] list(Instant at) {
        byte[] sct =
                ByteBuffer.allocate(1 + 32 + 8 + 2 + 2 + 2 + 2)
                        .put((byte) 0)
                        .put(new byte[32])
                        .putLong(at.toEpochMilli())
                        .putShort((short) 0)
                        .put((byte) 4)
                        .put((byte) 3)
                        .putShort((short) 2)
                        .put(new byte[] {5, 0})
                        .array();
        return ByteBuffer.allocate(4 + sct.length)
                .putShort((short) (2 + sct.length))
                .putShort((short) sct.length)
                .put(sct)
                .array();
    }
}
