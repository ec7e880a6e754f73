package dev.watchkeeper.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.demo.SimulatedHost.Unmounting;
import dev.watchkeeper.demo.SimulatedMount.State;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;

/// The simulated world by itself: what the end of one thing does to the others.
final class OutageTest {
    private static final Duration WEEK = Duration.ofDays(8);
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private final Outage outage = Outage.at(InstantSource.fixed(NOW));
    private final SimulatedHost deploy = outage.host("ant-queen");
    private final SimulatedHost builder = outage.host("builder31");

    @Test
    void sevenRunsAreSeventyProcessesBelowCron() {
        assertThat(count(deploy, p -> p.user().equals("deploy"))).isEqualTo(68);
        assertThat(count(deploy, p -> p.name().equals("certbot"))).isEqualTo(1);
        assertThat(count(deploy, p -> p.name().equals("builders-ready"))).isEqualTo(1);
        assertThat(count(deploy, p -> p.arguments().contains("/usr/sbin/CRON"))).isEqualTo(7);
    }

    @Test
    void endingTheRunsTakesEverythingOfThemAway() {
        for (SimulatedProcess p : deploy.processes()) {
            if (p.started().isAfter(NOW.minus(WEEK)) && !p.name().equals("cron")) {
                deploy.signal(p.pid(), Signal.TERM);
                deploy.signal(p.pid(), Signal.KILL);
            }
        }

        assertThat(deploy.runs("certbot")).isFalse();
        assertThat(deploy.processes()).noneMatch(p -> p.started().isAfter(NOW.minus(WEEK)));
    }

    @Test
    void oneRunDoesNotObeyTermAndObeysKill() {
        List<SimulatedProcess> playbooks =
                deploy.processes().stream().filter(p -> p.busy() > 0.05).toList();

        playbooks.forEach(p -> deploy.signal(p.pid(), Signal.TERM));
        assertThat(count(deploy, p -> p.busy() > 0.05)).isEqualTo(1);

        playbooks.forEach(p -> deploy.signal(p.pid(), Signal.KILL));
        assertThat(count(deploy, p -> p.busy() > 0.05)).isZero();
    }

    @Test
    void killingOnlyTheParentsLeavesTheirWorkersAndConnectionsBehind() {
        deploy.processes().stream()
                .filter(p -> p.busy() > 0.05)
                .forEach(p -> deploy.signal(p.pid(), Signal.KILL));

        assertThat(count(deploy, p -> p.name().equals("ansible-playbook") && p.parent() == 1))
                .isEqualTo(15);
        assertThat(count(deploy, p -> p.name().equals("ssh"))).isEqualTo(16);
    }

    @Test
    void noSignalEndsWhatWaitsOnTheMount() {
        SimulatedProcess df = first(builder, "df");

        builder.signal(df.pid(), Signal.TERM);
        builder.signal(df.pid(), Signal.KILL);

        assertThat(builder.process(df.pid())).isPresent();
    }

    @Test
    void abortingTheConnectionFreesTheWaitersAndLeavesABrokenMount() {
        assertThat(builder.abort(52)).isTrue();

        assertThat(waiters(builder)).isZero();
        assertThat(mount(builder).state()).isEqualTo(new State.Disconnected());
        assertThat(builder.runs("glusterfs")).isFalse();
        assertThat(builder.abort(52)).isFalse();
        assertThat(builder.unmount(Builders.MOUNT, true, false)).isEqualTo(Unmounting.DONE);
        assertThat(builder.mount(Builders.MOUNT)).isEmpty();
    }

    @Test
    void continuingTheServerFreesTheWaitersAndTheMountAnswers() {
        builder.signal(first(builder, "glusterfs").pid(), Signal.CONT);

        assertThat(waiters(builder)).isZero();
        assertThat(mount(builder).state()).isEqualTo(new State.Answering());
        assertThat(first(builder, "glusterfs").state()).isEqualTo('S');
    }

    @Test
    void killingTheStoppedServerBreaksTheMountAndTermDoesNothing() {
        long server = first(builder, "glusterfs").pid();

        builder.signal(server, Signal.TERM);
        assertThat(waiters(builder)).isPositive();

        builder.signal(server, Signal.KILL);
        assertThat(waiters(builder)).isZero();
        assertThat(mount(builder).state()).isEqualTo(new State.Disconnected());
    }

    @Test
    void aLazyUnmountOnlyHides() {
        assertThat(builder.unmount(Builders.MOUNT, false, false)).isEqualTo(Unmounting.HANGS);
        assertThat(builder.unmount(Builders.MOUNT, false, true)).isEqualTo(Unmounting.DONE);

        assertThat(builder.mount(Builders.MOUNT)).isEmpty();
        assertThat(waiters(builder)).isPositive();
    }

    @Test
    void aForcedUnmountAnswersBusyAndFreesTheWaitersAllTheSame() {
        assertThat(builder.unmount(Builders.MOUNT, true, false)).isEqualTo(Unmounting.BUSY);

        assertThat(waiters(builder)).isZero();
        assertThat(builder.unmount(Builders.MOUNT, false, true)).isEqualTo(Unmounting.DONE);
    }

    @Test
    void theRunsEndByThemselvesOnceBothBuildersAreFree() {
        outage.host("builder1").abort(52);
        assertThat(count(deploy, p -> p.user().equals("deploy"))).isEqualTo(68 - 15);

        builder.abort(52);
        assertThat(count(deploy, p -> p.user().equals("deploy"))).isZero();
        assertThat(deploy.runs("certbot")).isFalse();
    }

    @Test
    void aProbeAsksASilentMountOnceForAll() {
        Portrait.of(builder, "admin");
        int before = builder.processes().size();

        Portrait.of(builder, "admin");

        assertThat(builder.processes()).hasSize(before);
    }

    private static long count(SimulatedHost host, Predicate<SimulatedProcess> which) {
        return host.processes().stream().filter(which).count();
    }

    private static long waiters(SimulatedHost host) {
        return count(host, p -> p.blockedOn().isPresent());
    }

    private static SimulatedProcess first(SimulatedHost host, String name) {
        return host.processes().stream()
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static SimulatedMount mount(SimulatedHost host) {
        return host.mount(Builders.MOUNT).orElseThrow();
    }
}
