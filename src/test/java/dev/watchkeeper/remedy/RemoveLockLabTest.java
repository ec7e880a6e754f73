package dev.watchkeeper.remedy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.remedy.RemedyStep.Action.RemoveLock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Takes real lock files of this machine out of the way, or leaves them: only root sees who has a
/// file open.
@Tag("lab")
final class RemoveLockLabTest {
    private final List<Process> started = new ArrayList<>();
    @TempDir private Path folder;
    private Path lock;

    @BeforeEach
    void needRoot() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root sees who holds it");
        folder = folder.toRealPath();
        lock = folder.resolve("lock");
    }

    @AfterEach
    void endWhatIsLeft() {
        started.forEach(p -> {
            p.descendants().forEach(ProcessHandle::destroyForcibly);
            p.destroyForcibly();
        });
    }

    @Test
    void aLockOfAProcessThatHasEndedIsRemoved() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Files.writeString(lock, ended.pid() + "\n");

        assertThat(run()).contains(lock + " was removed: the process that it names does not run.");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aLockThatIsOlderThanTheStartOfTheHostIsRemoved() throws Exception {
        Files.writeString(lock, "held since long\n");
        Files.setLastModifiedTime(lock, FileTime.from(Instant.EPOCH.plus(Duration.ofDays(9_000))));

        assertThat(run()).contains("was removed: it was older than the start of the host.");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aLockThatIsNotThereNeedsNothing() throws Exception {
        assertThat(run()).startsWith("There is no " + lock + ".");
    }

    @Test
    void aLockOfAProcessThatRunsStays() throws Exception {
        Process holder = start("sleep", "300");
        Files.writeString(lock, Long.toString(holder.pid()));

        assertThat(run())
                .isEqualTo(
                        "Nothing was done: sleep pid %d holds %s.".formatted(holder.pid(), lock));
        assertThat(lock).exists();
    }

    @Test
    void aLockThatTheKernelHoldsForSomebodyStaysWhateverIsInIt() throws Exception {
        Files.writeString(lock, "999999999\n");
        Process holder = start("flock", lock.toString(), "sh", "-c", "echo held; sleep 300");
        assertThat(holder.inputReader().readLine()).isEqualTo("held");

        assertThat(run()).startsWith("Nothing was done: ").endsWith(" holds " + lock + ".");
        assertThat(folder).isDirectoryContaining(lock::equals);
    }

    @Test
    void aLockThatSomebodyHasOpenStays() throws Exception {
        Files.writeString(lock, "999999999\n");
        Process holder = start("sh", "-c", "exec 3<\"$0\"; echo held; read never", lock.toString());
        assertThat(holder.inputReader().readLine()).isEqualTo("held");

        assertThat(run())
                .isEqualTo("Nothing was done: sh pid %d holds %s.".formatted(holder.pid(), lock));
        assertThat(lock).exists();
    }

    @Test
    void aLockOfWhichNothingProvesThatNobodyHoldsItStays() throws Exception {
        Files.createFile(lock);

        assertThat(run()).startsWith("Nothing was done: it names no process");
        assertThat(lock).exists();
    }

    // fault 68
    @Test
    void aLinkAndAFolderAreNoLock() throws Exception {
        Path other = Files.writeString(folder.resolve("precious"), "999999999\n");
        Files.createSymbolicLink(lock, other);
        assertThat(run()).isEqualTo("Nothing was done: a symbolic link leads there.");
        Files.delete(lock);

        Path behind = Files.createSymbolicLink(folder.resolve("link"), folder);
        assertThat(run(behind.resolve("precious").toString(), Samples.boot()))
                .isEqualTo("Nothing was done: a symbolic link leads there.");
        assertThat(other).exists();

        Files.createDirectory(lock);
        assertThat(run()).isEqualTo("Nothing was done: it is no plain file.");
        assertThat(lock).exists();
    }

    // fault 69
    @Test
    void aPathThatClimbsIsRefused() throws Exception {
        for (String path : List.of("/", "", folder + "/../lock", "lock")) {
            assertThat(run(path, Samples.boot()))
                    .isEqualTo("Nothing was done: the path is not safe.");
        }
    }

    // fault 64
    @Test
    void anotherBootIsRefused() throws Exception {
        Files.writeString(lock, "999999999\n");

        assertThat(run(lock.toString(), Samples.BOOT)).contains("the host was restarted");
        assertThat(lock).exists();
    }

    private Process start(String... command) throws Exception {
        Process process = new ProcessBuilder(command).start();
        started.add(process);
        return process;
    }

    private String run() throws Exception {
        return run(lock.toString(), Samples.boot());
    }

    private static String run(String path, String boot) throws Exception {
        Finding finding = Samples.processes(Samples.process(7, 'S', "x", "x"));
        var plan =
                new RemedyPlan(
                        finding.key(),
                        "Remove it?",
                        List.of(
                                new RemedyStep(
                                        "builder31",
                                        "root",
                                        "Remove the lock",
                                        List.of(),
                                        Duration.ofSeconds(20),
                                        new RemoveLock(path, boot))),
                        "",
                        Optional.empty());
        var hearing = new Hearing();
        var before = Samples.report(Samples.fleet(), List.of(), List.of(), finding);
        var after = Samples.report(Samples.fleet(), List.of(), List.of());
        new RemedyRunner(new LocalRemote(), new ListAudit(), new FakeEngine(before, after))
                .run(plan, "", hearing);
        return hearing.outcome().text();
    }
}
