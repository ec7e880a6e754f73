package dev.watchkeeper.finding.cause;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.Samples;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.HostRole;
import dev.watchkeeper.inventory.SshAccess;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

final class HostWordsTest {
    private static final HostWords FLEET =
            new HostWords(
                    List.of(
                            host("builder1", "10.0.0.11"),
                            host("builder31.example.org", "2001:db8::31"),
                            host("mail.example.org", "mail.example.org"),
                            host("mail.example.net", "mail.example.net"),
                            host("twin-a", "10.0.0.5"),
                            host("twin-b", "10.0.0.5")));

    @ParameterizedTest
    @CsvSource({
        "builder1, builder1",
        "BUILDER1, builder1",
        "builder1.example.org, builder1",
        "10.0.0.11, builder1",
        "builder31, builder31.example.org",
        "builder31.example.org, builder31.example.org",
        "2001:db8::31, builder31.example.org",
        "mail.example.net, mail.example.net",
        "twin-a, twin-a",
    })
    void aNameAnAddressOrAShortNameMeansItsHost(String word, String host) {
        assertThat(FLEET.of(word)).map(Host::name).contains(host);
    }

    @ParameterizedTest
    @CsvSource({
        "builder3",
        "builder31.example.net",
        "mail",
        "mail.example.com",
        "10.0.0.5",
        "10.0.0.1",
        "10",
        "''",
    })
    void aWordOfTwoOrNoneMeansNone(String word) {
        assertThat(FLEET.of(word)).isEmpty();
    }

    @Test
    void anEmptyFleetKnowsNoWord() {
        assertThat(new HostWords(List.of()).of("builder1")).isEmpty();
        assertThat(new HostWords(List.of(Samples.builderHost("b"))).of("b")).isPresent();
    }

    private static Host host(String name, String address) {
        return new Host(name, HostRole.BUILDER, SshAccess.of(address), List.of(), true);
    }
}
