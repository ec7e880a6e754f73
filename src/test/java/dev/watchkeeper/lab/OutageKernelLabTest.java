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

/// What the kernel does not let go of: what is said then is true, and `fixed` is not said before it
/// is so.
@Tag("lab")
@Tag("more")
final class OutageKernelLabTest {
    private static final String HOST = "builder31";
    private static final String MOUNT = "mount-silent/builder31:/mnt/x";
    private static final String STUCK = "process-stuck/builder31:/mnt/x";

    @TempDir private Path home;
    private OutageLab lab;
    private long server;
    private long df;

    @BeforeEach
    void buildUp() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "namespaces need root");
        assumeTrue(Files.exists(Path.of("/dev/fuse")), "no /dev/fuse");
        lab = new OutageLab(home);
        server = lab.outage("silent", HOST).getFirst();
        df = lab.start(HOST, "df");
        lab.until(HOST, "grep -q request_wait_answer /proc/%d/wchan".formatted(df));
    }

    @AfterEach
    void tearDown() throws Exception {
        lab.close();
    }

    // The server has read the request: not even KILL frees who waits for the answer.
    @Test
    void aProcessThatNoSignalReachesIsNeverSaidToBeEnded() throws Exception {
        lab.on(HOST, "kill", "-9", Long.toString(df));
        lab.until(HOST, "grep -q '^State:.D' /proc/%d/status".formatted(df));
        aged();

        String plans = lab.console("root", "plan", STUCK).text();
        int last = plans.lastIndexOf("Plan ");
        assertThat(plans.substring(last)).contains("kill -TERM " + df, "kill -KILL " + df);
        String ending = plans.substring(last + 5, plans.indexOf('\n', last));

        Said said = lab.console("root", "fix", STUCK, "--yes", "--plan", ending);
        assertThat(said.text())
                .doesNotContain("Fixed")
                .contains("no signal reaches pid %d (state D".formatted(df))
                .contains("waits on /mnt/x: free that mount");
        assertThat(said.status()).isNotZero();
        assertThat(lab.pids(HOST, "\\[df]|df")).contains(df);

        // What was said would help does.
        Said freed = lab.console("root", "fix", MOUNT, "--yes");
        assertThat(freed.text()).contains("Fixed: ", "/mnt/x is unmounted.");
        assertThat(lab.pids(HOST, "\\[df]|df")).isEmpty();
    }

    // A working folder in it keeps the mount busy: it is in nobody's way, and yet not gone.
    @Test
    void aMountThatOnlyDetachingLetsGoIsNotSaidToBeFixedWhileSomebodyKeepsIt() throws Exception {
        long shell = lab.start(HOST, "sh -c 'cd /mnt/x; while sleep 600; do :; done'");
        lab.until(HOST, "[ \"$(readlink /proc/%d/cwd)\" = /mnt/x ]".formatted(shell));
        long child = lab.pids(HOST, "sleep 600").getFirst();
        String number =
                lab.ask(HOST, "sed -n 's,.* 0:\\([0-9]*\\) / /mnt/x .*,\\1,p' /proc/self/mountinfo")
                        .getFirst();
        aged();

        Said said = lab.console("root", "fix", MOUNT, "--yes");
        assertThat(said.text())
                .doesNotContain("Fixed: ", "/mnt/x is unmounted")
                .contains("Not fixed: ", "/mnt/x is detached, not unmounted: ")
                .contains("pid " + shell, "pid " + child, " keep it; it is gone when that ends.");
        assertThat(said.status()).isEqualTo(2);
        assertThat(lab.ask(HOST, "grep /mnt/x /proc/mounts")).isEmpty();
        assertThat(lab.pids(HOST, "df")).isEmpty();
        String connection = "/sys/fs/fuse/connections/" + number;
        assertThat(lab.ask(HOST, "ls -d " + connection)).hasSize(1);

        // What was said would help does.
        lab.on(HOST, "kill", Long.toString(shell), Long.toString(child));
        lab.until(HOST, "[ ! -e %s ]".formatted(connection));
        assertThat(lab.pids(HOST, "perl .*")).contains(server);
    }

    private void aged() throws Exception {
        lab.until(HOST, "[ $(ps -o etimes= -p %d) -ge 4 ]".formatted(df));
        lab.check("root");
    }
}
