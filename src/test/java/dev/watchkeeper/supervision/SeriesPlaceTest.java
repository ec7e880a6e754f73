package dev.watchkeeper.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.OptionalInt;

final class SeriesPlaceTest {
    @ParameterizedTest
    @CsvSource({
        "https://docs.example.org, docs.example.org, 443",
        "https://Docs.Example.org./login?next=a:1, docs.example.org, 443",
        "https://docs.example.org:8443/, docs.example.org, 8443",
        "http://docs.example.org, docs.example.org, 80",
        "docs.example.org:993, docs.example.org, 993",
        "docs.example.org, docs.example.org, ",
        "ldaps://ldap.example, ldap.example, 636",
        "tcp://a.example, a.example, ",
        "[2001:DB8::1]:443, 2001:db8:0:0:0:0:0:1, 443",
        "https://[2001:db8:0::1]/, 2001:db8:0:0:0:0:0:1, 443",
        "https://user@a.example/, a.example, 443",
        "192.0.2.1:9100, 192.0.2.1, 9100"
    })
    void anInstanceIsANameWithItsPort(String instance, String name, Integer port) {
        assertThat(SeriesPlace.of(instance))
                .contains(
                        new SeriesPlace(
                                name, port == null ? OptionalInt.empty() : OptionalInt.of(port)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "https://", "a b:443", "a:b:c", "[zz]:443", ":443", "a:123456"})
    void whatIsNoPlaceIsNone(String instance) {
        assertThat(SeriesPlace.of(instance)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2001:db8::1, 443, '[2001:DB8:0:0::1]:443'", "A.example., 443, https://a.example"})
    void anEndpointIsFoundByItsOtherForm(String name, int port, String instance) {
        assertThat(SeriesPlace.of(instance)).contains(SeriesPlace.of(name, port));
    }
}
