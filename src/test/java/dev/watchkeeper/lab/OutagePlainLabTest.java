package dev.watchkeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What waits for another host without Ansible: ssh, scp and git; and hosts that are frozen or
/// whose packets are lost, which are the cause themselves.
@Tag("lab")
@Tag("more")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OutagePlainLabTest {
    private static final String DEPLOY = "ant-queen";

    private OutageLab lab;
    private long server;

    @BeforeAll
    void buildUp(@TempDir Path home) throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "namespaces need root");
        assumeTrue(Files.exists(Path.of("/dev/fuse")), "no /dev/fuse");
        lab = new OutageLab(home);
        server = lab.outage("silent", "builder1").getFirst();
    }

    @AfterAll
    void tearDown() throws Exception {
        lab.close();
    }

    @AfterEach
    void endRuns() throws Exception {
        lab.ask(DEPLOY, "pkill -9 -x 'ssh|scp|git.*'");
        lab.outage("thaw", "builder31");
        lab.outage("pass", "builder31");
    }

    // What is started, what it is called, and what hangs at the other end.
    @ParameterizedTest
    @CsvSource({
        "ssh builder1 df, ssh, df",
        "scp builder1:/mnt/x/file /tmp/copy, scp, sshd: root@internal-sftp",
        "scp -O root@10.99.0.11:/mnt/x/file /tmp/copy, scp, scp -f /mnt/x/file",
        "git clone ssh://root@builder1/mnt/x/tools /tmp/tools, git, git-upload-pack /mnt/x/tools",
        "ssh -J builder7 builder1 stat -f /mnt/x, ssh, stat -f /mnt/x",
    })
    void whatHangsInAMountThereIsNamedWithItsServer(String command, String name, String remote)
            throws Exception {
        long top = lab.start(DEPLOY, command);
        lab.until("builder1", "pgrep -fx '%s *' >/run/it".formatted(remote));
        lab.until("builder1", "grep -q request_wait_answer /proc/$(head -n 1 /run/it)/wchan");
        aged();

        OutageReport said = OutageReport.of(lab.check("root"), DEPLOY);
        assertThat(said.title())
                .contains(" of 1 run of " + name + " on ant-queen")
                .endsWith("← builder1:/mnt/x does not answer ← perl pid " + server);
        assertThat(said.pids()).containsExactlyInAnyOrderElementsOf(lab.tree(DEPLOY, top));
        assertThat(lab.pids("builder1", remote + " *"))
                .contains(OutageReport.pidIn(said.chain("builder1"), "builder1", remote));
        assertThat(said.words()).doesNotContain("unknown").doesNotContain("builder31");
    }

    @Test
    void whatWorksOnAHostWithAHangIsNotSaidToWaitForIt() throws Exception {
        lab.start(DEPLOY, "ssh builder1 sleep 600");
        lab.until("builder1", "pgrep -x sleep");
        aged();

        assertThat(keys()).contains("mount-silent/builder1:/mnt/x").doesNotContain(stuckRuns());
    }

    @ParameterizedTest
    @CsvSource({"freeze, hangs while", "drop, does not answer while connecting"})
    void aHostThatIsFrozenOrOutOfReachIsItselfTheCause(String what, String words) throws Exception {
        long run = lab.start(DEPLOY, "ssh builder31 sleep 600");
        lab.until("builder31", "pgrep -x sleep");
        lab.outage(what, "builder31");
        aged();

        OutageReport said = OutageReport.of(lab.check("root"), DEPLOY);
        assertThat(said.title())
                .contains("1 run of ssh on ant-queen")
                .contains("builder31 " + words);
        assertThat(said.pids()).containsExactly(run);
        assertThat(said.words()).doesNotContain("builder1 ", "builder1:", "builder7");
    }

    private static String stuckRuns() {
        return "run-stuck/" + DEPLOY;
    }

    private List<String> keys() throws Exception {
        return new OutageReport(lab.check("root"), tools.jackson.databind.node.NullNode.instance)
                .keys();
    }

    /// Waits until every ssh is older than what counts as stuck.
    private void aged() throws Exception {
        lab.until(DEPLOY, "[ $(ps -o etimes= -C ssh | sort -n | head -n 1) -ge 4 ]");
    }
}
