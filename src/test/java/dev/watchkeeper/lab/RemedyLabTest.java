package dev.watchkeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.watchkeeper.lab.LabConsole.Said;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// From the first look to the verified remedy by the program itself, on a real sshd and a real FUSE
/// file system whose server is stopped.
@Tag("lab")
final class RemedyLabTest {
    private static final String MOUNT = "mount-silent/box:/mnt/vol_1";
    private static final Pattern ANSWERED = Pattern.compile("answered in (\\d+) ms");

    @TempDir private Path folder;
    private LabHost host;
    private LabConsole console;

    @BeforeEach
    void start() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "namespaces need root");
        assumeTrue(Files.exists(Path.of("/dev/fuse")), "no /dev/fuse");
        host = new LabHost(folder);
        console = new LabConsole(folder, host.fleet("root", "    leftovers: [sshd]"));
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void aHangIsSeenFreedVerifiedAndRecordedAndTenInspectionsLeaveNothing() throws Exception {
        long server = host.mountSilent();
        host.tell("kill -STOP " + server);
        long df = host.stuck("df -h", "request_wait_answer");
        List<String> before = host.processes();
        for (int i = 0; i < 10; i++) {
            assertShown(console.run("inspect", "box").text(), server, df);
        }
        LabProcesses.eventually(() -> left(before).isEmpty());

        Said plans = console.run("plan", MOUNT);
        assertThat(plans.status()).isZero();
        assertThat(plans.text())
                .contains("Plan 1", "Continue perl", "kill -CONT " + server)
                .contains("Plan 3", "umount -f '" + LabHost.POINT + "'", "kill -TERM " + df);
        assertThat(host.runs(df)).isTrue();

        // It is continued, and yet answers nothing: that is not said to be fixed.
        Said continued = console.run("fix", MOUNT, "--yes");
        assertThat(continued.text()).contains("Not fixed: Process " + server + " runs again.");
        assertThat(continued.status()).isEqualTo(2);

        Said fixed = console.run("fix", MOUNT, "--yes", "--plan", "2");
        assertThat(fixed.text()).contains("Fixed: ", "Observed again: the problem is gone.");
        assertThat(fixed.status()).isZero();
        assertThat(host.runs(df)).isFalse();
        assertThat(host.tell("cat /proc/self/mountinfo")).noneMatch(l -> l.contains("silent"));
        LabProcesses.eventually(() -> left(before).isEmpty());
        assertThat(console.run("audit", "verify"))
                .isEqualTo(new Said(0, "The audit record is intact: 4 entries.\n"));
    }

    // fault 65
    @Test
    void theServerThatLetsAnybodyInIsNeverEndedAndTheReasonIsSaid() throws Exception {
        Said refused = console.run("fix", leftover(), "--yes");
        assertThat(refused.text())
                .contains("Refused: Nothing was done: ")
                .contains("was not touched: it carries this very session");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(host.processes()).anyMatch(l -> l.endsWith(" S sshd"));
        assertThat(console.run("audit", "verify").text()).contains("2 entries");
    }

    // fault 49
    @Test
    void aHostThatHasNothingButBusyboxTellsTheSame() throws Exception {
        assumeTrue(Files.exists(Path.of("/usr/bin/busybox")), "no busybox");
        long server = host.mountSilent();
        long df = host.stuck("df -h", "request_wait_answer");
        host.tell(
                "for p in sh cat cut date grep head id mkdir mv printf readlink rm rmdir sed setsid"
                    + " sleep sort stat tee tr umount; do f=$(command -v /usr/bin/$p) && mount"
                    + " --bind /usr/bin/busybox $f; done; mount --bind /dev/null /usr/bin/getconf");
        String text = console.run("inspect", "box").text();
        assertShown(text, server, df);
        assertThat(text).doesNotContain("note:");
        Said fixed = console.run("fix", MOUNT, "--yes", "--plan", "2");
        assertThat(fixed.text()).contains("Fixed: ");
    }

    // What runs the probe is not the host's own load.
    @Test
    void nothingOfTheInspectionItselfIsShown() throws Exception {
        long own = host.start("sleep 4711");
        String shown = console.run("inspect", "box").text();
        List<String> processes =
                shown.lines().filter(l -> l.matches("\\s+\\d+\\s+\\d+ [A-Z] .*")).toList();
        assertThat(processes)
                .anyMatch(l -> l.contains(" " + own + " ") && l.endsWith("sleep 4711"))
                .noneMatch(l -> l.contains("head -c") || l.contains("sh -s"))
                .noneMatch(l -> l.endsWith(" cat"))
                .filteredOn(l -> l.contains("sleep"))
                .hasSize(1);
    }

    private String leftover() throws Exception {
        return console.run("check")
                .text()
                .lines()
                .flatMap(l -> Pattern.compile("process-leftover/\\S+").matcher(l).results())
                .map(java.util.regex.MatchResult::group)
                .findFirst()
                .orElseThrow();
    }

    private static void assertShown(String text, long server, long df) {
        var took = ANSWERED.matcher(text);
        assertThat(took.find()).as(text).isTrue();
        assertThat(Long.parseLong(took.group(1))).isLessThan(5_000);
        assertThat(text)
                .containsPattern(
                        LabHost.POINT + " +fuse\\.silent +NO ANSWER .*served by pid " + server)
                .containsPattern(
                        " "
                                + df
                                + " .*df -h  \\[waits on "
                                + LabHost.POINT
                                + "]  \\[in request_wait_answer < .*fuse");
    }

    private static String pid(String line) {
        return line.substring(0, line.indexOf(' '));
    }

    private List<String> left(List<String> before) {
        try {
            return host.processes().stream()
                    .filter(l -> before.stream().noneMatch(b -> pid(b).equals(pid(l))))
                    .toList();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
