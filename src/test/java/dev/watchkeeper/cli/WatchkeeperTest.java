package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.audit.AuditVerdict;
import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.Fold;
import dev.watchkeeper.finding.Samples;
import dev.watchkeeper.host.HostObservation.KeyRefused;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.remedy.RemedyOutcome;
import dev.watchkeeper.ssh.HostKeyProblem;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

final class WatchkeeperTest {
    private static final Host BUILDER = Samples.builderHost("builder31", "etcd");
    private static final String KEY = "process-leftover/builder31:etcd";

    private final FakeDesk desk = new FakeDesk(leftover());
    private String out = "";
    private String err = "";

    @Test
    void checkPrintsTheVerdictAndEndsWithItsStatus() {
        assertThat(run("", "check")).isEqualTo(1);
        assertThat(out)
                .isEqualTo(
                        """
                        1 process left over on builder31

                        MEDIUM    builder31: etcd left over for 7 d
                                  A job that has ended left it running.
                                  process-leftover/builder31:etcd

                        0 endpoint addresses and 1 host as of 2026-11-22T12:00:00Z
                        """);
    }

    @Test
    void withoutADisplayTheWindowsFactsArePrinted() {
        assertThat(run("")).isEqualTo(1);
        assertThat(out).startsWith("There is no display").contains("etcd left over");
        assertThat(run("", "demo")).isEqualTo(1);
        assertThat(out).startsWith("There is no display").contains("etcd left over");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chek",
                "check --jsn",
                "check --json --nagios",
                "probe",
                "probe a:b",
                "probe a --starttls gopher",
                "probe a --starttls auto",
                "fix",
                "hosts",
                "inspect -x",
                "check --fleet /nowhere/fleet.yaml"
            })
    void badUsageIsUnknownAndSaysWhatIsWrong(String line) {
        assertThat(run("", line.split(" "))).isEqualTo(3);
        assertThat(err).startsWith("watchkeeper: ").doesNotContain("Exception", "\tat ");
        assertThat(out).isEmpty();
    }

    @Test
    void aMistypedCommandIsToldItsNeighbour() {
        run("", "chek");
        assertThat(err).contains("check");
    }

    @Test
    void helpAndVersionWorkEverywhere() {
        assertThat(run("", "--help")).isZero();
        assertThat(out).contains("check", "inspect", "fix", "demo", "--fleet");
        assertThat(run("", "fix", "--help")).isZero();
        assertThat(run("", "--version")).isZero();
        assertThat(out).startsWith("watchkeeper ");
    }

    @Test
    void planShowsTheExactCommandQuotedAndDoesNothing() {
        assertThat(run("", "plan", KEY)).isZero();
        assertThat(out)
                .contains(
                        "End 1 process on builder31?", "kill -TERM 'it'\\''s 5'", "admin via sudo");
        assertThat(desk.ran).isEmpty();
    }

    @Test
    void anUnknownKeyIsAnsweredWithThoseThereAre() {
        assertThat(run("", "plan", "nothing/here")).isEqualTo(3);
        assertThat(err).contains("there is no finding 'nothing/here'", KEY);
    }

    @Test
    void fixRunsOnlyAfterAYes() {
        // fault 70
        assertThat(run("n\n", "fix", KEY)).isEqualTo(1);
        assertThat(out).contains("Run it? [y/N]", "Nothing was done.");
        assertThat(desk.ran).isEmpty();

        assertThat(run("y\n", "fix", KEY)).isZero();
        assertThat(out).contains("1. End what is left over", "| killed 5", "Fixed: ");
        assertThat(desk.ran).containsExactly(KEY + " with ''");
    }

    @Test
    void aPlanThatWantsAWordTakesNoOther() {
        desk.typed = Optional.of("builder31");
        assertThat(run("y\n", "fix", KEY)).isEqualTo(1);
        assertThat(desk.ran).isEmpty();
        assertThat(run("builder31\n", "fix", KEY)).isZero();
        assertThat(desk.ran).containsExactly(KEY + " with 'builder31'");
    }

    @Test
    void withNobodyToAskAYesMustBeGiven() {
        assertThat(runUnattended("fix", KEY)).isEqualTo(3);
        assertThat(err).contains("--yes");
        assertThat(runUnattended("fix", "--yes", KEY)).isZero();
    }

    @Test
    void onlyFixedEndsWithZero() {
        desk.outcome = new RemedyOutcome.NotFixed("It is still there.");
        assertThat(run("", "fix", "--yes", KEY)).isEqualTo(2);
        desk.outcome = new RemedyOutcome.StepFailed(0, "no such process");
        assertThat(run("", "fix", "--yes", KEY)).isEqualTo(2);
        desk.outcome = new RemedyOutcome.Refused("It is another process.");
        assertThat(run("", "fix", "--yes", KEY)).isEqualTo(1);
        desk.outcome = new RemedyOutcome.Cancelled("Nothing is left.");
        assertThat(run("", "fix", "--yes", KEY)).isEqualTo(1);
        desk.outcome = new RemedyOutcome.Unknown("The connection was lost.");
        assertThat(run("", "fix", "--yes", KEY)).isEqualTo(3);
    }

    @Test
    void aPlanThatIsNotThereIsNotRun() {
        assertThat(run("", "fix", "--yes", "--plan", "2", KEY)).isEqualTo(3);
        assertThat(err).contains("there is no plan 2; there are 1");
        assertThat(desk.ran).isEmpty();
    }

    @Test
    void sudoersNamesTheUserAndRefusesAHostThatIsNotInTheFleet() {
        assertThat(run("", "sudoers", "--user", "admin", "builder31")).isZero();
        assertThat(out).contains("admin", "Cmnd_Alias");
        assertThat(run("", "sudoers", "elsewhere")).isEqualTo(3);
    }

    @Test
    void auditVerifyTellsTheRowThatDoesNotFit() {
        // fault 81
        assertThat(run("", "audit", "verify")).isZero();
        desk.verdict = new AuditVerdict.Broken(3, "its hash is another");
        assertThat(run("", "audit", "verify")).isEqualTo(2);
        assertThat(out).contains("row 3");
    }

    @Test
    void anUnknownHostKeyIsStoredOnlyAfterAYesToItsFingerprint() {
        // fault 28
        FakeDesk unknown = new FakeDesk(keyRefused(HostKeyProblem.Kind.UNKNOWN));
        assertThat(run(unknown, "no\n", true, "hosts", "accept", "builder31")).isEqualTo(1);
        assertThat(out).contains("SHA256:abc");
        assertThat(run(unknown, "", false, "hosts", "accept", "builder31")).isEqualTo(3);
        String[] other = {"hosts", "accept", "--fingerprint", "SHA256:x", "builder31"};
        assertThat(run(unknown, "", false, other)).isEqualTo(1);
        assertThat(unknown.accepted).isEmpty();
        assertThat(run(unknown, "y\n", true, "hosts", "accept", "builder31")).isZero();
        assertThat(unknown.accepted).hasSize(1);
    }

    @Test
    void aChangedHostKeyIsNeverAccepted() {
        // fault 29
        FakeDesk changed = new FakeDesk(keyRefused(HostKeyProblem.Kind.CHANGED));
        String[] line = {"hosts", "accept", "--fingerprint", "SHA256:abc", "builder31"};
        assertThat(run(changed, "y\n", true, line)).isEqualTo(3);
        assertThat(out).contains("SHA256:abc", "known is SHA256:old");
        assertThat(changed.accepted).isEmpty();
    }

    @Test
    void aServedDemoEndsWithItsInput() {
        assertThat(run("", "demo", "--serve", "/some/folder")).isZero();
        assertThat(desk.ran).containsExactly("serve /some/folder", "ended");
        assertThat(out).contains("--fleet /some/folder/fleet.yaml");
    }

    private int run(String input, String... line) {
        return run(desk, input, true, line);
    }

    private int runUnattended(String... line) {
        return run(desk, "", false, line);
    }

    private int run(FakeDesk on, String input, boolean interactive, String... line) {
        var outText = new StringWriter();
        var errText = new StringWriter();
        var terminal =
                new Terminal(
                        new BufferedReader(new StringReader(input)),
                        new PrintWriter(outText),
                        new PrintWriter(errText),
                        interactive);
        int status = Watchkeeper.run(on, terminal, line);
        out = outText.toString();
        err = errText.toString();
        return status;
    }

    private static FleetSnapshot leftover() {
        var etcd = Samples.process("builder31", 5, "etcd").get();
        return new Fold(empty())
                .add(Samples.probed(BUILDER, Samples.NOW, List.of(etcd), List.of()))
                .at(Samples.NOW);
    }

    private static FleetSnapshot keyRefused(HostKeyProblem.Kind kind) {
        var problem =
                new HostKeyProblem(
                        kind,
                        "builder31",
                        "ssh-ed25519",
                        "SHA256:abc",
                        List.of("SHA256:old"),
                        "AAAA");
        return new Fold(empty())
                .add(new KeyRefused(BUILDER, Samples.NOW, Duration.ofMillis(80), problem))
                .at(Samples.NOW);
    }

    private static FleetSnapshot empty() {
        return FleetSnapshot.empty(Samples.fleet(List.of(), List.of(BUILDER)), Samples.NOW);
    }
}
