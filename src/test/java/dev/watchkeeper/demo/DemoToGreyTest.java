package dev.watchkeeper.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.audit.AuditEntry;
import dev.watchkeeper.audit.AuditLog;
import dev.watchkeeper.audit.AuditVerdict;
import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.monitor.Engine;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.remedy.Remedies;
import dev.watchkeeper.remedy.RemedyOutcome;
import dev.watchkeeper.remedy.RemedyPlan;
import dev.watchkeeper.remedy.RemedyRunner;
import dev.watchkeeper.remedy.Supervising;
import dev.watchkeeper.supervision.ObjectLists;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The whole way from the outage to no finding at all, with the product's own remedies.
final class DemoToGreyTest {
    private static final String RUNS = "run-stuck/ant-queen";
    private static final String DOCS = "certificate-expired/docs.gluster.example:443";
    private static final String BUILDS = "certificate-expiring/builds.gluster.example:443";
    private static final String OVERDUE = "renewal-overdue/builds.gluster.example:443";
    private static final String DEAD = "supervision-dead/nagios";
    private static final String DRILL = "drill-overdue/nagios";
    private static final String GAPS = "supervision-gap/fleet";
    private static final String MOUNT1 = "mount-silent/builder1:/mnt/build";
    private static final String MOUNT31 = "mount-silent/builder31:/mnt/build";

    private Demo demo;
    private Console console;
    private Looking engine;
    private Remedies remedies;

    @BeforeEach
    void start() throws Exception {
        demo = Demo.start(InstantSource.system());
        console = new Console(demo, InstantSource.system());
        engine = new Looking(console);
        remedies =
                new RemedyRunner(
                        console.remote(),
                        new Unrecorded(),
                        engine,
                        new Supervising(console::drill, ObjectLists.none()));
        engine.refreshAll().join();
    }

    @AfterEach
    void stop() throws Exception {
        console.close();
        demo.close();
    }

    @Test
    void oneFixAlongTheChainFreesEverythingAndRenewsOnce() throws Exception {
        assertThat(fix(DOCS, "")).isNotInstanceOf(RemedyOutcome.Fixed.class);

        fixed(RUNS, "End ");

        assertThat(engine.latest().findings())
                .extracting(Finding::key)
                .filteredOn(k -> !k.value().matches("(supervision|drill)-.*"))
                .containsExactly(new FindingKey(OVERDUE), new FindingKey(BUILDS));
        fixed(BUILDS, "");
        fixed(DEAD, "Restart nagios on monitor1?");
        fixed(GAPS, "Add 4 checks to nagios?");
        assertThat(engine.latest().findings()).isEmpty();
    }

    @Test
    void withTheBuildersFirstTheRunsEndByThemselves() throws Exception {
        fixed(DEAD, "");
        fixed(GAPS, "");
        fixed(MOUNT1, "Abort and unmount ");
        assertThat(fix(MOUNT31, "Abort the FUSE connection ").text())
                .contains(
                        "The problem is still there: builder31: /mnt/build answers with an error");
        assertThat(engine.latest().finding(new FindingKey(RUNS))).isEmpty();

        fixed("mount-faulty/builder31:/mnt/build", "");
        fixed(BUILDS, "");
        fixed(DOCS, "");
        fixed("process-leftover/builder31:glusterfsd", "");
        fixed("process-leftover/builder31:etcd", "");
        assertThat(engine.latest().findings())
                .extracting(Finding::key)
                .doesNotContain(new FindingKey(DRILL));

        assertThat(engine.latest().findings()).isEmpty();
    }

    private void fixed(String key, String question) throws Exception {
        assertThat(fix(key, question)).as(key).isInstanceOf(RemedyOutcome.Fixed.class);
    }

    /// Runs the first plan for a finding whose question begins so, confirmed as it asks.
    private RemedyOutcome fix(String key, String question) throws Exception {
        Report report = engine.latest();
        Finding finding = report.finding(new FindingKey(key)).orElseThrow();
        RemedyPlan plan =
                remedies.plansFor(finding, report).stream()
                        .filter(p -> p.question().startsWith(question))
                        .findFirst()
                        .orElseThrow();
        var outcome = new CompletableFuture<RemedyOutcome>();
        remedies.run(plan, plan.typedConfirmation().orElse(""), new Outcome(outcome));
        return outcome.get(2, TimeUnit.MINUTES);
    }

    private record Outcome(CompletableFuture<RemedyOutcome> outcome) implements Remedies.Listener {
        @Override
        public void step(int index, String text) {}

        @Override
        public void output(String text) {}

        @Override
        public void ended(RemedyOutcome ended) {
            outcome.complete(ended);
        }
    }

    /// Looks at the whole box whenever it is asked to.
    private static final class Looking implements Engine {
        private final Console console;
        private volatile Report latest;

        Looking(Console console) {
            this.console = console;
            latest = report(console, List.of());
        }

        private static Report report(Console console, List<Finding> found) {
            return new Report(console.snapshot(), found, Map.of(), Report.Progress.IDLE);
        }

        @Override
        public Report latest() {
            return latest;
        }

        @Override
        public AutoCloseable listen(Consumer<Report> listener) {
            return () -> {};
        }

        @Override
        public CompletableFuture<Report> refreshAll() {
            latest = report(console, console.look());
            return CompletableFuture.completedFuture(latest);
        }

        @Override
        public CompletableFuture<Report> verify(Set<FindingKey> findings) {
            return refreshAll();
        }
    }

    private static final class Unrecorded implements AuditLog {
        @Override
        public String intent(String subject, String text) {
            return "action";
        }

        @Override
        public void outcome(String action, String subject, String text) {}

        @Override
        public List<AuditEntry> newest(int limit) {
            return List.of();
        }

        @Override
        public AuditVerdict verify() {
            return new AuditVerdict.Intact(0);
        }
    }
}
