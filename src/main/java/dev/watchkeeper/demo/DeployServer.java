package dev.watchkeeper.demo;

import dev.watchkeeper.demo.SimulatedProcess.Link;
import dev.watchkeeper.demo.SimulatedProcess.Temper;
import dev.watchkeeper.demo.Spawner.Seed;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/// What runs on the deploy server: one nightly Ansible run for each night of a week, ten processes
/// each, none of which came to its end, because two builders never answered. The oldest one still
/// holds certbot's lock.
final class DeployServer {
    private static final String USER = "deploy";
    private static final String SCRIPT = "/usr/local/sbin/nightly-site";
    private static final List<String> PLAYBOOK =
            List.of(
                    "/usr/bin/python3",
                    "/usr/bin/ansible-playbook",
                    "-i",
                    "/etc/ansible/hosts",
                    "/srv/ansible/site.yml");

    private final Spawner spawner;
    private final List<String> builders;
    private final long cron;

    private DeployServer(Spawner spawner, List<String> builders) {
        this.spawner = spawner;
        this.builders = builders;
        this.cron = spawner.services();
    }

    /// @param builders names of the hosts that never answer
    /// @param nights when each night's run began, oldest first
    static void populate(SimulatedHost host, List<String> builders, List<Instant> nights) {
        var server = new DeployServer(new Spawner(host, 700), builders);
        host.add(Builders.disk("/", "/dev/vda1", "254:1"));
        builders.forEach(b -> server.sharedConnection(b, nights.getFirst()));
        for (Instant night : nights) {
            boolean oldest = night.equals(nights.getFirst());
            long playbook = server.run(night, oldest);
            if (oldest) {
                server.certbot(playbook, night.plus(Duration.ofMinutes(2)));
            }
        }
    }

    private long run(Instant at, boolean stubborn) {
        long job =
                spawner.spawn(
                        cron, seed("cron", at, "/usr/sbin/CRON", "-f").as("root").in("pipe_read"));
        long shell = spawner.spawn(job, seed("sh", at, "/bin/sh", "-c", "sh " + SCRIPT));
        long script = spawner.spawn(shell, seed("sh", at, "sh", SCRIPT));
        long playbook =
                spawner.spawn(
                        script,
                        playbook(at)
                                .in("hrtimer_nanosleep")
                                .busy(0.08)
                                .tempered(stubborn ? Temper.STUBBORN : Temper.ORDINARY));
        spawner.spawn(
                script, reader(playbook, "tee", at, "tee", "-a", "/var/log/ansible/nightly.log"));
        spawner.spawn(script, reader(playbook, "logger", at, "logger", "-t", "nightly-site"));
        builders.forEach(b -> worker(playbook, b, at));
        return playbook;
    }

    private void worker(long playbook, String builder, Instant night) {
        Instant at = night.plusSeconds(4);
        long worker = spawner.spawn(playbook, playbook(at).in("do_epoll_wait"));
        spawner.spawn(
                worker,
                Seed.of("ssh", at.plusSeconds(1), ssh(builder, night))
                        .as(USER)
                        .in("poll_schedule_timeout")
                        .until(new Link.Remote(builder)));
    }

    /// The local task of the oldest run: it holds certbot's lock while a hook waits for a builder.
    private void certbot(long playbook, Instant at) {
        long worker = spawner.spawn(playbook, playbook(at).in("do_epoll_wait"));
        String module = "/home/deploy/.ansible/tmp/ansible-tmp-" + worker + "/AnsiballZ_command.py";
        long shell = spawner.spawn(worker, between("sh", at, "/bin/sh", "-c", "python3 " + module));
        long python = spawner.spawn(shell, between("python3", at, "/usr/bin/python3", module));
        String hook = "/usr/local/sbin/builders-ready";
        long certbot =
                spawner.spawn(
                        python,
                        between("certbot", at, "certbot", "renew", "--pre-hook", hook).as("root"));
        spawner.spawn(
                certbot,
                between("builders-ready", at, "/bin/sh", hook)
                        .as("root")
                        .in("hrtimer_nanosleep")
                        .until(new Link.Remote(builders.getLast())));
    }

    private void sharedConnection(String builder, Instant at) {
        spawner.spawn(
                1,
                Seed.of("ssh", at, "ssh: " + controlPath(builder) + " [mux]")
                        .as(USER)
                        .in("poll_schedule_timeout")
                        .until(new Link.Sharing(builder)));
    }

    private static Seed seed(String name, Instant at, String... arguments) {
        return Seed.of(name, at, arguments).as(USER).until(new Link.Children());
    }

    private static Seed between(String name, Instant at, String... arguments) {
        return seed(name, at, arguments).until(new Link.Between());
    }

    private static Seed reader(long writer, String name, Instant at, String... arguments) {
        return seed(name, at, arguments).in("pipe_read").until(new Link.Reader(writer));
    }

    private static Seed playbook(Instant at) {
        return seed("ansible-playbook", at, PLAYBOOK.toArray(String[]::new));
    }

    private static String[] ssh(String builder, Instant night) {
        return new String[] {
            "ssh",
            "-C",
            "-o",
            "ControlMaster=auto",
            "-o",
            "ControlPersist=60s",
            "-o",
            "ConnectTimeout=10",
            "-o",
            "ControlPath=\"" + controlPath(builder) + "\"",
            "-tt",
            builder,
            "/bin/sh -c 'sudo -H -S -n -u root /bin/sh -c '\"'\"'echo "
                    + AnsibleMark.of(builder, night)
                    + " ; df -h'\"'\"''"
        };
    }

    /// As Ansible names it: the first ten digits of SHA-1 over host, port and user.
    private static String controlPath(String builder) {
        try {
            byte[] name = (builder + "--ansible").getBytes(StandardCharsets.UTF_8);
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(name);
            String digits = HexFormat.of().formatHex(hash).substring(0, 10);
            return "/home/" + USER + "/.ansible/cp/" + digits;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
