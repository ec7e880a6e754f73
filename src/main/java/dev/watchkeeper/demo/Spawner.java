package dev.watchkeeper.demo;

import dev.watchkeeper.demo.SimulatedProcess.Link;
import dev.watchkeeper.demo.SimulatedProcess.Temper;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Fills the process table of a simulated host, with pids in the order of starting.
final class Spawner {
    private final SimulatedHost host;
    private long pid;

    Spawner(SimulatedHost host, long firstPid) {
        this.host = host;
        this.pid = firstPid;
    }

    SimulatedHost host() {
        return host;
    }

    Instant ago(Duration age) {
        return host.now().minus(age);
    }

    /// Starts a process of this parent.
    ///
    /// @return its pid
    long spawn(long parent, Seed seed) {
        long own = seed.pid() > 0 ? seed.pid() : nextPid(seed);
        boolean leads = parent <= 2;
        long group = leads ? own : parent;
        host.add(
                new SimulatedProcess(
                        own,
                        parent,
                        group,
                        group,
                        seed.user(),
                        seed.state(),
                        seed.arguments(),
                        seed.name(),
                        seed.waitChannel(),
                        seed.started(),
                        seed.busy(),
                        seed.temper(),
                        seed.link()));
        return own;
    }

    private long nextPid(Seed seed) {
        pid += 1 + Math.floorMod(seed.name().hashCode() + pid, 5);
        return pid;
    }

    /// The services that every host has, started at its boot.
    ///
    /// @return the pid of cron
    long services() {
        Instant boot = host.identity().bootedAt();
        spawn(0, Seed.of("systemd", boot, "/sbin/init").in("ep_poll").at(1));
        spawn(0, Seed.kernel("kthreadd", boot).at(2));
        spawn(2, Seed.kernel("rcu_preempt", boot).at(17));
        spawn(2, Seed.kernel("kworker/0:1-events", boot).at(44));
        spawn(1, Seed.of("systemd-journald", boot, "/lib/systemd/systemd-journald").in("ep_poll"));
        spawn(1, Seed.of("systemd-udevd", boot, "/lib/systemd/systemd-udevd").in("ep_poll"));
        long cron = spawn(1, Seed.of("cron", boot, "/usr/sbin/cron", "-f").in("hrtimer_nanosleep"));
        spawn(1, Seed.of("rsyslogd", boot, "/usr/sbin/rsyslogd", "-n", "-iNONE").in("do_select"));
        spawn(
                1,
                Seed.of("sshd", boot, "sshd: /usr/sbin/sshd -D [listener] 0 of 10-100 startups")
                        .in("do_poll"));
        return cron;
    }

    /// What a process is before it has a pid.
    ///
    /// @param pid its pid, or 0 for the next one
    record Seed(
            long pid,
            String user,
            char state,
            List<String> arguments,
            String name,
            String waitChannel,
            Instant started,
            double busy,
            Temper temper,
            Link link) {
        static Seed of(String name, Instant started, String... arguments) {
            return new Seed(
                    0,
                    "root",
                    'S',
                    List.of(arguments),
                    name,
                    "do_wait",
                    started,
                    0,
                    Temper.ORDINARY,
                    new Link.None());
        }

        static Seed kernel(String name, Instant started) {
            return of(name, started).in("worker_thread").state('I');
        }

        Seed at(long newPid) {
            return new Seed(
                    newPid, user, state, arguments, name, waitChannel, started, busy, temper, link);
        }

        Seed as(String newUser) {
            return new Seed(
                    pid, newUser, state, arguments, name, waitChannel, started, busy, temper, link);
        }

        Seed state(char letter) {
            return new Seed(
                    pid, user, letter, arguments, name, waitChannel, started, busy, temper, link);
        }

        Seed in(String channel) {
            return new Seed(
                    pid, user, state, arguments, name, channel, started, busy, temper, link);
        }

        Seed busy(double share) {
            return new Seed(
                    pid, user, state, arguments, name, waitChannel, started, share, temper, link);
        }

        Seed tempered(Temper newTemper) {
            return new Seed(
                    pid, user, state, arguments, name, waitChannel, started, busy, newTemper, link);
        }

        Seed until(Link newLink) {
            return new Seed(
                    pid, user, state, arguments, name, waitChannel, started, busy, temper, newLink);
        }
    }
}
