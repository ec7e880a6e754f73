package dev.watchkeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.watchkeeper.lab.LabConsole.Said;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/// What has changed on a host while the preview of a fix stood open is refused, with the reason; so
/// is what must never be ended.
@Tag("lab")
@Timeout(180)
final class OutageDriftLabTest {
    private static final String HOST = "builder7";
    private static final String LEFT = "process-leftover/builder7:";

    @TempDir private Path home;
    private OutageLab lab;

    @BeforeEach
    void buildUp() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "namespaces need root");
        lab = new OutageLab(home);
        lab.fleet(f ->
                f.replace("stuck-after: 3s,", "stuck-after: 3s, leftover-after: 1s,")
                        .replaceAll(
                                "(builder7.*identity: key)}",
                                "$1, leftovers: [bash, perl, sleep, sshd]}"));
    }

    @AfterEach
    void tearDown() throws Exception {
        lab.close();
    }

    // fault 64
    @Test
    void whatIsAnotherProcessOrAnotherBootByTheTimeOfTheYesIsRefused() throws Exception {
        long stays = lab.start(HOST, "sleep 3601");
        long ends = lab.start(HOST, "sleep 3602");
        awaitLeftOver(ends);

        Said reused = answered("sleep", () -> reuse(ends));
        assertThat(reused.text())
                .contains(
                        "Refused: Nothing was done: pid %d on builder7 is another process, sleep"
                                        .formatted(ends)
                                + " 3603 by now");
        assertThat(lab.pids(HOST, "sleep 360[13]")).containsExactlyInAnyOrder(stays, ends);

        Said restarted =
                answered(
                        "sleep",
                        () ->
                                lab.on(
                                        HOST,
                                        "sh",
                                        "-c",
                                        "cat /proc/sys/kernel/random/uuid >/run/boot_id"));
        assertThat(restarted.text())
                .contains("Refused: Nothing was done: builder7 was restarted since");
        assertThat(lab.pids(HOST, "sleep 360[13]")).containsExactlyInAnyOrder(stays, ends);
    }

    // fault 64
    @Test
    void whatHasOtherArgumentsByTheTimeOfTheYesIsRefused() throws Exception {
        long perl =
                lab.start(
                        HOST,
                        "perl -e '$SIG{USR1} = sub { exec \"perl\", \"-e\", \"sleep 3600\", \"x\""
                                + " }; sleep 1 while 1'");
        awaitLeftOver(perl);
        Said changed =
                answered(
                        "perl",
                        () -> {
                            lab.on(HOST, "kill", "-USR1", Long.toString(perl));
                            lab.until(HOST, "grep -q 3600 /proc/%d/cmdline".formatted(perl));
                        });
        assertThat(changed.text())
                .contains("Refused: Nothing was done: pid %d on builder7 is perl".formatted(perl));
        assertThat(lab.pids(HOST, "perl .*")).containsExactly(perl);
    }

    // fault 65
    @Test
    void theFirstProcessAndTheServerThatLetsAnybodyInAreNeverEnded() throws Exception {
        Said first = lab.console("root", "fix", LEFT + "bash", "--yes");
        assertThat(first.text())
                .contains("pid 1 was not touched: it is the first process of the system")
                .doesNotContain("sent ", "Fixed");
        assertThat(first.status()).isEqualTo(1);

        long listener = lab.pids(HOST, "sshd: /usr/sbin/sshd .*listener.*").getFirst();
        Said sshd = lab.console("root", "fix", LEFT + "sshd", "--yes");
        assertThat(sshd.text())
                .containsPattern("pid %d was not touched: it ".formatted(listener))
                .contains("it carries this very session")
                .doesNotContain("Fixed");
        assertThat(lab.pids(HOST, "sshd: /usr/sbin/sshd .*listener.*")).containsExactly(listener);
    }

    private interface Change {
        void happen() throws Exception;
    }

    /// What a fix says when something changes after its preview and before the yes.
    private Said answered(String name, Change change) throws Exception {
        try (var fix = lab.dialogue("root", "fix", LEFT + name)) {
            fix.until("Type 'builder7' to run it:");
            change.happen();
            return fix.answer(HOST);
        }
    }

    /// Another process gets the number of one that ends.
    private void reuse(long pid) throws Exception {
        lab.on(
                HOST,
                "sh",
                "-c",
                "kill -9 $1; while [ -e /proc/$1 ]; do sleep 0.1; done;"
                        + " for i in 1 2 3 4 5; do echo $(($1 - 1)) >/proc/sys/kernel/ns_last_pid;"
                        + " setsid sleep 3603 >/dev/null 2>&1 </dev/null & [ $! = $1 ] && exit 0;"
                        + " kill -9 $!; done; exit 1",
                "sh",
                Long.toString(pid));
        awaitLeftOver(pid);
    }

    /// Waits until a process is old enough to count as left over.
    private void awaitLeftOver(long pid) throws Exception {
        lab.until(HOST, "[ $(ps -o etimes= -p %d) -ge 2 ]".formatted(pid));
    }
}
