package dev.watchkeeper.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/// The hosts as the outage found them: a week of nightly runs on the deploy server, each waiting
/// for two builders whose build volume hangs, and a Nagios that noticed nothing.
///
/// @param hosts in the order of the fleet
record Outage(List<SimulatedHost> hosts) {
    private static final String DEPLOY = "ant-queen";
    private static final String PLAIN = "builder1";
    private static final String LEFTOVERS = "builder31";
    private static final String HEALTHY = "builder7";
    static final String SUPERVISION = "monitor1";
    private static final int NIGHTS = 7;
    private static final Duration TIME_OF_DAY = Duration.ofMinutes(190);
    private static final long MEMORY = 16L << 30;

    Outage {
        hosts = List.copyOf(hosts);
    }

    /// The outage at this moment; from then on the hosts' time is the clock's.
    static Outage at(InstantSource clock) {
        Instant now = clock.instant();
        List<Instant> nights =
                IntStream.range(0, NIGHTS)
                        .mapToObj(i -> now.minus(Duration.ofDays(NIGHTS - i).plus(TIME_OF_DAY)))
                        .toList();
        var deploy = new SimulatedHost(identity(DEPLOY, now, 0.56), clock, _ -> {});
        DeployServer.populate(deploy, List.of(PLAIN, LEFTOVERS), nights);
        var plain = new SimulatedHost(identity(PLAIN, now, 0.02), clock, deploy::remoteEnded);
        Builders.hung(plain, nights);
        var leftovers =
                new SimulatedHost(identity(LEFTOVERS, now, 0.04), clock, deploy::remoteEnded);
        Builders.hung(leftovers, nights);
        Builders.leftovers(leftovers);
        var healthy = new SimulatedHost(identity(HEALTHY, now, 0.31), clock, _ -> {});
        Builders.healthy(healthy);
        var supervision = new SimulatedHost(identity(SUPERVISION, now, 0.07), clock, _ -> {});
        new Spawner(supervision, 500).services();
        supervision.add(Builders.disk("/", "/dev/vda1", "254:1"));
        return new Outage(List.of(deploy, plain, healthy, leftovers, supervision));
    }

    SimulatedHost host(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("no host " + name));
    }

    Optional<SimulatedHost> find(String name) {
        return hosts.stream().filter(h -> h.identity().name().equals(name)).findFirst();
    }

    private static HostIdentity identity(String name, Instant now, double load) {
        return new HostIdentity(
                name,
                UUID.randomUUID().toString(),
                now.minus(Duration.ofDays(61).plusHours(name.length())),
                "Linux 6.1.0-28-amd64",
                load,
                MEMORY,
                MEMORY / 3 * 2);
    }
}
