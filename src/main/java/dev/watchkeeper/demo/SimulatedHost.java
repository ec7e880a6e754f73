package dev.watchkeeper.demo;

import dev.watchkeeper.demo.SimulatedMount.Fuse;
import dev.watchkeeper.demo.SimulatedMount.State;
import dev.watchkeeper.demo.SimulatedProcess.Link;
import dev.watchkeeper.demo.SimulatedProcess.Temper;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// A host that exists only in memory: processes, mounts, and what signals and umount(8) do to them.
///
/// Thread-safe: one lock a host, never held while another host is told of anything.
final class SimulatedHost {
    private static final long TICKS_PER_SECOND = 100;
    private static final long FIRST_FREE_PID = 2_400_000;
    private static final Duration FIRST_ASKED = Duration.ofSeconds(48);

    private final HostIdentity identity;
    private final InstantSource clock;
    private final Consumer<String> freed;
    private final ProcessTable processes = new ProcessTable();
    private final Map<String, SimulatedMount> mounts = new LinkedHashMap<>();
    private final Map<String, Long> askers = new LinkedHashMap<>();
    private final SimulatedRuns runs = new SimulatedRuns();
    private long nextPid = FIRST_FREE_PID;

    /// @param freed hears this host's name when nothing waits on its mounts any more, on the thread
    ///   that did it
    SimulatedHost(HostIdentity identity, InstantSource clock, Consumer<String> freed) {
        this.identity = identity;
        this.clock = clock;
        this.freed = freed;
    }

    HostIdentity identity() {
        return identity;
    }

    Instant now() {
        return clock.instant();
    }

    synchronized void add(SimulatedProcess process) {
        processes.add(process);
    }

    synchronized void add(SimulatedMount mount) {
        mounts.put(mount.mountPoint(), mount);
    }

    synchronized List<SimulatedProcess> processes() {
        return processes.all();
    }

    synchronized List<SimulatedMount> mounts() {
        return mounts.values().stream().filter(m -> !m.isDetached()).toList();
    }

    synchronized Optional<SimulatedProcess> process(long pid) {
        return processes.find(pid);
    }

    synchronized Optional<SimulatedMount> mount(String mountPoint) {
        return Optional.ofNullable(mounts.get(mountPoint)).filter(m -> !m.isDetached());
    }

    /// Whether a process of this name runs.
    synchronized boolean runs(String name) {
        return processes.all().stream().anyMatch(p -> p.name().equals(name));
    }

    synchronized long newPid() {
        return nextPid++;
    }

    /// The renewals that go on, or have gone on, by themselves.
    SimulatedRuns runs() {
        return runs;
    }

    /// Start time in clock ticks since boot, as field 22 of `/proc/PID/stat` has it.
    long startTicks(SimulatedProcess process) {
        return ticks(Duration.between(identity.bootedAt(), process.started()));
    }

    /// User and system time in clock ticks.
    long cpuTicks(SimulatedProcess process) {
        Duration age = Duration.between(process.started(), now());
        return 3 + process.pid() % 7 + (long) (process.busy() * ticks(age));
    }

    private static long ticks(Duration time) {
        return time.toMillis() * TICKS_PER_SECOND / 1000;
    }

    /// How many requests wait on the mount's FUSE connection.
    synchronized int waiting(String mountPoint) {
        return (int)
                processes.all().stream()
                        .filter(p -> p.link().equals(new Link.Mount(mountPoint)))
                        .count();
    }

    /// The probe's child that has asked this silent mount since shortly after it fell silent: one
    /// for all probes, whoever asks.
    synchronized SimulatedProcess asker(SimulatedMount mount, State.Silent silent, String user) {
        String mountPoint = mount.mountPoint();
        long pid = askers.computeIfAbsent(mountPoint, _ -> nextPid++);
        return processes.find(pid).orElseGet(() -> ask(pid, mountPoint, silent, user));
    }

    private SimulatedProcess ask(long pid, String mountPoint, State.Silent silent, String user) {
        var asker =
                new SimulatedProcess(
                        pid,
                        1,
                        pid,
                        pid,
                        user,
                        'S',
                        List.of("stat", "-f", mountPoint),
                        "stat",
                        "request_wait_answer",
                        silent.since().plus(FIRST_ASKED),
                        0,
                        Temper.BLOCKED,
                        new Link.Mount(mountPoint));
        processes.add(asker);
        return asker;
    }

    /// Delivers a signal to the process, with what follows from it.
    ///
    /// @return false when there is no such process
    boolean signal(long pid, Signal signal) {
        return andTell(() -> deliver(pid, signal));
    }

    private boolean deliver(long pid, Signal signal) {
        Optional<SimulatedProcess> target = processes.find(pid);
        target.ifPresent(p -> {
            processes.signal(p, signal);
            served(pid).ifPresent(m -> serverHeard(m, p, signal));
        });
        return target.isPresent();
    }

    private Optional<SimulatedMount> served(long server) {
        return mounts.values().stream()
                .filter(m -> m.fuse().filter(f -> f.server() == server).isPresent())
                .findFirst();
    }

    private void serverHeard(SimulatedMount mount, SimulatedProcess server, Signal signal) {
        if (processes.find(server.pid()).isEmpty()) {
            free(mount, new State.Disconnected());
        } else if (signal == Signal.CONT && server.temper() == Temper.STOPPED) {
            processes.resume(server);
            free(mount, new State.Answering());
        }
    }

    /// Writes 1 into the abort file of a FUSE connection.
    ///
    /// @return false when there is no such connection
    boolean abort(int connection) {
        return andTell(() -> {
            Optional<SimulatedMount> mount =
                    mounts.values().stream().filter(m -> isConnection(m, connection)).findFirst();
            mount.ifPresent(this::disconnect);
            return mount.isPresent();
        });
    }

    private static boolean isConnection(SimulatedMount mount, int connection) {
        return !(mount.state() instanceof State.Disconnected)
                && mount.fuse().map(Fuse::connection).filter(c -> c == connection).isPresent();
    }

    /// `umount`, `umount -f` and `umount -l`, as umount(8) ends.
    Unmounting unmount(String mountPoint, boolean force, boolean lazy) {
        return andTell(() -> {
            SimulatedMount mount = mounts.get(mountPoint);
            return mount == null || mount.isDetached()
                    ? Unmounting.NOT_MOUNTED
                    : unmount(mount, force, lazy);
        });
    }

    private Unmounting unmount(SimulatedMount mount, boolean force, boolean lazy) {
        boolean silent = mount.isSilent();
        if (silent && !force && !lazy) {
            return Unmounting.HANGS;
        }
        boolean busy = silent && waiting(mount.mountPoint()) > 0;
        if (silent && force) {
            disconnect(mount);
        }
        if (busy && !lazy) {
            return Unmounting.BUSY;
        }
        if (silent && !force) {
            mounts.replace(mount.mountPoint(), mount.with(new State.Detached()));
        } else {
            mounts.remove(mount.mountPoint());
        }
        return Unmounting.DONE;
    }

    private void disconnect(SimulatedMount mount) {
        free(mount, new State.Disconnected());
        mount.fuse().ifPresent(f -> processes.endIf(p -> p.pid() == f.server()));
    }

    private void free(SimulatedMount mount, State state) {
        mounts.replace(mount.mountPoint(), mount.with(state));
        processes.endIf(p -> p.link().equals(new Link.Mount(mount.mountPoint())));
    }

    /// The commands that processes here wait for on another host have come to their end.
    synchronized void remoteEnded(String host) {
        processes.endIf(p -> p.link().equals(new Link.Remote(host)));
    }

    private <T> T andTell(java.util.function.Supplier<T> action) {
        boolean wasBlocked;
        boolean isBlocked;
        T result;
        synchronized (this) {
            wasBlocked = isBlocked();
            result = action.get();
            isBlocked = isBlocked();
        }
        if (wasBlocked && !isBlocked) {
            freed.accept(identity.name());
        }
        return result;
    }

    private boolean isBlocked() {
        return processes.all().stream().anyMatch(p -> p.blockedOn().isPresent());
    }

    /// How umount(8) ends.
    enum Unmounting {
        DONE,
        BUSY,
        NOT_MOUNTED,
        /// Never: it waits for the file system itself.
        HANGS
    }
}
