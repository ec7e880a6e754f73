package dev.watchkeeper.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

final class FleetProblemsTest {
    @Test
    void tellsAllProblemsAtOnceWithTheirPlace() {
        assertThat(
                        Readings.problems(
                                """
                                endpoints:
                                  - name: docs.example.org
                                    adress: 192.0.2.1
                                    port: 70000
                                hosts:
                                  - name: builder1
                                    role: bilder
                                    jump: bastoin
                                  - name: bastion
                                renewals:
                                  - name: docs
                                    host: builder2
                                    command: certbot renew
                                    timeout: soon
                                    renews: [doc.example.org]
                                """))
                .containsExactly(
                        "fleet.yaml:3:5: unknown key 'adress', did you mean 'addresses'?",
                        "fleet.yaml:4:11: 'port' is '70000', expected a number from 1 to 65535",
                        "fleet.yaml:7:11: 'role' is 'bilder', did you mean 'builder'?",
                        "fleet.yaml:8:11: unknown jump host 'bastoin', did you mean 'bastion'?",
                        "fleet.yaml:12:11: unknown host 'builder2', did you mean 'builder1'?",
                        "fleet.yaml:13:14: 'command' is 'certbot renew', expected a list",
                        "fleet.yaml:13:14: 'command' names no program, expected an argument list"
                                + " such as [certbot, renew]",
                        "fleet.yaml:14:14: 'timeout' is 'soon', expected a duration such as 30s,"
                                + " 5m, 2h, 3d or PT5M",
                        "fleet.yaml:15:14: unknown endpoint 'doc.example.org', did you mean"
                                + " 'docs.example.org'?");
    }

    @Test
    void namesTheKeyThatWasProbablyMeant() {
        assertThat(Readings.problems("hosts: [{name: a, adress: b}]"))
                .containsExactly("fleet.yaml:1:19: unknown key 'adress', did you mean 'address'?");
    }

    @Test
    void listsTheKnownKeysWhereNoneIsNear() {
        assertThat(Readings.problems("servers: []"))
                .containsExactly(
                        "fleet.yaml:1:1: unknown key 'servers', known here: endpoints, hosts,"
                                + " renewals, thresholds, trust, known-hosts, supervision, notify");
    }

    @Test
    void aBrokenEntryMakesNoReferenceToItUnknown() {
        assertThat(
                        Readings.problems(
                                """
                                hosts:
                                  - {name: a, port: 0}
                                  - {name: b, jump: a}
                                renewals: [{name: r, host: a, command: [certbot]}]
                                """))
                .containsExactly(
                        "fleet.yaml:2:21: 'port' is '0', expected a number from 1 to 65535");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "endpoints: [{port: 443}]|1:13: has no 'name', expected name: docs.example.org",
                "endpoints: [{name: a.example, owner: }]|1:37: 'owner' is empty, expected a text",
                "endpoints: [{name: [a]}]|1:20: 'name' is a list, expected a text",
                "endpoints: 5|1:12: 'endpoints' is '5', expected a list",
                "endpoints: [{name: 'a:443'}]|1:20: 'name' 'a:443' holds a port, expected it as"
                        + " port: 443",
                "endpoints: [a, a]|1:16: endpoint 'a:443' stands here twice, expected a name of its"
                        + " own",
                "hosts: [a, {name: a}]|1:19: host 'a' stands here twice, expected a name of its"
                        + " own",
                "hosts: [{name: a, sudo: maybe}]|1:25: 'sudo' is 'maybe', expected true or false",
                "hosts: [{name: a, name: b}]|1:19: key 'name' stands here twice",
                "hosts: [{name: a, jump: a}]|1:25: jump hosts go in a circle: a → a",
                "hosts: [[a]]|1:9: a host is a list, expected name, role, address, user, port,"
                        + " identity, jump, leftovers, sudo, keystores, source",
                "thresholds: {schedule: {tls-every: 0s}}|1:36: 'tls-every' is '0s', expected a"
                        + " duration such as 30s, 5m, 2h, 3d or PT5M",
                "thresholds: {schedule: {tls-every: 999999999w}}|1:36: 'tls-every' is '999999999w',"
                        + " expected a duration such as 30s, 5m, 2h, 3d or PT5M",
                "thresholds: {certificates: {warning: 30}}|1:38: 'warning' is '30', expected a"
                        + " percentage such as 30% or a fraction such as 0.3",
                "thresholds: {certificates: {warning: 5%, high: 20%}}|1:38: the thresholds are out"
                        + " of order, expected critical <= high <= warning, and high <="
                        + " short-lived-warning",
                "thresholds: {hosts: {pile-up-by-name: {df: 0}}}|1:44: 'df' is '0', expected a"
                        + " number from 1 to 1000000",
                "- a|1:1: the file is a list, expected endpoints, hosts, renewals, thresholds,"
                        + " trust, known-hosts, supervision, notify",
            })
    void saysWhatItFoundAndWhatItExpected(String text, String problem) {
        assertThat(Readings.problems(text)).containsExactly("fleet.yaml:" + problem);
    }

    @Test
    void jumpHostsThatGoInACircleAreToldOnce() {
        assertThat(
                        Readings.problems(
                                """
                                hosts:
                                  - {name: a, jump: b}
                                  - {name: b, jump: c}
                                  - {name: c, jump: a}
                                  - {name: d, jump: a}
                                """))
                .containsExactly("fleet.yaml:2:21: jump hosts go in a circle: a → b → c → a");
    }

    @Test
    void aNameOfTwoEndpointsNeedsItsPort() {
        assertThat(
                        Readings.problems(
                                """
                                endpoints: ["a.example:443", "a.example:8443"]
                                hosts: [h]
                                renewals: [{name: r, host: h, command: [x], renews: [a.example]}]
                                """))
                .containsExactly(
                        "fleet.yaml:3:54: 'a.example' is more than one endpoint, expected one of"
                                + " a.example:443, a.example:8443");
    }

    @DisplayName("fault 34: a name that could become an option or a second word is refused")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-oProxyCommand=x",
                "a b",
                "a\\tb",
                "a'b",
                "a\\\"b",
                "a\\nb",
                "a\\u001bb",
                "a\\u202eb",
                "a;b",
                "$(a)",
                "",
            })
    void refusesUnsafeNames(String name) {
        String quoted = "\"" + name + "\"";

        for (String key : List.of("name: x, user", "name: x, address", "name: x, jump", "name")) {
            assertThat(Readings.problems("hosts: [{" + key + ": " + quoted + "}]"))
                    .anySatisfy(p -> assertThat(p).startsWith("fleet.yaml:1:"));
        }
        assertThat(Readings.problems("hosts: [" + quoted + "]")).hasSize(1);
        assertThat(Readings.problems("endpoints: [{name: " + quoted + "}]")).isNotEmpty();
        assertThat(Readings.problems("endpoints: [{name: a, addresses: [" + quoted + "]}]"))
                .hasSize(1);
    }

    @DisplayName("fault 53: an argument that holds NUL is refused")
    @Test
    void refusesNulInAnArgument() {
        assertThat(
                        Readings.problems(
                                "hosts: [h]\n"
                                        + "renewals: [{name: r, host: h, command: [a, \"b\\0\"]}]"))
                .containsExactly("fleet.yaml:2:44: 'command' holds NUL");
    }

    @Test
    void aTabIsLocatedAndExplained() {
        assertThat(Readings.problems("endpoints:\n\t- name: a\n"))
                .singleElement()
                .asString()
                .startsWith("fleet.yaml:2:1: not YAML: ")
                .endsWith("indent with blanks: YAML allows no tabs there");
    }

    @Test
    void brokenYamlIsLocated() {
        assertThat(Readings.problems("hosts: [a, b\nendpoints: [c]\n"))
                .singleElement()
                .asString()
                .startsWith("fleet.yaml:2:");
    }

    @Test
    void controlCharactersAreLocated() {
        assertThat(Readings.problems("hosts:\n - a\0\n"))
                .containsExactly("fleet.yaml:2:5: NUL, expected plain text");
    }

    @Test
    void textThatIsNotUtf8IsRefused() {
        FleetReading reading = Readings.of("hosts: [ä]".getBytes(ISO_8859_1));

        assertThat(reading)
                .isEqualTo(
                        new FleetReading.Broken(
                                List.of(
                                        FleetProblem.of(
                                                "fleet.yaml",
                                                "is not UTF-8",
                                                "expected plain text"))));
    }

    @Test
    void whatTheFileSaysIsShownOnOneLineAndWithoutInvisibleCharacters() {
        assertThat(Readings.problems("\"a\\u202e\\n\\u001b[31m\": 1"))
                .singleElement()
                .asString()
                .contains("'a\\u{202e}\\n\\u{1b}[31m'");
        assertThat(Readings.problems("? '" + "x".repeat(9_000) + "'\n: 1").getFirst())
                .hasSizeLessThan(300);
    }
}
