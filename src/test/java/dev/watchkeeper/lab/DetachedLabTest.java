package dev.watchkeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.lab.LabConsole.Said;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// A renewal over a real sshd, begun by the program itself, which is then killed.
@Tag("lab")
@Timeout(180)
final class DetachedLabTest {
    @TempDir private Path folder;
    private DetachedLab lab;

    @BeforeEach
    void start() throws Exception {
        lab = new DetachedLab(folder, List.of(), DetachedLab.WAITING);
    }

    @AfterEach
    void stop() throws Exception {
        lab.close();
    }

    // faults 41 and 58
    @Test
    void theRenewalGoesOnWhenLineAndConsoleAreKilledAndANewConsoleShowsAllOfIt() throws Exception {
        lab.begun().destroyForcibly().waitFor();
        lab.endSessions();

        Said running = lab.console().run("runs", "box");
        assertThat(running.text()).contains("“docs”").contains(": runs, pid ");
        lab.letGo();
        Said attached = lab.console().run("attach", "box");

        assertThat(attached.text())
                .contains("one\ntwo\n")
                .containsPattern("The run r[0-9a-f]{12} on box ended with status 0\\.");
        assertThat(attached.status()).isZero();
        assertThat(lab.marks()).containsExactly("run");
        assertThat(lab.console().run("audit", "verify").text()).contains("intact: 2 entries");
    }

    // fault 41
    @Test
    void aLineThatDropsInTheMiddleIsTakenUpWhereItStoppedAndNothingRunsTwice() throws Exception {
        Process fix = lab.begun();
        lab.endSessions();
        lab.letGo();

        // The certificate is as old as before, and so it is not said to be fixed.
        assertThat(DetachedLab.rest(fix))
                .containsOnlyOnce("| two")
                .doesNotContain("| one")
                .contains("Not fixed: “docs” ended with status 0.");
        assertThat(lab.marks()).containsExactly("run");
    }

    // faults 41 and 58: the runner itself is killed, with the console
    @Test
    void aRunnerThatIsKilledLeavesAnOutcomeThatIsCalledUnknownAndNoProcess() throws Exception {
        lab.begun().destroyForcibly().waitFor();
        Path run = lab.onlyRun();
        kill(Files.readString(run.resolve("pid")).split(" ", 2)[0]);

        assertThat(lab.console().run("runs", "box").text()).contains(": runs, pid ");
        lab.letGo();
        Said attached = lab.console().run("attach", "box");

        assertThat(attached.text())
                .contains("one\ntwo\n")
                .contains("ended without saying how; its outcome is unknown.");
        assertThat(attached.status()).isEqualTo(3);
        assertThat(
                        ProcessHandle.allProcesses()
                                .flatMap(p -> p.info().commandLine().stream())
                                .filter(c -> c.contains(run.toString())))
                .isEmpty();
    }

    // fault 57
    @Test
    void twoConsolesAtOnceBeginOneRunAndBothShowItToItsEnd() throws Exception {
        Process first = lab.fix();
        Process second = lab.fix();
        DetachedLab.awaitLine(first, "| one");
        DetachedLab.awaitLine(second, "| one");
        lab.letGo();
        String said = DetachedLab.rest(first) + DetachedLab.rest(second);

        assertThat(Pattern.compile("\\| two").matcher(said).results()).hasSize(2);
        assertThat(Pattern.compile("was already running on box as run r").matcher(said).results())
                .hasSize(1);
        // It renews nothing, and so it is not said to be fixed.
        assertThat(Pattern.compile("Not fixed: ").matcher(said).results()).hasSize(2);
        assertThat(lab.marks()).containsExactly("run");
    }

    @Test
    void aRunIsEndedOnItsHostByHand() throws Exception {
        Process first = lab.begun();

        Said ended = lab.console().run("attach", "box", "--end");

        assertThat(ended.text()).contains("was ended on the host, as asked.");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(DetachedLab.rest(first)).contains("“docs” was ended on the host, as asked.");
    }

    private static void kill(String pid) throws Exception {
        ProcessHandle process = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        process.destroyForcibly();
        process.onExit().get(10, TimeUnit.SECONDS);
    }
}
