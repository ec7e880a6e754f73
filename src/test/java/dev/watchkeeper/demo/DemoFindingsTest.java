package dev.watchkeeper.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.cause.CauseEdge;
import dev.watchkeeper.finding.cause.Certainty;
import dev.watchkeeper.finding.cause.ChainText;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.InstantSource;
import java.util.List;

/// What the product's own probes and rules make of a fresh box.
final class DemoFindingsTest {
    private static Demo demo;
    private static Console console;
    private static List<Finding> found;

    @BeforeAll
    static void look() throws Exception {
        demo = Demo.start(InstantSource.system());
        console = new Console(demo, InstantSource.system());
        found = console.look();
    }

    @AfterAll
    static void close() throws Exception {
        console.close();
        demo.close();
    }

    @Test
    void everyFindingOfTheOutageShowsAndNoOther() {
        assertThat(found)
                .extracting(f -> f.key().value())
                .containsExactlyInAnyOrder(
                        "certificate-expired/docs.gluster.example:443",
                        "renewal-overdue/builds.gluster.example:443",
                        "certificate-expiring/builds.gluster.example:443",
                        "mount-silent/builder1:/mnt/build",
                        "mount-silent/builder31:/mnt/build",
                        "process-stuck/builder1:/mnt/build",
                        "process-stuck/builder31:/mnt/build",
                        "process-pile-up/builder1:df",
                        "process-pile-up/builder31:df",
                        "run-stuck/ant-queen",
                        "process-leftover/builder31:etcd",
                        "process-leftover/builder31:glusterfsd",
                        "supervision-dead/nagios",
                        "drill-overdue/nagios",
                        "supervision-gap/fleet",
                        "supervision-gap/docs.gluster.example:443",
                        "supervision-gap/builds.gluster.example:443",
                        "supervision-gap/review.gluster.example:443",
                        "supervision-gap/builder31");
    }

    @Test
    void saysWhatTheOutageSaid() {
        assertThat(found)
                .extracting(f -> f.statement().title())
                .contains(
                        "docs.gluster.example: certificate expired 5 h ago",
                        "builds.gluster.example: certificate expires in 3 d",
                        "builds.gluster.example: renewal overdue, it was due 26 d ago",
                        "builder31: /mnt/build has not answered for 7 d; 7 processes wait on it",
                        "nagios runs, but makes no progress: nothing written for 8 d",
                        "4 of 9 endpoints and hosts would break unnoticed: 1 without expiry, 1 not"
                                + " at every address, 1 warned of at the wrong time, 1 only asked"
                                + " whether they answer",
                        "docs.gluster.example:443: only whether TLS is negotiated is checked: an"
                                + " expired certificate passes",
                        "builds.gluster.example:443: not checked at 1 of 2 addresses: proxy2",
                        "nagios: no drill has ever passed");
    }

    @Test
    void oneSentenceNamesTheRunsAndBothMountsWithTheirStoppedServers() {
        assertThat(found(new FindingKey("run-stuck/ant-queen")).statement().title())
                .matches(
                        "70 processes of 7 runs of site\\.yml on ant-queen, the oldest for 7 d ←"
                            + " builder1:/mnt/build does not answer ← glusterfs pid \\d+"
                            + " \\(stopped\\); builder31:/mnt/build does not answer ← glusterfs pid"
                            + " \\d+ \\(stopped\\)");
    }

    @Test
    void whatTheRunsWaitForIsGroupedUnderThemAndTheStuckProcessesUnderTheirMount() {
        assertThat(found)
                .filteredOn(f -> f.statement().cause().isPresent())
                .extracting(
                        f -> f.key().value() + " < " + f.statement().cause().orElseThrow().value())
                .containsExactlyInAnyOrder(
                        "certificate-expiring/builds.gluster.example:443"
                                + " < renewal-overdue/builds.gluster.example:443",
                        "mount-silent/builder1:/mnt/build < run-stuck/ant-queen",
                        "mount-silent/builder31:/mnt/build < run-stuck/ant-queen",
                        "process-stuck/builder1:/mnt/build < mount-silent/builder1:/mnt/build",
                        "process-stuck/builder31:/mnt/build < mount-silent/builder31:/mnt/build",
                        "process-pile-up/builder1:df < run-stuck/ant-queen",
                        "process-pile-up/builder31:df < run-stuck/ant-queen",
                        "drill-overdue/nagios < supervision-dead/nagios",
                        "supervision-gap/docs.gluster.example:443 < supervision-gap/fleet",
                        "supervision-gap/builds.gluster.example:443 < supervision-gap/fleet",
                        "supervision-gap/review.gluster.example:443 < supervision-gap/fleet",
                        "supervision-gap/builder31 < supervision-gap/fleet");
    }

    @Test
    void theChainGoesFromACertificateToTheStoppedServerWithoutALinkThatIsUnknown() {
        var run = (Finding.RunFinding) found(new FindingKey("run-stuck/ant-queen"));

        assertThat(run.runs()).hasSize(7);
        assertThat(run.processes()).hasSize(70);
        assertThat(run.graph().hosts())
                .containsExactlyInAnyOrder("ant-queen", "builder1", "builder31");
        assertThat(run.graph().edges())
                .extracting(CauseEdge::certainty)
                .doesNotContain(Certainty.UNKNOWN);
        assertThat(ChainText.of(run.chains().getFirst()))
                .containsSubsequence(
                        "the certificate of docs.gluster.example:443",
                        "← the renewal “docs” on ant-queen",
                        "← ant-queen: run ",
                        "← ant-queen: worker of ",
                        "← ant-queen: ssh pid ",
                        "← ant-queen: ssh master pid ",
                        "← builder1: sshd pid ",
                        "proven: both show BECOME-SUCCESS-",
                        "← builder1: df -h pid ",
                        "← builder1:/mnt/build does not answer",
                        "← builder1: FUSE connection 52",
                        "(stopped)")
                .endsWith("and 6 more like it");
    }

    private static Finding found(FindingKey key) {
        return found.stream().filter(f -> f.key().equals(key)).findFirst().orElseThrow();
    }

    @Test
    void theHealthyBuilderHasNoFindingAndAnAnsweringMount() {
        var snapshot = console.probed("builder7");
        assertThat(snapshot.mount("/mnt/build").orElseThrow().answer())
                .isInstanceOf(dev.watchkeeper.host.Mount.Answer.Answered.class);
        assertThat(found).noneMatch(f -> f.key().value().contains("builder7"));
    }

    @Test
    void lookingAgainStartsNothingOnAHost() {
        int before = processes("builder31");

        console.look();

        assertThat(processes("builder31")).isEqualTo(before);
    }

    private static int processes(String host) {
        return console.probed(host).processes().size();
    }
}
