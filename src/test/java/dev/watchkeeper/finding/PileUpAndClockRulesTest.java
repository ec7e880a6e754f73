package dev.watchkeeper.finding;

import static dev.watchkeeper.finding.Samples.NOW;
import static dev.watchkeeper.finding.Samples.builderHost;
import static dev.watchkeeper.finding.Samples.fleet;
import static dev.watchkeeper.finding.Samples.probed;
import static dev.watchkeeper.finding.Samples.process;
import static dev.watchkeeper.finding.Samples.silent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.Finding.ProcessFinding;
import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.host.Mount;
import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Supervision;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

final class PileUpAndClockRulesTest {
    private static final Host BUILDER = builderHost("builder31", "etcd", "glusterfsd-long-name");
    private static final Host QUEEN = builderHost("ant-queen");
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void aPileUpHoldsTheRunsWholeWithTheirScriptsAndMasters() {
        List<RemoteProcess> all = nightlyRuns(7);
        Finding f =
                only(
                        Rules.evaluate(
                                new Fold(empty(QUEEN))
                                        .add(probed(QUEEN, NOW, all, List.of()))
                                        .at(NOW)));
        assertThat(f.key().value()).isEqualTo("process-pile-up/ant-queen:ansible-playbook");
        // script, playbook, worker, ssh of each run, and the shared master; not cron.
        assertThat(((ProcessFinding) f).processes()).hasSize(7 * 4 + 1);
        assertThat(((ProcessFinding) f).processes())
                .extracting(RemoteProcess::command)
                .doesNotContain("cron");
        assertThat(f.statement().title()).contains("29 processes of 7 runs of ansible-playbook");
    }

    @Test
    void oneRunWithManyWorkersIsNoPileUp() {
        var all = new ArrayList<>(nightlyRuns(1));
        for (int i = 0; i < 30; i++) {
            all.add(process("ant-queen", 5_000 + i, "ansible-playboo").parent(102).get());
        }
        assertThat(
                        Rules.evaluate(
                                new Fold(empty(QUEEN))
                                        .add(probed(QUEEN, NOW, all, List.of()))
                                        .at(NOW)))
                .isEmpty();
    }

    @Test
    void aPileUpWhoseSshNamesAHungBuilderIsASymptomOfIt() {
        var fold = new Fold(empty(QUEEN, BUILDER));
        fold.add(probed(QUEEN, NOW, nightlyRuns(7), List.of()));
        fold.add(sample(List.of(), List.of(silent("/mnt/build", HOUR))));
        List<Finding> found = Rules.evaluate(fold.at(NOW));
        assertThat(found)
                .extracting(Finding::kind)
                .containsExactly(FindingKind.MOUNT_SILENT, FindingKind.PROCESS_PILE_UP);
        assertThat(found.getLast().statement().cause()).contains(found.getFirst().key());
        assertThat(found.getLast().statement().evidence())
                .extracting(Evidence::text)
                .anyMatch(t -> t.startsWith("builder31 by 7 processes"));
        assertThat(Headline.of(fold.at(NOW), found))
                .isEqualTo("1 builder hung · 29 processes stuck on ant-queen");
    }

    @Test
    void piledUpProcessesThatWaitOnASilentMountAreASymptomOfIt() {
        var all = new ArrayList<RemoteProcess>();
        for (long pid = 200; pid < 240; pid += 10) {
            all.add(process("builder31", pid, "sh").line("/bin/sh -c df").get());
            all.add(
                    process("builder31", pid + 1, "df")
                            .parent(pid)
                            .in("request_wait_answer")
                            .on("/mnt/build")
                            .get());
        }
        List<Finding> found = after(sample(all, List.of(silent("/mnt/build", HOUR))));
        assertThat(found)
                .extracting(Finding::kind)
                .containsExactly(FindingKind.MOUNT_SILENT, FindingKind.PROCESS_PILE_UP);
        assertThat(((ProcessFinding) found.getLast()).processes()).hasSize(8);
        assertThat(found.getLast().statement().cause()).contains(found.getFirst().key());
    }

    @Test
    void aPileUpWithoutEvidenceStandsForItself() {
        Host other = builderHost("builder7");
        var fold = new Fold(empty(QUEEN, other));
        fold.add(probed(QUEEN, NOW, nightlyRuns(7), List.of()));
        fold.add(probed(other, NOW, List.of(), List.of(silent("/mnt/build", HOUR))));
        assertThat(Rules.evaluate(fold.at(NOW)))
                .allSatisfy(f -> assertThat(f.statement().cause()).isEmpty());
    }

    @Test
    void oneClockThatIsOffIsTheHosts() {
        Finding f = only(clocks(Duration.ZERO, Duration.ofSeconds(2), Duration.ofMinutes(4)));
        assertThat(f.key().value()).isEqualTo("clock-off/h2");
        assertThat(f.statement().title()).isEqualTo("h2: its clock is 4 min fast");
    }

    @Test
    void whenMostHostsAgreeTheWorkstationIsOff() {
        // fault 21
        Duration day = Duration.ofDays(1);
        List<Finding> found = clocks(day, day.plusSeconds(3), day, Duration.ZERO);
        assertThat(found)
                .extracting(f -> f.key().value())
                .containsExactly("clock-off/workstation", "clock-off/h3");
        assertThat(found.getFirst().statement().title())
                .isEqualTo("This workstation's clock is 24 h slow");
    }

    @Test
    void aSupervisionsClockCountsAsMuchAsAHosts() {
        // fault 21
        Duration day = Duration.ofDays(1);
        var prometheus = Supervision.prometheus("prometheus", URI.create("http://192.0.2.9:9090"));
        FleetSnapshot told =
                new SampleSupervision()
                        .of(prometheus)
                        .clock(NOW.plus(day).plusSeconds(1))
                        .snapshot(List.of());

        assertThat(clockFindings(told))
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.key().value()).isEqualTo("clock-off/prometheus");
                    assertThat(f.statement().title())
                            .isEqualTo("prometheus: its clock is 24 h fast");
                });
        var host = probed(SampleSupervision.MONITOR, NOW, List.of(), List.of(), day);
        assertThat(clockFindings(new Fold(told).add(host).at(NOW)))
                .extracting(f -> f.key().value())
                .containsExactly("clock-off/workstation");
    }

    @Test
    void aNagiosOnAHostThatWasAskedIsNoSecondClock() {
        FleetSnapshot told =
                new SampleSupervision().clock(NOW.plus(Duration.ofDays(1))).snapshot(List.of());
        var host = probed(SampleSupervision.MONITOR, NOW, List.of(), List.of(), Duration.ofDays(1));

        assertThat(clockFindings(new Fold(told).add(host).at(NOW)))
                .extracting(f -> f.key().value())
                .containsExactly("clock-off/monitor1");
    }

    private static List<Finding> clockFindings(FleetSnapshot snapshot) {
        return Rules.evaluate(snapshot).stream()
                .filter(f -> f.kind() == FindingKind.CLOCK_OFF)
                .toList();
    }

    private static List<Finding> clocks(Duration... offsets) {
        List<Host> hosts = new ArrayList<>();
        for (int i = 0; i < offsets.length; i++) {
            hosts.add(builderHost("h" + i));
        }
        var fold = new Fold(empty(hosts.toArray(Host[]::new)));
        for (int i = 0; i < offsets.length; i++) {
            fold.add(probed(hosts.get(i), NOW, List.of(), List.of(), offsets[i]));
        }
        return Rules.evaluate(fold.at(NOW));
    }

    /// CRON > script > ansible-playbook > worker > ssh, and one master for all.
    private static List<RemoteProcess> nightlyRuns(int runs) {
        var all = new ArrayList<RemoteProcess>();
        for (int i = 0; i < runs; i++) {
            long p = 100 + i * 10L;
            all.add(process("ant-queen", p, "cron").line("/usr/sbin/CRON -f").get());
            all.add(
                    process("ant-queen", p + 1, "nightly")
                            .parent(p)
                            .line("/bin/sh /usr/local/sbin/nightly")
                            .get());
            all.add(process("ant-queen", p + 2, "ansible-playboo").parent(p + 1).get());
            all.add(process("ant-queen", p + 3, "ansible-playboo").parent(p + 2).get());
            all.add(
                    process("ant-queen", p + 4, "ssh")
                            .parent(p + 3)
                            .line("ssh -C -o ControlPath=/x -tt builder31 /bin/sh -c true")
                            .get());
        }
        all.add(
                process("ant-queen", 90, "ssh")
                        .line("ssh: /home/deploy/.ansible/cp/0123456789 [mux]")
                        .get());
        return all;
    }

    private static HostObservation sample(List<RemoteProcess> processes, List<Mount> mounts) {
        return probed(BUILDER, NOW, processes, mounts);
    }

    private static FleetSnapshot empty(Host... hosts) {
        return FleetSnapshot.empty(fleet(List.of(), List.of(hosts)), NOW);
    }

    private static List<Finding> after(HostObservation... seen) {
        var fold = new Fold(empty(BUILDER));
        Arrays.asList(seen).forEach(fold::add);
        return Rules.evaluate(fold.at(seen[seen.length - 1].observedAt()));
    }

    private static Finding only(List<Finding> found) {
        assertThat(found).hasSize(1);
        return found.getFirst();
    }
}
