package dev.watchkeeper.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

final class SourceReaderTest {
    private static final String SUPERVISION =
            """
            supervision:
              - {name: prom, kind: prometheus, url: "http://prom.example:9090"}
              - {name: icinga, kind: icinga, url: "https://icinga.example:5665"}
            """;

    @Test
    void aSourceIsANameOrANameWithAnInstance() {
        Fleet fleet =
                Readings.good(
                        """
                        endpoints:
                          - {name: a.example, source: prom}
                          - {name: b.example, source: {prometheus: prom, instance: "https://b: {x}"}}
                        hosts: [{name: h, source: prom}]
                        """
                                + SUPERVISION);

        assertThat(fleet.endpoints().get(0).source()).contains(Source.of("prom"));
        assertThat(fleet.endpoints().get(1).source())
                .contains(new Source("prom", Optional.of("https://b: {x}")));
        assertThat(fleet.hosts().getFirst().source()).contains(Source.of("prom"));
        assertThat(Readings.good(FleetWriter.yaml(fleet))).isEqualTo(fleet);
    }

    @Test
    void whatIsNoPrometheusOfTheFileIsAProblemAtItsPlace() {
        assertThat(
                        Readings.problems(
                                """
                                endpoints:
                                  - {name: a.example, source: prmo}
                                  - {name: b.example, source: {instance: b}}
                                  - {name: c.example, source: [prom]}
                                  - {name: d.example, source: {prometheus: prom, instanz: d}}
                                  - {name: e.example, source: {prometheus: prom, instance: ""}}
                                hosts: [{name: h, source: icinga}]
                                """
                                        + SUPERVISION))
                .isEqualTo(
                        List.of(
                                "fleet.yaml:2:31: unknown supervision 'prmo', did you mean 'prom'?",
                                "fleet.yaml:3:31: has no 'prometheus', expected prometheus:"
                                        + " prometheus",
                                "fleet.yaml:4:31: 'source' is a list, expected prometheus,"
                                        + " instance",
                                "fleet.yaml:5:50: unknown key 'instanz', did you mean 'instance'?",
                                "fleet.yaml:6:60: 'instance' is '', expected the label of its"
                                        + " series, such as https://docs.example.org",
                                "fleet.yaml:7:27: supervision 'icinga' is no Prometheus, only a"
                                        + " Prometheus has series to read from"));
    }

    @Test
    void aSupervisionThatIsBrokenMakesNoSourceUnknown() {
        assertThat(
                        Readings.problems(
                                """
                                endpoints: [{name: a.example, source: prom}]
                                supervision: [{name: prom, kind: prometheus}]
                                """))
                .containsExactly("fleet.yaml:2:34: has no 'url', expected the address of its API");
    }
}
