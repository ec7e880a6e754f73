package dev.watchkeeper.bench;

import java.util.ArrayList;
import java.util.List;

/// What the probe prints on the hosts of a fleet in which a third of the builders hangs, and the
/// nightly runs of its first host with them.
///
/// @param hosts how many
/// @param processes so many on each
record StuckFleet(int hosts, int processes) {
    static final String NONCE = "bench000";
    private static final int RUNS = 8;
    private static final String ROW = NONCE + " ";
    private static final String[] DAEMONS = {
        "systemd-journal /usr/lib/systemd/systemd-journald",
        "java /usr/bin/java -Xmx2g -jar /opt/builds/agent.jar --work /var/lib/builds/work",
        "nginx nginx: worker process",
        "postgres postgres: builds builds 10.0.0.7(51234) idle",
        "cc1plus /usr/lib/gcc/x86_64-linux-gnu/12/cc1plus -quiet -O2 -o /tmp/x.s /srv/src/x.cc",
    };

    /// The processes of one host while its text is put together.
    private record Listing(StringBuilder rows, List<Long> pids, StringBuilder lines) {
        void add(long pid, long parent, String channel, String program) {
            int blank = program.indexOf(' ');
            rows.append(ROW)
                    .append(
                            "p %d %d %d %d S 4 %d 1 %s %s%n"
                                    .formatted(
                                            pid,
                                            parent,
                                            pid,
                                            pid,
                                            90_000,
                                            channel,
                                            program.substring(0, blank)));
            rows.append(ROW).append("s %d u 0%n".formatted(pid));
            rows.append(ROW).append("s %d v 17%n".formatted(pid));
            pids.add(pid);
            lines.append(ROW).append("l ").append(program.substring(blank + 1)).append('\n');
        }
    }

    String name(int host) {
        return host == 0 ? "deploy" : "builder" + host;
    }

    boolean hangs(int host) {
        return host > 0 && host % 3 == 0;
    }

    String output(int host) {
        var list = new Listing(new StringBuilder(), new ArrayList<>(), new StringBuilder());
        list.add(1, 0, "ep_poll", "systemd /sbin/init");
        if (host == 0) {
            runs(list);
        } else if (hangs(host)) {
            sessions(list, host);
        }
        for (long pid = 100_000; list.pids().size() < processes; pid++) {
            list.add(pid, 1, "ep_poll", DAEMONS[(int) (pid % DAEMONS.length)]);
        }
        var read = new StringBuilder(ROW).append("read");
        list.pids().forEach(p -> read.append(' ').append(p));
        return head(host) + list.rows() + read + "\n" + list.lines() + ROW + "end 10000.50\n";
    }

    private void runs(Listing list) {
        for (int run = 0; run < RUNS; run++) {
            long leader = 1_000L + 1_000L * run;
            list.add(leader, 1, "hrtimer_nanosleep", ansible());
            for (int host = 3; host < hosts; host += 3) {
                list.add(leader + host, leader, "ep_poll", ansible());
                list.add(
                        leader + 500 + host,
                        leader + host,
                        "poll_schedule_timeout",
                        "ssh ssh -C -o ControlPersist=60s %s /bin/sh -c 'sudo /bin/sh -c echo %s'"
                                .formatted(name(host), mark(run, host)));
            }
        }
    }

    private static void sessions(Listing list, int host) {
        list.add(10, 1, "poll_schedule_timeout", "sshd sshd: /usr/sbin/sshd -D [listener]");
        list.add(11, 1, "fuse_dev_do_read", "glusterfs /usr/sbin/glusterfs /mnt/x");
        for (int run = 0; run < RUNS; run++) {
            long pid = 1_000 + 10L * run;
            list.add(pid, 10, "poll_schedule_timeout", "sshd sshd: root@notty");
            list.add(pid + 1, pid, "do_wait", "sh /bin/sh -c echo " + mark(run, host));
            list.add(pid + 2, pid + 1, "poll_schedule_timeout", "python3 /usr/bin/python3");
            list.add(pid + 3, pid + 2, "request_wait_answer", "df df -h");
        }
    }

    private static String ansible() {
        return "ansible-playboo /usr/bin/python3 /usr/bin/ansible-playbook nightly.yml";
    }

    /// The word that both ends show: letters alone.
    private static String mark(int run, int host) {
        String number = Integer.toString(1_000_000 + run * 1_000 + host);
        return "BECOME-SUCCESS-abcdefghijklmnop"
                + number.chars()
                        .mapToObj(c -> Character.toString(c - '0' + 'a'))
                        .reduce("", String::concat);
    }

    private String head(int host) {
        String rows =
                """
                begin 1
                self 9
                boot boot-%d
                up 10000.00
                clock 1795383259.5
                kernel Linux 6.1
                tick 100
                user 0 root
                mount 20 8:1 ext4 /dev/sda1 /
                ask 20 answered 1
                """
                        .formatted(host);
        String silent =
                """
                mount 30 0:80 fuse.glusterfs gluster:/builds /mnt/x
                ask 30 silent 60000 0
                fuse 30 80 9
                serve 80 11
                """;
        return (rows + (hangs(host) ? silent : ""))
                .lines()
                .map(l -> ROW + l + "\n")
                .reduce("", String::concat);
    }
}
