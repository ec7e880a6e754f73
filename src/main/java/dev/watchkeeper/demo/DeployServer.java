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

    private DeployServer(Spawner spawner, List<String> builders) {
        this.spawner = spawner;
        this.builders = builders;
    }

    /// @param builders names of the hosts that never answer
    /// @param nights when each night's run began, oldest first
    static void populate(SimulatedHost host, List<String> builders, List<Instant> nights) {
        var server = new DeployServer(new Spawner(host, 700), builders);
        server.spawner.services();
        host.add(Builders.disk("/", "/dev/vda1", "254:1"));
        builders.forEach(b -> server.sharedConnection(b, nights.getFirst()));
        for (Instant night : nights) {
            long playbook = server.run(night, night.equals(nights.getFirst()));
            if (night.equals(nights.getFirst())) {
                server.certbot(playbook, night.plus(Duration.ofMinutes(2)));
            }
        }
    }

    private long run(Instant at, boolean stubborn) {
        long cron = spawner.spawn(1, seed("cron", at, "/usr/sbin/CRON", "-f").in("pipe_read"));
        long shell = spawner.spawn(cron, seed("sh", at, "/bin/sh", "-c", SCRIPT));
        long script = spawner.spawn(shell, seed("nightly-site", at, "/bin/sh", SCRIPT));
        spawner.spawn(
                script,
                seed("tee", at, "tee", "-a", "/var/log/ansible/nightly.log")
                        .in("pipe_read")
                        .until(new Link.Parent()));
        long sudo = spawner.spawn(script, seed("sudo", at, sudo()).in("poll_schedule_timeout"));
        long playbook =
                spawner.spawn(
                        sudo,
                        playbook(at)
                                .in("hrtimer_nanosleep")
                                .busy(0.08)
                                .tempered(stubborn ? Temper.STUBBORN : Temper.ORDINARY));
        builders.forEach(b -> worker(playbook, b, at.plusSeconds(4)));
        return playbook;
    }

    private void worker(long playbook, String builder, Instant at) {
        long worker = spawner.spawn(playbook, playbook(at).in("do_epoll_wait"));
        spawner.spawn(
                worker,
                Seed.of("ssh", at.plusSeconds(1), ssh(builder, worker, at))
                        .as(USER)
                        .in("poll_schedule_timeout")
                        .until(new Link.Remote(builder)));
    }

    private void certbot(long playbook, Instant at) {
        long certbot =
                spawner.spawn(
                        playbook,
                        Seed.of(
                                        "certbot",
                                        at,
                                        "/usr/bin/python3",
                                        "/usr/bin/certbot",
                                        "renew",
                                        "--pre-hook",
                                        "/usr/local/sbin/builders-ready")
                                .until(new Link.Parent()));
        spawner.spawn(
                certbot,
                Seed.of("builders-ready", at, "/bin/sh", "/usr/local/sbin/builders-ready")
                        .in("hrtimer_nanosleep")
                        .until(new Link.Parent()));
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
        return Seed.of(name, at, arguments).until(new Link.Children());
    }

    private static Seed playbook(Instant at) {
        return seed("ansible-playbook", at, PLAYBOOK.toArray(String[]::new)).as(USER);
    }

    private static String[] sudo() {
        var words = new java.util.ArrayList<>(List.of("sudo", "-n", "-u", USER));
        words.addAll(PLAYBOOK.subList(1, PLAYBOOK.size()));
        return words.toArray(String[]::new);
    }

    private static String[] ssh(String builder, long worker, Instant at) {
        String folder =
                "/home/ansible/.ansible/tmp/ansible-tmp-%d.%d-%d-%d"
                        .formatted(
                                at.getEpochSecond(),
                                at.getNano() / 1000 % 1000,
                                worker,
                                worker * 7919);
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
            "ControlPath=" + controlPath(builder),
            "-tt",
            builder,
            "/bin/sh -c 'sudo -H -S -n -u root /usr/bin/python3 " + folder + "/AnsiballZ_setup.py'"
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
