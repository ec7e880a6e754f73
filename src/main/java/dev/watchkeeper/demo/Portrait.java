package dev.watchkeeper.demo;

import dev.watchkeeper.demo.SimulatedMount.State;
import dev.watchkeeper.host.HostSnapshot;
import dev.watchkeeper.host.Mount;
import dev.watchkeeper.host.Mount.Answer;
import dev.watchkeeper.host.ProcessKey;
import dev.watchkeeper.host.RemoteProcess;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Shows a simulated host as the probe would find it.
final class Portrait {
    private static final Duration QUICK = Duration.ofMillis(2);

    private final SimulatedHost host;
    private final HostIdentity identity;
    private final String user;
    private final Instant now;

    private Portrait(SimulatedHost host, String user) {
        this.host = host;
        this.identity = host.identity();
        this.user = user;
        this.now = host.now();
    }

    /// @param user who asks; the children that ask silent mounts are this user's
    static HostSnapshot of(SimulatedHost host, String user) {
        return new Portrait(host, user).snapshot();
    }

    private HostSnapshot snapshot() {
        List<Mount> mounts = host.mounts().stream().map(this::mount).toList();
        List<RemoteProcess> processes = host.processes().stream().map(this::process).toList();
        return new HostSnapshot(
                identity.bootId(),
                now,
                Duration.ZERO,
                Duration.between(identity.bootedAt(), now),
                identity.kernel(),
                List.of(identity.load(), identity.load(), identity.load()),
                new HostSnapshot.Memory(identity.memoryTotal(), identity.memoryAvailable()),
                Optional.of(new HostSnapshot.Pressure(identity.load(), 0, 0)),
                processes,
                mounts,
                true,
                List.of());
    }

    private Mount mount(SimulatedMount mount) {
        Answer answer =
                switch (mount.state()) {
                    case State.Answering _ -> new Answer.Answered(QUICK);
                    case State.Silent silent -> silent(mount, silent);
                    case State.Disconnected _ ->
                            new Answer.Faulty("Transport endpoint is not connected");
                    case State.Detached _ -> new Answer.NotAsked();
                };
        boolean connected = mount.fuse().isPresent() && !(answer instanceof Answer.Faulty);
        return new Mount(
                mount.mountPoint(),
                mount.type(),
                mount.source(),
                mount.device(),
                answer,
                connected ? OptionalInt.of(mount.fuse().get().connection()) : OptionalInt.empty(),
                connected ? OptionalInt.of(host.waiting(mount.mountPoint())) : OptionalInt.empty(),
                connected ? OptionalLong.of(mount.fuse().get().server()) : OptionalLong.empty());
    }

    private Answer silent(SimulatedMount mount, State.Silent silent) {
        SimulatedProcess asker = host.asker(mount, silent, user);
        return new Answer.Silent(Duration.between(asker.started(), now), asker.pid());
    }

    private RemoteProcess process(SimulatedProcess p) {
        long cpu = host.cpuTicks(p);
        return new RemoteProcess(
                new ProcessKey(identity.name(), identity.bootId(), p.pid(), host.startTicks(p)),
                p.parent(),
                p.group(),
                p.session(),
                p.user(),
                p.state(),
                p.command(),
                Optional.of(String.join(" ", p.arguments())).filter(a -> !a.isEmpty()),
                Optional.of(p.waitChannel()),
                Duration.between(p.started(), now),
                cpu,
                Optional.of(40 + p.pid() % 23 + cpu * 3),
                1,
                p.state() == 'D',
                p.blockedOn());
    }
}
