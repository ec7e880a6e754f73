package dev.watchkeeper.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Removes temporary folders of Ansible's really, under each shell that hosts have.
final class RemoveFoldersTest {
    static final List<List<String>> SHELLS = DetachedScriptsTest.SHELLS;
    private static final String WK = RunHost.NONCE + " ";
    private static final String TASK = "ansible-tmp-1764300000.12-456-98765";

    @TempDir private Path home;
    private Path parent;

    @BeforeEach
    void makeFolder() throws Exception {
        home = home.toRealPath();
        parent = Files.createDirectories(home.resolve(".ansible/tmp"));
    }

    @ParameterizedTest
    @FieldSource("SHELLS")
    void theFolderOfATaskGoesWithAllThatIsInItAndNothingBesideIt(List<String> shell)
            throws Exception {
        Path task = Files.createDirectories(parent.resolve(TASK + "/__pycache__"));
        Files.writeString(task.resolve("x.pyc"), "x");
        Path other = Files.createDirectory(parent.resolve(TASK + "1"));
        Path outside = Files.writeString(home.resolve("precious"), "mine");
        Files.createSymbolicLink(parent.resolve(TASK + "/link"), home);

        assertThat(says(shell, Samples.boot(), parent + "/" + TASK))
                .isEqualTo(WK + "removed " + parent + "/" + TASK + "\n" + WK + "end\n");
        assertThat(parent.resolve(TASK)).doesNotExist();
        assertThat(other).exists();
        assertThat(outside).exists();
    }

    @ParameterizedTest
    @FieldSource("SHELLS")
    void theFolderOfARunGoesOnlyOnceTheRunHasEnded(List<String> shell) throws Exception {
        Process run = new ProcessBuilder("sleep", "300").start();
        Path folder =
                Files.createDirectory(parent.resolve("ansible-local-" + run.pid() + "q2m_1kzx"));
        Files.writeString(folder.resolve("x"), "x");
        Path other =
                Files.createDirectory(parent.resolve("ansible-local-" + run.pid() + "1q2m_1kzx"));
        String path = parent + "/ansible-local-" + run.pid() + "????????";

        assertThat(says(shell, Samples.boot(), path)).contains("kept " + path + " ");
        assertThat(folder).exists();
        run.destroyForcibly().waitFor();
        assertThat(says(shell, Samples.boot(), path)).contains(WK + "removed " + path);
        assertThat(folder).doesNotExist();
        assertThat(other).exists();
    }

    // faults 68 and 69
    @ParameterizedTest
    @FieldSource("SHELLS")
    void noLinkIsFollowedAndNoOtherNameIsTaken(List<String> shell) throws Exception {
        Path real = Files.createDirectories(home.resolve("elsewhere/" + TASK));
        Path link = Files.createSymbolicLink(home.resolve("link"), home.resolve("elsewhere"));
        Files.createSymbolicLink(parent.resolve(TASK), real);

        for (String path :
                List.of(
                        link + "/" + TASK,
                        parent + "/../tmp/" + TASK,
                        parent.toString(),
                        "/",
                        "",
                        TASK,
                        parent + "/ansible-tmp-*-1-1",
                        parent + "/ansible-local-????????")) {
            assertThat(says(shell, Samples.boot(), path)).as(path).startsWith(WK + "kept");
        }
        assertThat(says(shell, Samples.boot(), parent + "/" + TASK)).startsWith(WK + "absent");
        assertThat(real).exists();
    }

    // fault 64
    @ParameterizedTest
    @FieldSource("SHELLS")
    void inAnotherBootNothingIsTouched(List<String> shell) throws Exception {
        Path task = Files.createDirectory(parent.resolve(TASK));

        assertThat(says(shell, Samples.BOOT, task.toString()))
                .isEqualTo(WK + "refused - boot\n" + WK + "end\n");
        assertThat(task).exists();
    }

    private String says(List<String> shell, String boot, String path) throws Exception {
        var folders = new RemedyStep.Action.RemoveFolders(List.of(path), boot);
        return new RunHost(shell, home)
                .says(Commands.removeFolders(new Commands.Frame(RunHost.NONCE, false), folders));
    }
}
