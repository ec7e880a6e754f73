package dev.watchkeeper.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.ssh.RemoteCommand;
import dev.watchkeeper.ssh.SshOutcome;
import dev.watchkeeper.supervision.Check;
import dev.watchkeeper.supervision.DrillResult;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// What the demo's Nagios answers to the product's own scripts.
final class DemoNagiosTest {
    private Demo demo;
    private Console console;

    @BeforeEach
    void start() throws Exception {
        demo = Demo.start(InstantSource.system());
        console = new Console(demo, InstantSource.system());
    }

    @AfterEach
    void stop() throws Exception {
        console.close();
        demo.close();
    }

    @Test
    void aNagiosThatIsStuckLoadsNothingAndWhatWasWrittenIsTakenBack() {
        assertThat(install("oncall"))
                .endsWith(
                        "verified",
                        "reloaded " + nagios(),
                        "taken-back",
                        "refused - unseen",
                        "end");
    }

    @Test
    void oneThatWasRestartedVerifiesWhatItIsToLoadAndItsChecksLookAtTheBox() {
        List<String> restarted = restart();
        assertThat(restarted).containsExactly("restarted 0", "running " + nagios(), "end");

        assertThat(install("nobody")).endsWith("taken-back", "refused - verify", "end");
        assertThat(install("oncall"))
                .containsExactly(
                        "wrote /etc/nagios4/conf.d/watchkeeper-docs.cfg",
                        "verified",
                        "reloaded " + nagios(),
                        "seen",
                        "end");
        assertThat(console.supervised().services())
                .filteredOn(c -> c.name().equals("Certificate docs"))
                .singleElement()
                .satisfies(c -> {
                    assertThat(c.result().state()).isEqualTo(Check.State.CRITICAL);
                    assertThat(c.result().output()).contains("docs.gluster.example' expired on ");
                    assertThat(c.telling().lastSent()).isPresent();
                });
    }

    @Test
    void aDrillStopsAtTheStuckProcessAndPassesAfterItsRestart() {
        Supervision supervision = demo.fleet().supervision().getFirst();
        DrillResult stopped = console.drill(supervision, false, _ -> {});
        assertThat(stopped.fault().orElseThrow().stage()).isEqualTo(DrillResult.Stage.ALIVE);

        restart();

        DrillResult passed = console.drill(supervision, false, _ -> {});
        assertThat(passed.fault()).isEmpty();
        assertThat(passed.legs())
                .last()
                .satisfies(l -> {
                    assertThat(l.stage()).isEqualTo(DrillResult.Stage.RECEIVED);
                    assertThat(l.text()).contains("/var/lib/nagios4/watchkeeper-drill on monitor1");
                });
    }

    private List<String> restart() {
        return script("restart");
    }

    private long nagios() {
        return console.inspect("monitor1").processes().stream()
                .filter(p -> p.command().equals("nagios4"))
                .findFirst()
                .orElseThrow()
                .key()
                .pid();
    }

    /// A check of the documentation's certificate at the first proxy.
    private List<String> install(String contact) {
        int port = demo.fleet().endpoints().getFirst().backends().getFirst().port();
        String text =
                """
                define command {
                    command_name        docs
                    command_line        check_http -I 127.0.0.1 -H %s -p %d --sni -C 28,9
                }
                define service {
                    host_name           proxy1
                    service_description Certificate docs
                    check_command       docs
                    contacts            %s
                }
                """
                        .formatted(Certificates.DOCS, port, contact);
        return script("install", "docs", text, "proxy1/Certificate docs");
    }

    private List<String> script(String name, String... more) {
        List<String> words = new ArrayList<>();
        words.addAll(List.of("n0", "sudo", "nagios", "/etc/nagios4/nagios.cfg"));
        words.addAll(List.of(more));
        var command =
                RemoteCommand.script(
                        "# watchkeeper " + name + " 1\n", words.toArray(String[]::new));
        var host = demo.fleet().host("monitor1").orElseThrow();
        var outcome = console.remote().run(host, command, Console.LIMIT);
        return ((SshOutcome.Completed) outcome)
                .stdout()
                .lines()
                .filter(l -> l.startsWith("n0 "))
                .map(l -> l.substring("n0 ".length()))
                .toList();
    }
}
