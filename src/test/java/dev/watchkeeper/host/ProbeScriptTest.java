package dev.watchkeeper.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.HostThresholds;
import dev.watchkeeper.ssh.RemoteCommand;
import dev.watchkeeper.ssh.SshOutcome;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

@EnabledOnOs(value = OS.LINUX, disabledReason = "the probe reads /proc")
final class ProbeScriptTest {
    static final Host HERE = Host.of("here");
    static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"sh", "dash", "bash", "busybox"})
    void everyShellTellsOfThisMachineAndComesToItsEnd(String shell) {
        HostSnapshot s = probe(shell);
        assertThat(s.complete()).as("notes: %s", s.notes()).isTrue();
        assertThat(s.bootId()).hasSize(36);
        assertThat(s.kernel()).startsWith("Linux ");
        assertThat(s.load()).hasSize(3);
        assertThat(s.memory().total()).isGreaterThan(s.memory().available()).isPositive();
        assertThat(s.uptime()).isPositive();
        assertThat(s.clockOffset().abs()).isLessThan(Duration.ofSeconds(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox"})
    void theProcessThatAsksIsSeenAsTheKernelShowsIt(String shell) throws Exception {
        long pid = ProcessHandle.current().pid();
        RemoteProcess me = probe(shell).process(pid).orElseThrow();
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        assertThat(me.key().startTicks()).isEqualTo(Long.parseLong(fields[19]));
        assertThat(me.parent()).isEqualTo(Long.parseLong(fields[1]));
        assertThat(me.user()).isEqualTo(System.getProperty("user.name"));
        assertThat(me.arguments().orElseThrow()).contains("java");
        assertThat(me.contextSwitches()).isPresent();
        assertThat(me.threads()).isGreaterThan(1);
    }

    // fault 46, fault 48
    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox"})
    void aNameWithALineFeedAndControlsStaysOneRow(String shell) throws Exception {
        Path evil = folder.resolve("a) S 1\n\u001b[2J");
        Files.copy(Path.of("/bin/sleep").toRealPath(), evil);
        assertThat(evil.toFile().setExecutable(true)).isTrue();
        assumeTrue(!isMultiCall(), "sleep is part of busybox here and obeys its name");
        var process = new ProcessBuilder(evil.toString(), "60").start();
        try {
            RemoteProcess seen = probe(shell).process(process.pid()).orElseThrow();
            assertThat(seen.command()).isEqualTo("a) S 1\\n\\u{1b}[2J");
            assertThat(seen.arguments().orElseThrow()).endsWith("a) S 1\\n\\u{1b}[2J 60");
            assertThat(seen.parent()).isEqualTo(ProcessHandle.current().pid());
        } finally {
            end(process);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox"})
    void nothingIsLeftBehind(String shell) throws Exception {
        List<Long> before = ofOurGroup(probe(shell));
        assertThat(ownFolder()).doesNotExist();
        assertThat(before).isNotEmpty().containsAll(ofOurGroup(probe(shell)));
    }

    // fault 50, fault 54
    @Test
    void theLoginsLocaleAndPathAreNotUsed() throws Exception {
        for (String name : List.of("id", "cat", "grep", "stat", "tr")) {
            Path trap = folder.resolve(name);
            Files.writeString(trap, "#!/bin/sh\necho >" + folder.resolve("sprung") + "\n");
            assertThat(trap.toFile().setExecutable(true)).isTrue();
        }
        var shell =
                new LocalShell(
                        "env", "PATH=" + folder + ":.:/usr/bin:/bin", "LC_ALL=de_DE.UTF-8", "sh");
        RemoteCommand probe = probeOver(shell).command("n0n5en5e", false);
        String told = probe.stdin() + "\necho \"$LC_ALL $PATH\"\n";
        var outcome =
                (SshOutcome.Completed)
                        shell.run(HERE, new RemoteCommand(probe.arguments(), told, 1, 1), LIMIT);
        assertThat(outcome.stdout()).endsWith("\nC /usr/sbin:/usr/bin:/sbin:/bin\n");
        assertThat(folder.resolve("sprung")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox"})
    void twelveHundredProcessesAreReadWithTheArgumentsOfEach(String shell) throws Exception {
        assumeTrue(LocalShell.exists(shell), "no " + shell + " here");
        String many = "i=0; while [ $i -lt 1200 ]; do sleep 4715 & i=$((i+1)); done; echo; cat";
        var process = new ProcessBuilder("sh", "-c", many).start();
        try {
            assertThat(process.getInputStream().read()).isEqualTo('\n');
            awaitSleepers(process);
            HostSnapshot s = probe(shell);
            assertThat(s.complete()).as("notes: %s", s.notes()).isTrue();
            assertThat(s.processes())
                    .filteredOn(p -> p.parent() == process.pid() && p.command().equals("sleep"))
                    .hasSize(1200)
                    .allMatch(p -> p.arguments().orElse("").equals("sleep 4715"));
        } finally {
            process.children().forEach(ProcessHandle::destroyForcibly);
            end(process);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox"})
    void whatStartsCommandsHereIsRead(String shell) {
        Timetable t = probe(shell).timetable().orElseThrow();
        var now = Clock.systemUTC().instant();
        assertThat(t.zone().orElseThrow().getRules().getOffset(now))
                .isEqualTo(ZoneId.systemDefault().getRules().getOffset(now));
        assertThat(t.systemd().orElse(true))
                .isEqualTo(Files.isDirectory(Path.of("/run/systemd/system")));
        assertThat(t.fuseLimit().isPresent())
                .isEqualTo(Files.exists(Path.of("/proc/sys/fs/fuse/max_request_timeout")));
        if (Files.isReadable(Path.of("/etc/crontab"))) {
            assertThat(t.tables())
                    .filteredOn(c -> c.path().equals("/etc/crontab"))
                    .singleElement()
                    .satisfies(c -> assertThat(c.changed()).isPresent());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox"})
    void theConfigurationThatARunReadsIsFoundAndNoOtherVariable(String shell) throws Exception {
        assumeTrue(!isMultiCall(), "sleep is part of busybox here and obeys its name");
        Path run = folder.resolve("ansible-play");
        Files.copy(Path.of("/bin/sleep").toRealPath(), run);
        assertThat(run.toFile().setExecutable(true)).isTrue();
        Path config = folder.resolve("ansible.cfg");
        Files.writeString(config, "[defaults]\nvault_password_file = /secret\n task_timeout = 7\n");
        var builder = new ProcessBuilder(run.toString(), "60").directory(folder.toFile());
        builder.environment().put("ANSIBLE_TASK_TIMEOUT", "9");
        builder.environment().put("TOKEN", "hunter2");
        builder.environment().remove("ANSIBLE_CONFIG");
        var process = builder.start();
        try {
            assertThat(probe(shell).timetable().orElseThrow().plays())
                    .filteredOn(p -> p.pid() == process.pid())
                    .containsExactly(
                            new Timetable.PlaySettings(
                                    process.pid(),
                                    Optional.of(Map.of("ANSIBLE_TASK_TIMEOUT", "9")),
                                    Optional.of(config.toString()),
                                    List.of(
                                            new Timetable.Line(1, "[defaults]"),
                                            new Timetable.Line(3, " task_timeout = 7")),
                                    Optional.empty()));
        } finally {
            end(process);
        }
    }

    // fault 51
    @Test
    void noiseOfALoginShellIsPassedOver() {
        assumeTrue(LocalShell.exists("bash"), "no bash here");
        var probe =
                probeOf("bash", "-c", "echo Welcome; printf 'no line end'; exec sh \"$@\"", "x");
        assertThat(probe.observe(HERE, LIMIT)).isInstanceOf(HostObservation.Probed.class);
    }

    @Test
    void aShellThatRunsNothingIsSaidToRunNoProbe() {
        var seen = probeOf("/bin/true").observe(HERE, LIMIT);
        assertThat(seen)
                .isInstanceOfSatisfying(
                        HostObservation.NotProbed.class,
                        n -> assertThat(n.text()).contains("ran no probe").contains("status 0"));
    }

    private static HostSnapshot probe(String shell) {
        assumeTrue(LocalShell.exists(shell), "no " + shell + " here");
        var probe = shell.equals("busybox") ? probeOf("busybox", "ash") : probeOf(shell);
        return ((HostObservation.Probed) probe.observe(HERE, LIMIT)).snapshot();
    }

    static HostProbe probeOf(String... shell) {
        return probeOver(new LocalShell(shell));
    }

    private static HostProbe probeOver(LocalShell shell) {
        return new HostProbe(
                shell, InstantSource.system(), HostThresholds.DEFAULT, () -> "n0n5en5e");
    }

    /// Everything that runs in the process group of this test, the probe's children included.
    private static List<Long> ofOurGroup(HostSnapshot s) {
        long group = s.process(ProcessHandle.current().pid()).orElseThrow().group();
        return s.processes().stream()
                .filter(p -> p.group() == group && p.state() != 'Z')
                .map(p -> p.key().pid())
                .toList();
    }

    private static boolean isMultiCall() throws IOException {
        return Path.of("/bin/sleep").toRealPath().getFileName().toString().contains("box");
    }

    static Path ownFolder() throws IOException {
        Object uid = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        return Path.of("/dev/shm/watchkeeper-" + uid);
    }

    /// Until each child has become what it was started for; a shell tells of it before.
    private static void awaitSleepers(Process parent) {
        String shell = nameOf(parent.toHandle());
        while (parent.children().anyMatch(c -> nameOf(c).equals(shell))) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static String nameOf(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", "" + process.pid(), "comm"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void end(Process process) throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
}
