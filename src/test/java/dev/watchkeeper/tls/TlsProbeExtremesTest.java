package dev.watchkeeper.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.tls.ServedCertificate.Parsed;
import dev.watchkeeper.tls.TestCertificates.Issued;
import dev.watchkeeper.tls.TlsObservation.Failed;
import dev.watchkeeper.tls.TlsObservation.Failure;
import dev.watchkeeper.tls.TlsObservation.Presented;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Random;

/// Dates at the ends of their forms, and bytes that mean nothing.
@Timeout(60)
final class TlsProbeExtremesTest {
    private final Probing probing = new Probing();

    @AfterEach
    void close() {
        probing.close();
    }

    // fault 25, fault 26: UTCTime ends with 2049, GeneralizedTime begins with 2050
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2038-01-19T03:14:08Z",
                "2049-12-31T23:59:59Z",
                "2050-01-01T00:00:00Z",
                "2106-02-07T06:28:16Z",
                "9999-12-30T00:00:00Z",
                "9999-12-31T23:59:59Z"
            })
    void aDateFarAwayIsShownAsItIs(Instant notAfter) {
        Issued leaf = Probing.ROOT.issue(TestCertificates.server("far.example").until(notAfter));
        try (var server = TestServer.tls(leaf)) {
            Presented seen = probing.presented("far.example", server);
            var shown = (Parsed) seen.leaf();
            assertThat(shown.notAfter()).isEqualTo(notAfter);
            assertThat(shown.neverExpires())
                    .isEqualTo(notAfter.toString().startsWith("9999-12-31"));
            assertThat(shown.remainingFraction(seen.observedAt())).isBetween(0.9, 1.0);
            assertThat(RemainingTime.inWords(notAfter, seen.observedAt()))
                    .matches(shown.neverExpires() ? "no expiry" : "\\d+ days");
            assertThat(seen.text()).isEqualTo("certificate is good");
        }
    }

    @Test
    void aCertificateThatEndedInTheLastCenturyIsExpired() {
        Issued leaf =
                Probing.ROOT.issue(
                        TestCertificates.server("old.example")
                                .from(Instant.parse("1950-01-01T00:00:00Z"))
                                .until(Instant.parse("1999-12-31T23:59:59Z")));
        try (var server = TestServer.tls(leaf)) {
            Presented seen = probing.presented("old.example", server);
            assertThat(((Parsed) seen.leaf()).notBefore())
                    .isEqualTo(Instant.parse("1950-01-01T00:00:00Z"));
            assertThat(seen.text())
                    .startsWith("the leaf certificate expired ")
                    .endsWith("days ago, on 1999-12-31 23:59:59 UTC");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "handshake record of garbage, 22, 3, 512",
        "handshake record of nothing, 22, 3, 0",
        "handshake record of an unknown version, 22, 9, 512",
        "application data, 23, 3, 512",
        "change of a cipher that is not there, 20, 3, 512",
        "record over the limit, 22, 3, 65535"
    })
    void recordsOfGarbageBreakTheHandshakeWithAReason(
            String what, int type, int version, int length) {
        byte[] garbage = new byte[length];
        new Random(length).nextBytes(garbage);
        byte[] header = {(byte) type, (byte) version, 3, (byte) (length >> 8), (byte) length};
        try (var server =
                TestServer.plain(client -> {
                    client.getInputStream().read(new byte[20_000]);
                    client.getOutputStream().write(header);
                    client.getOutputStream().write(garbage);
                })) {
            Failed seen = probing.failed(server);
            assertThat(seen.failure())
                    .isIn(Failure.BROKEN, Failure.CLOSED, Failure.RESET, Failure.HANDSHAKE_REFUSED);
            assertThat(seen.text()).as(what).isNotBlank().hasSizeLessThan(400);
        }
    }

    @Test
    void garbageWithoutEndIsCutOff() {
        byte[] garbage = new byte[100_000];
        new Random(1).nextBytes(garbage);
        ByteBuffer.wrap(garbage).put(new byte[] {22, 3, 3, 64, 0});
        try (var server =
                TestServer.plain(client -> {
                    while (!client.isClosed()) {
                        client.getOutputStream().write(garbage);
                    }
                })) {
            assertThat(probing.failed(server).failure())
                    .isIn(Failure.BROKEN, Failure.RESET, Failure.HANDSHAKE_REFUSED);
        }
    }
}
