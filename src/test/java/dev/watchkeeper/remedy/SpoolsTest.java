package dev.watchkeeper.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Which folders the scripts of detached runs make, trust and remove.
final class SpoolsTest {
    static final List<List<String>> SHELLS = DetachedScriptsTest.SHELLS;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String WK = RunHost.NONCE + " ";

    @TempDir private Path home;
    private final RunId run = RunId.next(new SecureRandom());

    // faults 67 and 69: what the list says is what is removed, and nothing else
    @ParameterizedTest
    @FieldSource("SHELLS")
    void theNextRenewalRemovesExactlyTheRunsThatWereListedAsOld(List<String> shell)
            throws Exception {
        var host = new RunHost(shell, home);
        Files.createDirectories(host.runs());
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        for (int i = 0; i < 25; i++) {
            ended(host, i, Files.getLastModifiedTime(home).toInstant().minusSeconds(60 + i));
        }
        Path ancient = ended(host, 77, now.minus(Duration.ofDays(40)));
        Path foreign = Files.createDirectory(host.runs().resolve("r0000000000zz"));
        Path named = Files.createDirectory(host.runs().resolve("notes"));
        Path kept = Files.writeString(home.resolve("kept"), "kept");

        Set<String> listed = old(host);
        assertThat(listed).hasSize(6).contains(ancient.getFileName().toString());
        Set<String> before = names(host);
        host.said(host.begin(host.renewal("docs", MINUTE, "true"), run));

        before.removeAll(listed);
        before.add(run.value());
        assertThat(names(host)).isEqualTo(before);
        assertThat(foreign).exists();
        assertThat(named).exists();
        assertThat(kept).exists();
    }

    // fault 68: a link in place of a run's folder, and a file that no run makes
    @ParameterizedTest
    @FieldSource("SHELLS")
    void aLinkIsNeverFollowedAndAFolderWithOtherFilesStays(List<String> shell) throws Exception {
        var host = new RunHost(shell, home);
        Files.createDirectories(host.runs());
        Instant longAgo = Instant.parse("2026-01-01T00:00:00Z");
        Path precious = Files.createDirectories(home.resolve("precious"));
        Files.writeString(precious.resolve("status"), "exit 0\n");
        Files.setLastModifiedTime(precious, FileTime.from(longAgo));
        Path link = Files.createSymbolicLink(host.runs().resolve("r00000000000a"), precious);
        Path mixed = ended(host, 5, longAgo);
        Files.writeString(mixed.resolve("letter"), "mine");
        Files.setLastModifiedTime(mixed, FileTime.from(longAgo));

        assertThat(old(host)).containsExactly(mixed.getFileName().toString());
        host.said(host.begin(host.renewal("docs", MINUTE, "true"), run));

        assertThat(precious.resolve("status")).exists();
        assertThat(link).isSymbolicLink();
        assertThat(mixed.resolve("letter")).hasContent("mine");
        assertThat(
                        host.says(
                                DetachedScripts.attach(
                                        RunHost.NONCE, new RunId("r00000000000a"), 0, false)))
                .isEqualTo(WK + "absent\n" + WK + "end\n");
    }

    // A folder that is a link, or that others may write to, takes no output: another one does.
    @ParameterizedTest
    @FieldSource("SHELLS")
    void aRunsFolderThatIsALinkOrOpenToOthersIsNotUsed(List<String> shell) throws Exception {
        var host = new RunHost(shell, home);
        Path elsewhere = Files.createDirectories(home.resolve("elsewhere"));
        Files.createDirectories(host.runs().getParent());
        Files.createSymbolicLink(host.runs(), elsewhere);
        assertUsedElsewhere(host, run);
        assertThat(elsewhere).isEmptyDirectory();

        Files.delete(host.runs());
        Files.createDirectory(host.runs());
        Files.setPosixFilePermissions(host.runs(), PosixFilePermissions.fromString("rwxrwxrwx"));
        assertUsedElsewhere(host, RunId.next(new SecureRandom()));
        assertThat(host.runs()).isEmptyDirectory();
    }

    // fault 52: the home folder takes nothing
    @ParameterizedTest
    @FieldSource("SHELLS")
    void aHomeThatTakesNothingIsNoHindrance(List<String> shell) throws Exception {
        Path file = Files.writeString(home.resolve("file"), "no folder");
        assertUsedElsewhere(new RunHost(shell, file), run);
    }

    @ParameterizedTest
    @FieldSource("SHELLS")
    void aRunThatHasEndedIsForgottenWithTheFoldersThatItWasKeptIn(List<String> shell)
            throws Exception {
        var host = new RunHost(shell, home);
        host.said(host.begin(host.renewal("docs", MINUTE, "true"), run));
        host.says(DetachedScripts.attach(RunHost.NONCE, run, 0, true));

        assertThat(host.says(DetachedScripts.remove(RunHost.NONCE, run)))
                .isEqualTo(WK + "absent\n" + WK + "end\n");
        assertThat(home.resolve(".local/state")).isEmptyDirectory();
        assertThat(host.says(DetachedScripts.remove(RunHost.NONCE, run)))
                .isEqualTo(WK + "absent\n" + WK + "end\n");
    }

    // Whoever else has followed it may ask again how it ended.
    @ParameterizedTest
    @FieldSource("SHELLS")
    void aRunThatAnotherConsoleHasFollowedIsKept(List<String> shell) throws Exception {
        var host = new RunHost(shell, home);
        host.said(host.begin(host.renewal("docs", MINUTE, "true"), run));
        host.says(DetachedScripts.attach(RunHost.NONCE, run, 0, false));

        assertThat(host.says(DetachedScripts.remove(RunHost.NONCE, run)))
                .isEqualTo(WK + "exit 0\n" + WK + "end\n");
        assertThat(host.folder(run).resolve("status")).hasContent("exit 0");
    }

    @ParameterizedTest
    @FieldSource("SHELLS")
    void aRunThatGoesOnIsNotForgottenNorIsAnother(List<String> shell) throws Exception {
        var host = new RunHost(shell, home);
        RunId ended = RunId.next(new SecureRandom());
        host.said(host.begin(host.renewal("mail", MINUTE, "true"), ended));
        Process connection = host.begin(host.renewal("docs", MINUTE, "exec sleep 20"), run);
        long runner = host.runner(run);

        assertThat(host.says(DetachedScripts.remove(RunHost.NONCE, run)))
                .isEqualTo(WK + "running " + runner + "\n" + WK + "end\n");
        host.says(DetachedScripts.end(RunHost.NONCE, run));
        assertThat(host.said(connection)).endsWith(WK + "cancelled\n" + WK + "end\n");
        assertThat(names(host)).containsExactlyInAnyOrder(run.value(), ended.value());
    }

    private static void assertUsedElsewhere(RunHost host, RunId run) throws Exception {
        assertThat(host.said(host.begin(host.renewal("docs", MINUTE, "echo on"), run)))
                .contains("\non\n")
                .endsWith(WK + "exit 0\n" + WK + "end\n");
        Path own = Path.of("/var/tmp/watchkeeper-" + uid(), "runs", run.value());
        assertThat(own.resolve("status")).hasContent("exit 0");
        for (String name : List.of("status", "output", "pid", "job", "runner", "about")) {
            Files.delete(own.resolve(name));
        }
        Files.delete(own);
    }

    private static String uid() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").toString();
    }

    private static Path ended(RunHost host, int number, Instant at) throws IOException {
        Path folder =
                Files.createDirectory(host.runs().resolve("r%012x".formatted(0xabc000 + number)));
        Files.writeString(folder.resolve("status"), "exit 0\n");
        Files.setLastModifiedTime(folder, FileTime.from(at));
        return folder;
    }

    private static Set<String> old(RunHost host) throws Exception {
        return host.says(DetachedScripts.list(RunHost.NONCE))
                .lines()
                .filter(l -> l.startsWith(WK + "old "))
                .map(l -> l.substring((WK + "old ").length()))
                .collect(Collectors.toSet());
    }

    private static Set<String> names(RunHost host) throws IOException {
        try (var all = Files.list(host.runs())) {
            return all.map(p -> p.getFileName().toString()).collect(Collectors.toSet());
        }
    }
}
