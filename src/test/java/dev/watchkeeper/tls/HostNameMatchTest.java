package dev.watchkeeper.tls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.util.List;

final class HostNameMatchTest {
    @ParameterizedTest
    @CsvSource({
        "docs.example.org, docs.example.org, true",
        "docs.example.org, DOCS.Example.ORG, true",
        "docs.example.org., docs.example.org, true",
        "docs.example.org, *.example.org, true",
        "bücher.example, xn--bcher-kva.example, true",
        "a.docs.example.org, *.example.org, false",
        "example.org, *.example.org, false",
        ".example.org, *.example.org, false",
        "docs.example.org, d*.example.org, false",
        "docs.example.org, *, false",
        "example.org, *.org, false",
        "docs.example.org, docs.*.org, false",
        "a.b.example.org, *.*.example.org, false",
        "docs.example.org, *docs.example.org, false",
        "docs.example.com, docs.example.org, false",
        "127.0.0.1, 127.0.0.1, false",
        "127.0.0.1., 127.0.0.1, false",
        "straße.example, xn--strae-oqa.example, true",
        "straße.example, strasse.example, false",
        "βόλος.example, xn--nxasmm1c.example, true",
        "bücher。example, xn--bcher-kva.example, true",
        "docs.example.org, docs.example.org., false",
        "*.example.org, *.example.org, false",
        "docs..example, docs..example, false",
        "xn--bcher-kva.example, xn--*-kva.example, false",
    })
    void aDnsNameMatchesByWholeLabels(String reference, String presented, boolean expected) {
        var names = new SubjectAltNames(List.of(presented), List.of(), List.of());
        assertThat(HostNameMatch.matches(reference, names)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1, true",
        "::1, 0:0:0:0:0:0:0:1, true",
        "127.0.0.2, 127.0.0.1, false",
        "localhost, 127.0.0.1, false",
        "::ffff:127.0.0.2, 127.0.0.1, false"
    })
    void anAddressMatchesOnlyAnAddress(String reference, String presented, boolean expected) {
        var address = InetAddress.ofLiteral(presented);
        var names = new SubjectAltNames(List.of(), List.of(address), List.of());
        assertThat(HostNameMatch.matches(reference, names)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "docs.example\u0000.evil.example", "docs example", "."})
    void whatIsNoNameMatchesNothingNotEvenItself(String reference) {
        var names = new SubjectAltNames(List.of(reference, "*." + reference), List.of(), List.of());
        assertThat(HostNameMatch.matches(reference, names)).isFalse();
    }
}
