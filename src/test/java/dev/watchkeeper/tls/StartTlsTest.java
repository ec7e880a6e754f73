package dev.watchkeeper.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.inventory.StartTls;
import dev.watchkeeper.tls.TestCertificates.Issued;
import dev.watchkeeper.tls.TlsObservation.Failed;
import dev.watchkeeper.tls.TlsObservation.Failure;
import dev.watchkeeper.tls.TlsObservation.Presented;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each protocol agrees to TLS, or does not, in its own words.
@Timeout(60)
final class StartTlsTest {
    private static final Issued LEAF =
            Probing.ROOT.issue(TestCertificates.server("starttls.example"));

    private final Probing probing = new Probing();

    @AfterEach
    void close() {
        probing.close();
    }

    @ParameterizedTest
    @EnumSource
    void theCertificateAfterTheAgreementIsShown(StartTls protocol) {
        assertShown(Script.of(LEAF, StartTlsScripts.agreeing(protocol) + "TLS"), protocol);
    }

    @ParameterizedTest
    @EnumSource
    void repliesMayComeInPiecesOfAByte(StartTls protocol) {
        String script = StartTlsScripts.agreeing(protocol) + "TLS";
        assertShown(Script.of(LEAF, script).inPieces(), protocol);
    }

    private void assertShown(Script script, StartTls protocol) {
        try (var server = script.serve()) {
            TlsObservation seen =
                    probing.observe(protocol, "starttls.example", server, Probing.LIMIT);
            assertThat(script.unexpected()).isEmpty();
            assertThat(seen).as("%s", seen.text()).isInstanceOf(Presented.class);
            Presented shown = (Presented) seen;
            assertThat(shown.leaf().sha256()).isEqualTo(Der.sha256Of(LEAF.der()));
            assertThat(shown.judgement().faults()).isEmpty();
        }
    }

    // fault 18
    @ParameterizedTest
    @EnumSource
    void anOfferThatIsMissingIsAFailure(StartTls protocol) {
        try (var server = Script.of(LEAF, StartTlsScripts.stripped(protocol)).serve()) {
            Failed seen = probing.failed(protocol, server);
            assertThat(seen.failure()).isEqualTo(Failure.STARTTLS_NOT_OFFERED);
            assertThat(seen.text()).contains("does not offer", "strips the offer");
        }
    }

    // fault 18
    @ParameterizedTest
    @EnumSource
    void aRefusalIsAFailureAndIsQuoted(StartTls protocol) {
        try (var server = Script.of(LEAF, StartTlsScripts.refusing(protocol)).serve()) {
            Failed seen = probing.failed(protocol, server);
            assertThat(seen.failure()).isEqualTo(Failure.STARTTLS_REFUSED);
            assertThat(seen.text()).startsWith("the server refused ").contains(": it said \"");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatComesInTheClearAfterTheAgreementIsAFailure(StartTls protocol) {
        // In one packet with the agreement, where there is one; MySQL's is its greeting.
        String agreement = StartTlsScripts.agreeing(protocol).stripTrailing();
        int last = agreement.lastIndexOf('\n');
        String injected =
                protocol == StartTls.MYSQL
                        ? agreement.replace("saltsa\nc: 36", "saltsaevil\nc: 36")
                        : agreement.substring(0, last + 1)
                                + inOnePacket(agreement.substring(last + 1));
        try (var server = Script.of(LEAF, injected + "\nTLS").serve()) {
            Failed seen = probing.failed(protocol, server);
            assertThat(seen.failure()).isEqualTo(Failure.PLAINTEXT_AFTER_STARTTLS);
            assertThat(seen.text()).contains("injected", "evil");
        }
    }

    private static String inOnePacket(String step) {
        return step.startsWith("S: ")
                ? "s: " + step.substring(3) + "\\r\\nevil\\r\\n"
                : step + "evil";
    }

    @ParameterizedTest
    @EnumSource
    void whatComesInTheClearInPlaceOfTheHandshakeIsAFailure(StartTls protocol) {
        String script = StartTlsScripts.agreeing(protocol) + "c: 5\ns: evil\nHANG";
        try (var server = Script.of(LEAF, script).serve()) {
            Failed seen = probing.failed(protocol, server);
            assertThat(seen.failure()).isEqualTo(Failure.PLAINTEXT_AFTER_STARTTLS);
        }
    }
}
