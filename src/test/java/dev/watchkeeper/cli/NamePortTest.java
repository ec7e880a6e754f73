package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NamePortTest {
    @ParameterizedTest
    @CsvSource({
        "docs.example.org, docs.example.org, 443",
        "docs.example.org:8443, docs.example.org, 8443",
        "192.0.2.1:1, 192.0.2.1, 1",
        "2001:db8::1, 2001:db8::1, 443",
        "[2001:db8::1], 2001:db8::1, 443",
        "[2001:db8::1]:65535, 2001:db8::1, 65535"
    })
    void namesAndAddressesHaveAnOptionalPort(String text, String name, int port) {
        assertThat(NamePort.parse(text)).isEqualTo(new NamePort(name, port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":443",
                "a:0",
                "a:65536",
                "a:x",
                "a b",
                "-oProxy=x",
                "[::1",
                "[::1]x",
                "a;b"
            })
    void anythingElseIsRefusedWithWhatIsExpected(String text) {
        // fault 34
        assertThatThrownBy(() -> NamePort.parse(text))
                .isInstanceOf(CliFailure.class)
                .hasMessageContaining("expected NAME");
    }
}
