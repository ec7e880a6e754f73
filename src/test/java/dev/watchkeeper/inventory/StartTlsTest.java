package dev.watchkeeper.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Optional;
import java.util.OptionalInt;

final class StartTlsTest {
    @ParameterizedTest
    @EnumSource
    void aProtocolBringsItsPortAndComesBackAsItWasWritten(StartTls protocol) {
        Fleet fleet = Readings.good("endpoints: [{name: a, starttls: " + protocol.word() + "}]");

        assertThat(fleet.endpoints())
                .containsExactly(TlsEndpoint.of("a", protocol.port()).after(protocol));
        assertThat(Readings.good(FleetWriter.yaml(fleet))).isEqualTo(fleet);
    }

    @Test
    void aPortOfItsOwnIsKept() {
        Fleet fleet = Readings.good("endpoints: [{name: a, port: 443, starttls: smtp}]");

        assertThat(fleet.endpoints())
                .containsExactly(TlsEndpoint.of("a", 443).after(StartTls.SMTP));
        assertThat(Readings.good(FleetWriter.yaml(fleet))).isEqualTo(fleet);
    }

    @ParameterizedTest
    @CsvSource({"25, SMTP", "587, SUBMISSION", "5432, POSTGRES", "6667, IRC"})
    void autoTakesWhatIsUsualOnThePort(int port, StartTls expected) {
        Fleet fleet = Readings.good("endpoints: [{name: a, port: " + port + ", starttls: auto}]");

        assertThat(fleet.endpoints()).containsExactly(TlsEndpoint.of("a", port).after(expected));
    }

    @Test
    void withoutTheKeyTlsBeginsWithTheConnectionOnAnyPort() {
        assertThat(Readings.good("endpoints: ['a:25']").endpoints().getFirst().startTls())
                .isEmpty();
    }

    @Test
    void aWrongChoiceIsAProblemWithItsPlace() {
        assertThat(
                        Readings.problems(
                                """
                                endpoints:
                                  - {name: a, starttls: smpt}
                                  - {name: b, starttls: gopher, port: 70}
                                  - {name: c, starttls: auto, port: 8443}
                                  - {name: d, starttls: auto}
                                  - {name: e, starttls: [smtp]}
                                """))
                .satisfiesExactly(
                        p ->
                                assertThat(p)
                                        .isEqualTo(
                                                "fleet.yaml:2:25: 'starttls' is 'smpt', did you"
                                                        + " mean 'smtp'?"),
                        p ->
                                assertThat(p)
                                        .startsWith("fleet.yaml:3:25: 'starttls' is 'gopher'")
                                        .contains("expected auto or one of smtp, "),
                        p ->
                                assertThat(p)
                                        .startsWith("fleet.yaml:4:25: 'starttls' is 'auto'")
                                        .contains("auto needs a port on which"),
                        p -> assertThat(p).startsWith("fleet.yaml:5:25: 'starttls' is 'auto'"),
                        p ->
                                assertThat(p)
                                        .isEqualTo(
                                                "fleet.yaml:6:25: 'starttls' is a list, expected a"
                                                        + " text"));
    }

    @Test
    void theWordsAreTakenInAnyCase() {
        assertThat(StartTls.chosen("IMAP", OptionalInt.empty())).contains(StartTls.IMAP);
        assertThat(StartTls.chosen("AUTO", OptionalInt.of(143))).contains(StartTls.IMAP);
        assertThat(StartTls.named("auto")).isEqualTo(Optional.empty());
    }
}
