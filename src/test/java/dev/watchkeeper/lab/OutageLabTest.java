package dev.watchkeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The outage as it was: nightly runs of Ansible hang on two of three builders, on one in a mount
/// of glusterfs that a finished job left over and whose process is stopped, on the other in a mount
/// whose server has read the question and does not answer. What the program says of it is compared
/// with what the hosts say of themselves.
@Tag("lab")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OutageLabTest {
    private static final String DEPLOY = "ant-queen";
    private static final String JOB = "/srv/job/vol";

    /// A df that is newer than another waits for an answer.
    private static final String HUNG =
            "p=$(pgrep -nx df) && [ $p -gt %d ] && grep -q request_wait_answer /proc/$p/wchan";

    private OutageLab lab;
    private long glusterfs;
    private long silent;
    private int working;

    @BeforeAll
    void buildUp(@TempDir Path home) throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "namespaces need root");
        assumeTrue(Files.exists(Path.of("/dev/fuse")), "no /dev/fuse");
        assumeTrue(Files.exists(Path.of("/usr/bin/ansible-playbook")), "no ansible-core");
        lab = new OutageLab(home);
        glusterfs = lab.outage("gluster", "builder1").getFirst();
        lab.outage("leftovers", "builder1");
        silent = lab.outage("silent", "builder31").getFirst();
        lab.on("builder1", "kill", "-STOP", Long.toString(glusterfs));
    }

    @AfterAll
    void tearDown() throws Exception {
        lab.close();
    }

    /// Ends the runs; what they started elsewhere stays, as it did.
    @AfterEach
    void endRuns() throws Exception {
        working = 0;
        lab.ask(DEPLOY, "pkill -9 -x 'nightly.*|ansible.*|ssh'");
    }

    // pipelining, become and ControlPersist, each on and off
    @ParameterizedTest
    @ValueSource(
            strings = {
                "PLAY=nightly.yml",
                "ANSIBLE_PIPELINING=1 ANSIBLE_BECOME=1",
                "ANSIBLE_PIPELINING=1 ANSIBLE_SSH_ARGS=-C",
                "ANSIBLE_BECOME=1 ANSIBLE_SSH_ARGS=-C",
            })
    void theCauseIsNamedOnBothHostsWhateverAnsibleIsTold(String settings) throws Exception {
        long shell = run(settings);

        OutageReport said = OutageReport.of(lab.check("root"), DEPLOY);
        assertCauses(said);
        assertThat(said.title())
                .contains(" of 1 run of nightly.yml on ant-queen")
                .contains("builder31:/mnt/x does not answer ← perl pid " + silent);
        var own = new ArrayList<>(lab.tree(DEPLOY, shell));
        own.addAll(masters());
        assertThat(said.pids()).containsExactlyInAnyOrderElementsOf(own);
        for (String host : List.of("builder1", "builder31")) {
            assertLinks(said.chain(host), host);
        }

        assertUnprivileged(OutageReport.of(lab.check("watch"), DEPLOY));
    }

    @Test
    void runsThatOverlapAreTakenTogetherAndTheHealthyOneIsLeftAlone() throws Exception {
        long healthy =
                lab.outage("run", DEPLOY, "PLAY=long.yml", "ANSIBLE_PIPELINING=1").getFirst();
        lab.until("builder7", "pgrep -x sleep");
        working = 1;
        var stuck = new ArrayList<Long>();
        for (String settings : List.of("ANSIBLE_PIPELINING=1", "ANSIBLE_BECOME=1", "A=b")) {
            stuck.addAll(lab.tree(DEPLOY, run(settings)));
        }

        OutageReport said = OutageReport.of(lab.check("root"), DEPLOY);
        assertCauses(said);
        assertThat(said.title()).contains("3 runs of nightly.yml");
        assertThat(said.pids())
                .containsAll(stuck)
                .doesNotContainAnyElementsOf(lab.tree(DEPLOY, healthy));
        assertThat(said.words()).doesNotContain("long.yml");
    }

    private void assertCauses(OutageReport said) throws Exception {
        assertThat(said.title())
                .contains(
                        "builder1:%s does not answer ← glusterfs pid %d (stopped)"
                                .formatted(JOB, glusterfs));
        assertThat(said.words()).doesNotContain("builder7");
        assertThat(said.keys()).noneMatch(k -> k.contains("builder7"));
        assertThat(OutageReport.pidIn(said.chain("builder1"), "builder1", "glusterfs"))
                .isEqualTo(glusterfs);
    }

    /// The links from the ssh to the process that waits are the host's own truth.
    private void assertLinks(String chain, String host) throws Exception {
        long df = OutageReport.pidIn(chain, host, "df -h");
        assertThat(lab.pids(host, "df -h")).contains(df);
        assertThat(lab.channel(host, df)).isEqualTo("request_wait_answer");
        assertThat(lab.pids(host, "sshd: root.*"))
                .contains(OutageReport.pidIn(chain, host, "sshd"));
        assertThat(lab.pids(DEPLOY, "ssh .* " + host + " .*"))
                .contains(OutageReport.pidIn(chain, DEPLOY, "ssh(?= pid)"));
        assertThat(chain).doesNotContain("unknown");
    }

    /// Without root: the mounts all the same, the server only where its arguments tell, and of what
    /// could not be read it is said what would make it known.
    private void assertUnprivileged(OutageReport said) throws Exception {
        assertThat(said.title()).contains("builder1:" + JOB, "builder31:/mnt/x does not answer");
        assertThat(said.words())
                .doesNotContain("builder7")
                .doesNotContain("proven: its request to it has no answer")
                .contains("root could see it");
        assertThat(said.chain("builder31"))
                .containsAnyOf(
                        "unknown: a process serves it", "← builder31: perl /srv/job/silent-fuse");
    }

    /// Starts a nightly run and waits until it hangs on both, for longer than it takes to be stuck.
    private long run(String settings) throws Exception {
        long first = newest("builder1");
        long third = newest("builder31");
        long shell = lab.outage("run", DEPLOY, settings.split(" ", -1)).getFirst();
        lab.until("builder1", HUNG.formatted(first));
        lab.until("builder31", HUNG.formatted(third));
        lab.until(
                DEPLOY,
                "[ $(ps -o etimes= -C ssh | sort -n | head -n 1) -ge 4 ] && [ $(pgrep -ax ssh"
                        + " | grep -c ' builder7 ') -le %d ]".formatted(working));
        return shell;
    }

    /// The pid of the newest df; those of a host only grow.
    private long newest(String host) throws Exception {
        return lab.pids(host, "df.*").stream().mapToLong(p -> p).max().orElse(0);
    }

    /// The connection masters that a run's ssh go through; that of a host whose ssh is done is
    /// idle.
    private List<Long> masters() throws Exception {
        var found = new ArrayList<Long>();
        List<String> lines = lab.on(DEPLOY, "pgrep", "-ax", "ssh");
        for (String line : lines) {
            var path = java.util.regex.Pattern.compile("(\\d+) ssh: (\\S+) \\[mux]").matcher(line);
            if (path.find()
                    && lines.stream().anyMatch(l -> l.contains("\"" + path.group(2) + "\" "))) {
                found.add(Long.valueOf(path.group(1)));
            }
        }
        return found;
    }
}
