package dev.watchkeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.lab.LabConsole.Said;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Detached renewals on hosts that are not as usual: full disks, and a real systemd.
@Tag("lab")
@Timeout(180)
final class DetachedHostsLabTest {
    @TempDir private Path folder;

    // fault 52
    @Test
    void aHostWhoseDisksAreFullIsRefusedByNameAndNothingRuns() throws Exception {
        String full = onDisks("size=64k", "dd if=/dev/zero of=$p/fill 2>/dev/null");
        try (var lab = new DetachedLab(folder, List.of(), DetachedLab.WAITING, full)) {
            assertRefused(lab);
        }
    }

    // fault 52
    @Test
    void aHostWhoseDisksTakeNoWriteIsRefusedByNameAndNothingRuns() throws Exception {
        try (var lab =
                new DetachedLab(folder, List.of(), DetachedLab.WAITING, onDisks("ro", ":"))) {
            assertRefused(lab);
        }
    }

    private void assertRefused(DetachedLab lab) throws Exception {
        assertThat(lab.console().run(lab.fixing()).text())
                .contains(
                        "Refused: Nothing was done: neither the home folder nor /var/tmp of the"
                                + " host takes the run's output");
        assertThat(folder.resolve("marks")).doesNotExist();
    }

    // fault 52
    @Test
    void theOutcomeIsKnownAlsoWhereTheCommandHasFilledTheDisk() throws Exception {
        String filling = "head -c 9000000 /dev/zero > $HOME/fill; exit 3";
        try (var lab = new DetachedLab(folder, List.of(), filling, onDisks("size=256k", ":"))) {
            assertThat(lab.console().run(lab.fixing()).text())
                    .contains("“docs” ended with status 3");
        }
    }

    @Test
    void whereSystemdIsTheFirstProcessTheRunIsAUnitOfItsOwn() throws Exception {
        String program = Path.of("src/lab/systemd.sh").toAbsolutePath().toString();
        try (var lab =
                new DetachedLab(
                        folder,
                        List.of(program, folder.toString()),
                        "cat /proc/self/cgroup > FOLDER/cgroup; " + DetachedLab.WAITING)) {
            lab.begun().destroyForcibly().waitFor();
            lab.letGo();
            Said attached = lab.console().run("attach", "box");

            assertThat(attached.text()).contains("one\ntwo\n").contains("ended with status 0.");
            assertThat(Files.readString(folder.resolve("cgroup")))
                    .contains(
                            "/system.slice/watchkeeper-run-%s.service\n"
                                    .formatted(lab.onlyRun().getFileName()));
        }
    }

    /// A line of sshd's configuration that gives each session disks of its own.
    ///
    /// @param fill what is done with each, which is `$p`
    private String onDisks(String options, String fill) throws IOException {
        Path script = folder.resolve("disks.sh");
        Files.writeString(
                script,
                """
                exec unshare --mount --propagation private sh -c '
                for p in "$HOME" /var/tmp; do
                    mount -t tmpfs -o mode=1777,%s lab "$p"
                    %s
                done
                exec sh -c "$SSH_ORIGINAL_COMMAND"'
                """
                        .formatted(options, fill));
        return "ForceCommand sh " + script;
    }
}
