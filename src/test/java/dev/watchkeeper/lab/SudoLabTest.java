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

/// A login without rights, and what the sudoers file of `watchkeeper sudoers` gives it: on a real
/// sshd with a real sudo.
@Tag("lab")
final class SudoLabTest {
    private static final String MOUNT = "mount-silent/box:/mnt/vol_1";

    @TempDir private Path folder;
    private LabHost host;
    private LabConsole console;
    private long server;
    private long df;

    @BeforeEach
    void start() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "namespaces need root");
        assumeTrue(Files.exists(Path.of("/dev/fuse")), "no /dev/fuse");
        assumeTrue(Files.exists(Path.of("/usr/bin/sudo")), "no sudo");
        host = new LabHost(folder);
        host.addUser("ops");
        console = new LabConsole(folder, host.fleet("ops", "    sudo: true"));
        server = host.mountSilent();
        df = host.stuck("df -h", "request_wait_answer");
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void withTheSudoersFileTheHangIsReadAndFreedThroughSudo() throws Exception {
        Said sudoers = console.run("sudoers", "box");
        assertThat(sudoers.status()).isZero();
        Files.writeString(folder.resolve("rules"), sudoers.text());
        host.tell(
                "install -m 0440 %s /etc/sudoers.d/watchkeeper && visudo -cf /etc/sudoers.d/watchkeeper >/dev/null"
                        .formatted(folder.resolve("rules")));

        assertThat(console.run("inspect", "box").text())
                .containsPattern(
                        " %d +1 S root +\\S+ \\S+ +request_wait_answer +df -h .*\\[in request_wait_answer < .*fuse_statfs"
                                .formatted(df))
                .containsPattern("FUSE connection \\d+, [^\n]*\n +\\d+ requests wait");

        Said fixed = console.run("fix", MOUNT, "--yes", "--plan", "2");
        assertThat(fixed.text())
                .contains("sudo -n tee /sys/fs/fuse/connections/", "sudo -n umount -f '/mnt/vol 1'")
                .contains("Fixed: ", "Observed again: the problem is gone.");
        assertThat(fixed.status()).isZero();
        assertThat(host.runs(df)).isFalse();
        assertThat(host.tell("cat /proc/self/mountinfo")).noneMatch(l -> l.contains("silent"));
    }

    @Test
    void aProcessOfRootsIsEndedThroughSudo() throws Exception {
        console =
                new LabConsole(
                        folder, host.fleet("ops", "    sudo: true", "    leftovers: [etcd]"));
        long left = host.startNamed("etcd");
        Files.writeString(folder.resolve("rules"), console.run("sudoers", "box").text());
        host.tell("install -m 0440 " + folder.resolve("rules") + " /etc/sudoers.d/watchkeeper");

        Said fixed = console.run("fix", "process-leftover/box:etcd", "--yes");
        assertThat(fixed.text()).contains("sent TERM " + left, "Fixed: 1 of 1 have ended.");
        assertThat(host.runs(left)).isFalse();
    }

    // fault 55
    @Test
    void withoutTheFileSudoIsAskedOnceAndWhatItWouldTellIsUnknown() throws Exception {
        // Where a mailer is installed, sudo mails a refusal and leaves its log empty.
        host.tell("echo 'Defaults logfile=/mnt/sudo.log, !mailerpath' >/etc/sudoers.d/log");
        String text = console.run("inspect", "box").text();
        assertThat(text)
                .contains("note: sudo -n was refused: it needs a password or a rule")
                .contains("the number of waiting requests could not be read")
                .containsPattern(" %d +1 S root +\\S+ \\S+ +\\? +df -h".formatted(df));
        assertThat(asked()).isEqualTo(1);

        Said refused = console.run("fix", MOUNT, "--yes");
        assertThat(refused.text())
                .contains(
                        "Refused: Nothing was done: sudo needs a password; see watchkeeper"
                                + " sudoers.");
        assertThat(refused.status()).isEqualTo(1);
        // The cycle before it asked once, and the remedy once.
        assertThat(asked()).isLessThanOrEqualTo(4);
        assertThat(host.runs(df)).isTrue();
        assertThat(host.runs(server)).isTrue();
    }

    private long asked() throws Exception {
        return host.tell("cat /mnt/sudo.log").stream().filter(l -> l.contains("COMMAND=")).count();
    }
}
