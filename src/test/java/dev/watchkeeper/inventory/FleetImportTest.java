package dev.watchkeeper.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.OptionalInt;
import java.util.Random;

final class FleetImportTest {
    @Test
    void takesTheAliasesOfAnSshConfiguration() {
        FleetImport imported =
                FleetImport.ofSshConfig(
                        "config",
                        """
                        Include conf.d/*
                        Host builder1 "builder2" *.example.org !secret  # builders
                            HostName 192.0.2.1
                        Host=bastion
                        host *
                            User admin
                        """);

        assertThat(imported.fleet().hosts())
                .extracting(Host::name)
                .containsExactly("builder1", "builder2", "bastion");
        assertThat(imported.fleet().hosts().getFirst().role()).isEqualTo(HostRole.BUILDER);
        assertThat(texts(imported))
                .containsExactly(
                        "config:1:1: Include is not followed, import 'conf.d/*' by itself");
    }

    @Test
    void takesHostsRangesAndVariablesOfAnAnsibleInventory() {
        FleetImport imported =
                FleetImport.ofAnsible(
                        "hosts",
                        """
                        # all of them
                        ant-queen
                        [builders]
                        builder[08:10].example.org
                        rack[a:b]n[0:2:2]
                        [proxies:children]
                        builders
                        [builders:vars]
                        ansible_user=root
                        [proxies]
                        proxy1:2022   ; the first
                        """);

        assertThat(imported.problems()).isEmpty();
        assertThat(imported.fleet().hosts())
                .extracting(Host::name)
                .containsExactly(
                        "ant-queen",
                        "builder08.example.org",
                        "builder09.example.org",
                        "builder10.example.org",
                        "rackan0",
                        "rackan2",
                        "rackbn0",
                        "rackbn2",
                        "proxy1");
    }

    @Test
    void takesHowAHostIsReachedAndTheRoleThatItsGroupSpeaksOf() {
        FleetImport imported =
                FleetImport.ofAnsible(
                        "hosts",
                        """
                        ant-queen ansible_host=192.0.2.7 ansible_ssh_user="deploy"
                        [builders]
                        builder9 ansible_port=2222
                        [proxies]
                        proxy1:2022   ; the first
                        """);

        Host queen = imported.fleet().host("ant-queen").orElseThrow();
        assertThat(queen.ssh().address()).isEqualTo("192.0.2.7");
        assertThat(queen.ssh().user()).contains("deploy");
        Host builder = imported.fleet().host("builder9").orElseThrow();
        assertThat(builder.role()).isEqualTo(HostRole.BUILDER);
        assertThat(builder.ssh().port()).isEqualTo(OptionalInt.of(2222));
        Host proxy = imported.fleet().host("proxy1").orElseThrow();
        assertThat(proxy.role()).isEqualTo(HostRole.PROXY);
        assertThat(proxy.ssh().port()).isEqualTo(OptionalInt.of(2022));
    }

    @Test
    void takesTheGroupsOfAnAnsibleInventoryInYaml() {
        FleetImport imported =
                FleetImport.ofAnsible(
                        "hosts.yml",
                        """
                        all:
                          hosts:
                            ant-queen: {ansible_host: 192.0.2.7}
                          children:
                            builders:
                              hosts:
                                builder[1:2]:
                                -bad:
                                wrong[1:
                              vars: {x: 1}
                        """);

        assertThat(imported.fleet().hosts())
                .extracting(Host::name, Host::role)
                .containsExactly(
                        tuple("ant-queen", HostRole.OTHER),
                        tuple("builder1", HostRole.BUILDER),
                        tuple("builder2", HostRole.BUILDER));
        assertThat(texts(imported))
                .containsExactly(
                        "hosts.yml:8:9: host '-bad': a name starts with '-', left out",
                        "hosts.yml:9:9: 'wrong[1' is no range of hosts, expected one such as"
                                + " builder[01:31]");
    }

    @Test
    void takesTheTargetsOfPrometheus() {
        String json =
                """
                [
                \t{"targets": ["https://docs.example.org/x?y", "a.example:8443", "b.example"],
                \t "labels": {"job": "tls"}},
                \t{"targets": ["http://c.example", "https:\\/\\/[2001:db8::1]:444"]}
                ]
                """;

        FleetImport imported = FleetImport.ofPrometheus("tls.json", json);

        assertThat(imported.fleet().endpoints())
                .extracting(TlsEndpoint::id)
                .containsExactly(
                        "docs.example.org:443",
                        "a.example:8443",
                        "b.example:443",
                        "[2001:db8::1]:444");
        assertThat(texts(imported))
                .containsExactly(
                        "tls.json:4:15: target is 'http://c.example', expected https://NAME, NAME"
                                + " or NAME:PORT");
    }

    @Test
    @DisplayName("fault 34: an unsafe name is refused on import, with its place")
    void refusesUnsafeNamesWithTheirPlace() {
        assertThat(texts(FleetImport.ofSshConfig("config", "\nHost ok -oProxyCommand=x")))
                .containsExactly(
                        "config:2:9: host '-oProxyCommand=x': a name starts with '-', left out");
        assertThat(texts(FleetImport.ofAnsible("hosts", "ok\n a$(b)\nh ansible_user=-l\n")))
                .hasSize(2)
                .allMatch(p -> p.startsWith("hosts:"));
        assertThat(texts(FleetImport.ofPrometheus("sd.yml", "[{targets: [\"a\\nb\", -x]}]")))
                .hasSize(2);
    }

    @Test
    void whatWasImportedIsAFleetFile() {
        Fleet fleet =
                FleetImport.ofAnsible("hosts", "[build]\nb[1:3] ansible_host=h ansible_port=22\n")
                        .fleet();

        assertThat(Readings.good(FleetWriter.yaml(fleet))).isEqualTo(fleet);
    }

    @Test
    void aRangeOfMillionsIsRefused() {
        assertThat(texts(FleetImport.ofAnsible("hosts", "n[0:999999]x[0:999999]")))
                .singleElement()
                .asString()
                .contains("is no range of hosts");
    }

    @Test
    void anyTextGivesAValue() {
        String pieces = "[]{}:,=\"'#;-*!\n\t ab1:\\&?|>%@\u0000\u202eHost targets hosts";
        Random random = new Random(11);
        for (int i = 0; i < 3_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(80); n > 0; n--) {
                text.append(pieces.charAt(random.nextInt(pieces.length())));
            }
            String garbage = text.toString();

            assertThat(FleetImport.ofSshConfig("f", "Host " + garbage)).isNotNull();
            assertThat(FleetImport.ofAnsible("f", garbage)).isNotNull();
            assertThat(FleetImport.ofAnsible("f.yml", "all: {hosts: " + garbage)).isNotNull();
            assertThat(FleetImport.ofPrometheus("f", "[{targets: [" + garbage)).isNotNull();
        }
    }

    private static List<String> texts(FleetImport imported) {
        return imported.problems().stream().map(FleetProblem::text).toList();
    }
}
