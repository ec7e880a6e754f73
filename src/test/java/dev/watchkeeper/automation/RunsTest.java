package dev.watchkeeper.automation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.automation.Run.Kind;
import dev.watchkeeper.automation.Run.Lane;
import dev.watchkeeper.finding.Samples;
import dev.watchkeeper.host.HostSnapshot;
import dev.watchkeeper.host.RemoteProcess;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Trees of processes as hosts show them: a line is `PID PPID COMM ARGUMENTS`.
final class RunsTest {
    private static final String PLAY = "/usr/bin/python3 /usr/bin/ansible-playbook nightly.yml";

    @Test
    void aScriptAroundARunBelongsToItAndCronDoesNot() {
        Run run =
                only(
                        "20 1 cron /usr/sbin/cron -f",
                        "21 20 cron /usr/sbin/CRON -f",
                        "22 21 sh /bin/sh -c cd /play && flock -n /l timeout 1h ./nightly.sh",
                        "23 22 flock flock -n /l timeout 1h ./nightly.sh",
                        "24 23 timeout timeout 1h ./nightly.sh",
                        "25 24 nightly.sh /bin/sh ./nightly.sh",
                        "26 25 ansible-playboo " + PLAY,
                        "27 26 ansible-playboo " + PLAY,
                        "28 27 ssh ssh -C builder1 /bin/sh -c df");

        assertThat(run.top().key().pid()).isEqualTo(22);
        assertThat(run.leader().key().pid()).isEqualTo(26);
        assertThat(run.name()).isEqualTo("nightly.yml");
        assertThat(pids(run.processes())).containsExactly(22L, 23L, 24L, 25L, 26L, 27L, 28L);
        assertThat(run.lanes())
                .singleElement()
                .satisfies(l -> {
                    assertThat(l.destination()).isEqualTo("builder1");
                    assertThat(l.worker().orElseThrow().key().pid()).isEqualTo(27);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"-bash", "bash", "/bin/bash -l", "bash -i"})
    void theShellThatSomebodyTypesInIsNoPartOfARun(String shell) {
        Run run =
                only(
                        "20 1 tmux tmux",
                        "21 20 bash " + shell,
                        "22 21 ansible-playboo " + PLAY,
                        "23 21 vim vim notes");

        assertThat(pids(run.processes())).containsExactly(22L);
    }

    @Test
    void aServiceThatStartsSeveralRunsBelongsToNone() {
        List<Run> runs =
                runs(
                        "20 1 bash /bin/bash /opt/runner.sh",
                        "21 20 sh sh -c ansible-playbook a.yml",
                        "22 21 ansible-playboo /usr/bin/python3 /usr/bin/ansible-playbook a.yml",
                        "23 20 sh sh -c ansible-playbook b.yml",
                        "24 23 ansible-playboo /usr/bin/python3 /usr/bin/ansible-playbook b.yml");

        assertThat(runs).extracting(r -> r.top().key().pid()).containsExactly(21L, 23L);
        assertThat(runs).extracting(Run::name).containsExactly("a.yml", "b.yml");
    }

    @Test
    void aRunWithinARunIsOne() {
        Run run =
                only(
                        "20 1 ansible-playboo " + PLAY,
                        "21 20 ansible-playboo " + PLAY,
                        "22 21 sh /bin/sh -c ansible-playbook inner.yml",
                        "23 22 ansible-playboo /usr/bin/python3 /usr/bin/ansible-playbook"
                                + " inner.yml",
                        "24 23 ssh ssh builder1 true");

        assertThat(run.leader().key().pid()).isEqualTo(20);
        assertThat(run.lanes()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ansible-playboo /usr/bin/python3 /usr/bin/ansible-playbook -e @x.yml -i h"
                        + " site.yml",
                "python3 /usr/bin/python3 /opt/venv/bin/ansible-playbook -f 5 /play/site.yml -v",
                "python3.11 python3.11 /opt/venv/bin/ansible-playbook -e a=b.yml site.yml",
            })
    void aPlaybookIsFoundWhateverItsProcessIsCalled(String leader) {
        Run run = only("20 1 " + leader, "21 20 ssh ssh builder1 true");

        assertThat(run.kind()).isEqualTo(Kind.ANSIBLE);
        assertThat(run.name()).isEqualTo("site.yml");
    }

    @Test
    void adHocCommandsAndPullsAreRunsToo() {
        List<Run> runs =
                runs(
                        "20 1 ansible /usr/bin/python3 /usr/bin/ansible all -m ping",
                        "21 20 ansible /usr/bin/python3 /usr/bin/ansible all -m ping",
                        "22 21 ssh ssh builder1 true",
                        "30 1 ansible-pull /usr/bin/python3 /usr/bin/ansible-pull -U"
                                + " git@tools:play",
                        "31 30 git git fetch",
                        "32 31 ssh /usr/bin/ssh git@tools git-upload-pack 'play'");

        assertThat(runs).extracting(Run::kind).containsOnly(Kind.ANSIBLE);
        assertThat(runs).extracting(Run::name).containsOnly("ansible");
        assertThat(runs)
                .extracting(r -> r.lanes().getFirst().destination())
                .containsExactly("builder1", "tools");
    }

    @Test
    void transportsOfOtherProgramsAreTheirs() {
        List<Run> runs =
                runs(
                        "20 1 rsync rsync -a b1:/srv/ /srv/",
                        "21 20 ssh ssh b1 rsync --server --sender -logDtpre.iLsfxCIvu . /srv/",
                        "22 20 rsync rsync -a b1:/srv/ /srv/",
                        "30 1 scp scp root@b2:/x y",
                        "31 30 ssh /usr/bin/ssh -x -oPermitLocalCommand=no -s -- b2 sftp",
                        "40 1 git git clone ssh://root@b3/x",
                        "41 40 ssh /usr/bin/ssh -o SendEnv=GIT_PROTOCOL root@b3 git-upload-pack"
                                + " '/x'",
                        "50 1 bash -bash",
                        "51 50 ssh ssh b4 df");

        assertThat(runs)
                .extracting(Run::kind)
                .containsExactly(Kind.RSYNC, Kind.SCP, Kind.GIT, Kind.SSH);
        assertThat(runs)
                .extracting(r -> r.lanes().getFirst().destination())
                .containsExactly("b1", "b2", "b3", "b4");
        assertThat(pids(runs.getFirst().processes())).containsExactly(20L, 21L, 22L);
        assertThat(pids(runs.getLast().processes())).containsExactly(51L);
    }

    @Test
    void aConnectionMasterIsNoRunAndFoundByItsSocket() {
        HostSnapshot host =
                host(
                        "20 1 ansible-playboo " + PLAY,
                        "21 20 ansible-playboo " + PLAY,
                        "22 21 ssh ssh -o ControlPath=\"/root/.ansible/cp/05\" builder1 df",
                        "23 1 ssh ssh: /root/.ansible/cp/05 [mux]");

        assertThat(Runs.of(host)).hasSize(1);
        assertThat(Runs.of(host).getFirst().lanes().getFirst().master())
                .hasValueSatisfying(m -> assertThat(m.key().pid()).isEqualTo(23));
        assertThat(Runs.masters(host)).containsOnlyKeys("/root/.ansible/cp/05");
    }

    @Test
    void sevenRunsOnNineHostsAreToldApart() {
        String[] lines =
                IntStream.range(0, 7)
                        .boxed()
                        .flatMap(r ->
                                IntStream.range(0, 10)
                                        .mapToObj(i -> nightly(100 + r * 100, i))
                                        .flatMap(List::stream))
                        .toArray(String[]::new);

        List<Run> runs = runs(lines);

        assertThat(runs).hasSize(7).allSatisfy(r -> assertThat(r.lanes()).hasSize(9));
        assertThat(runs.stream().flatMap(r -> r.processes().stream()).distinct()).hasSize(7 * 19);
        assertThat(
                        runs.stream()
                                .flatMap(r -> r.lanes().stream())
                                .collect(Collectors.groupingBy(Lane::destination)))
                .hasSize(9)
                .allSatisfy((_, lanes) -> assertThat(lanes).hasSize(7));
    }

    @Test
    void parentsThatGoInACircleEnd() {
        assertThat(runs("20 21 ssh ssh a", "21 20 ssh ssh b", "22 22 ssh ssh c")).hasSize(3);
    }

    private static List<String> nightly(int pid, int i) {
        return i == 0
                ? List.of(pid + " 1 ansible-playboo " + PLAY)
                : List.of(
                        "%d %d ansible-playboo %s".formatted(pid + i, pid, PLAY),
                        "%d %d ssh ssh -C builder%d df".formatted(pid + 50 + i, pid + i, i));
    }

    private static Run only(String... lines) {
        List<Run> runs = runs(lines);
        assertThat(runs).hasSize(1);
        return runs.getFirst();
    }

    private static List<Run> runs(String... lines) {
        return Runs.of(host(lines));
    }

    private static HostSnapshot host(String... lines) {
        List<RemoteProcess> all = List.of(lines).stream().map(RunsTest::process).toList();
        return Samples.probed(Samples.builderHost("ant-queen"), Samples.NOW, all, List.of())
                .snapshot();
    }

    /// The lower its pid, the older it is.
    private static RemoteProcess process(String line) {
        String[] words = line.split(" ", 4);
        long pid = Long.parseLong(words[0]);
        return Samples.process("ant-queen", pid, words[2])
                .parent(Long.parseLong(words[1]))
                .line(words[3])
                .age(Duration.ofSeconds(10_000 - pid))
                .get();
    }

    private static List<Long> pids(List<RemoteProcess> processes) {
        return processes.stream().map(p -> p.key().pid()).toList();
    }
}
