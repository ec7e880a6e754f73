package dev.watchkeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.host.HostProbe;
import dev.watchkeeper.host.HostSnapshot;
import dev.watchkeeper.host.LocalShell;
import dev.watchkeeper.host.Mount;
import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.HostThresholds;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The probe against a real FUSE mount that does not answer.
@Tag("lab")
final class FuseHangLabTest {
    private static final Host HERE = Host.of("here");
    private static final String[] NOBODY = {
        "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "sh"
    };
    private static final Duration LIMIT = Duration.ofSeconds(5);

    @TempDir(cleanup = CleanupMode.NEVER)
    private Path folder;

    private SilentMount mount;

    @BeforeEach
    void mount() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "mounting needs root");
        assumeTrue(Files.exists(Path.of("/dev/fuse")), "no /dev/fuse");
        assumeTrue(LocalShell.exists("perl"), "no perl");
        mount = new SilentMount(folder);
    }

    @AfterEach
    void unmount() {
        mount.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox"})
    void theMountItsServerAndTheWaitingDfAreNamedWithinFiveSeconds(String shell) throws Exception {
        assumeTrue(LocalShell.exists(shell), "no " + shell + " here");
        Process df = mount.stuck("request_wait_answer", "df", "-h");
        HostSnapshot s = probe(words(shell));
        assertThat(s.complete()).isTrue();
        Mount m = s.mount(mount.point()).orElseThrow();
        assertThat(m.answer()).isInstanceOf(Mount.Answer.Silent.class);
        assertThat(m.serverPid()).hasValue(mount.serverPid());
        assertThat(m.fuseWaiting().orElseThrow()).isPositive();
        assertThat(s.process(df.pid()).orElseThrow().waitsOn()).contains(mount.point());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox"})
    void aProcessWhoseArgumentsCannotBeReadDoesNotHoldUpTheOthers(String shell) throws Exception {
        assumeTrue(LocalShell.exists(shell), "no " + shell + " here");
        Process cat = mount.stuck("request_wait_answer", "cat", mount.point() + "/file");
        Process victim = mount.stuck("__folio_lock", mapping());
        assertThat(new ProcessBuilder("ps", "-e").start().waitFor(2, TimeUnit.SECONDS))
                .as("ps ends")
                .isFalse();
        for (int i = 0; i < 3; i++) {
            HostSnapshot s = probe(words(shell));
            assertThat(s.complete()).isTrue();
            assertThat(s.notes())
                    .contains("reading the arguments of pid " + victim.pid() + " blocks");
            RemoteProcess blocked = s.process(victim.pid()).orElseThrow();
            assertThat(blocked.stuckThread()).isTrue();
            assertThat(blocked.waitsOn()).contains(mount.point());
            assertThat(s.process(cat.pid()).orElseThrow().arguments().orElseThrow())
                    .isEqualTo("cat " + mount.point() + "/file");
        }
    }

    @Test
    void tenInspectionsLeaveNoMoreThanTheOneAskerThatNothingCanEnd() throws Exception {
        mount.stuck("request_wait_answer", "df");
        List<Long> before = here();
        Duration first = silent(probe(words("sh"))).since();
        for (int i = 0; i < 8; i++) {
            probe(words("sh"));
        }
        HostSnapshot last = probe(words("sh"));
        assertThat(silent(last).since()).isGreaterThan(first);
        long asker = silent(last).asker();
        assertThat(asker).isPositive();
        assertThat(here()).filteredOn(p -> !before.contains(p)).containsExactly(asker);
    }

    @Test
    void aServerThatStoppedReadingLeavesNothingOfOurs() throws Exception {
        mount.stopServer();
        List<Long> before = here();
        Duration first = silent(probe(words("sh"))).since();
        for (int i = 0; i < 8; i++) {
            probe(words("sh"));
        }
        HostSnapshot last = probe(words("sh"));
        assertThat(silent(last).asker()).isZero();
        assertThat(silent(last).since()).isGreaterThan(first);
        assertThat(here()).isSubsetOf(before);
        mount.signal("CONT");
    }

    @Test
    void anAbortFreesTheWaitersAndTheNextInspectionSaysSo() throws Exception {
        Process df = mount.stuck("request_wait_answer", "df");
        Mount hung = probe(words("sh")).mount(mount.point()).orElseThrow();
        mount.abort(hung.fuseConnection().orElseThrow());
        assertThat(df.waitFor(5, TimeUnit.SECONDS)).isTrue();
        SilentMount.await(() -> SilentMount.state(silentAsker(hung)) != 'D');
        HostSnapshot after = probe(words("sh"));
        assertThat(after.mount(mount.point()).orElseThrow().answer())
                .isEqualTo(new Mount.Answer.Faulty("Transport endpoint is not connected"));
        assertThat(after.processes()).noneMatch(p -> p.waitsOn().isPresent());
        assertThat(Path.of("/dev/shm/watchkeeper-0")).doesNotExist();
    }

    @Test
    void withoutRootTheMountIsNamedAndWhatCannotBeReadIsUnknown() throws Exception {
        Process df = mount.stuck("request_wait_answer", "df");
        HostSnapshot s = probe("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "sh");
        assertThat(s.complete()).isTrue();
        Mount m = s.mount(mount.point()).orElseThrow();
        assertThat(m.answer()).isInstanceOf(Mount.Answer.Silent.class);
        assertThat(m.fuseWaiting()).isEmpty();
        RemoteProcess seen = s.process(df.pid()).orElseThrow();
        assertThat(seen.waitChannel()).isEmpty();
        assertThat(seen.waitsOn()).contains(mount.point());
        assertThat(s.notes()).contains("wait channels of other users' processes need root");
        mount.abort(
                probe(words("sh"))
                        .mount(mount.point())
                        .orElseThrow()
                        .fuseConnection()
                        .orElseThrow());
        SilentMount.await(() -> SilentMount.state(silentAsker(m)) != 'D');
        probe(NOBODY);
        assertThat(Path.of("/dev/shm/watchkeeper-65534")).doesNotExist();
    }

    private HostSnapshot probe(String... shell) {
        var probe =
                new HostProbe(
                        new LocalShell(mount.inside(shell)),
                        InstantSource.system(),
                        HostThresholds.DEFAULT,
                        () -> "n0n5en5e");
        return ((HostObservation.Probed) probe.observe(HERE, LIMIT)).snapshot();
    }

    private Mount.Answer.Silent silent(HostSnapshot s) {
        return (Mount.Answer.Silent) s.mount(mount.point()).orElseThrow().answer();
    }

    private static long silentAsker(Mount m) {
        return ((Mount.Answer.Silent) m.answer()).asker();
    }

    private static String[] words(String shell) {
        return shell.equals("busybox") ? new String[] {"busybox", "ash"} : new String[] {shell};
    }

    private String[] mapping() {
        Path classes =
                Path.of(
                        PrivateMapping.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .getPath());
        return new String[] {
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            classes.toString(),
            PrivateMapping.class.getName(),
            mount.point() + "/file"
        };
    }

    /// Everything that runs in this test's process group.
    private static List<Long> here() throws IOException {
        String own = group("self");
        try (var all = Files.list(Path.of("/proc"))) {
            return all.map(p -> p.getFileName().toString())
                    .filter(n -> n.matches("[0-9]+") && group(n).equals(own))
                    .map(Long::valueOf)
                    .toList();
        }
    }

    /// The process group, or nothing for a process that is gone or a zombie.
    private static String group(String pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return fields[0].equals("Z") ? "" : fields[2];
        } catch (IOException e) {
            return "";
        }
    }
}
