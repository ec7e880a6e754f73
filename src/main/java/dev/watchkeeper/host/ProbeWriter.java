package dev.watchkeeper.host;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/// Renders a snapshot as the remote probe would have printed it: for the demo's hosts and for
/// tests. [ProbeParser] gives the same snapshot back, except for the clock's offset and what only
/// the time of reading can tell.
public final class ProbeWriter {
    private static final int TICKS_A_SECOND = 100;

    private final StringBuilder out = new StringBuilder(8192);
    private final List<String> users = new ArrayList<>();
    private final String nonce;
    private final HostSnapshot snapshot;

    private ProbeWriter(String nonce, HostSnapshot snapshot) {
        this.nonce = nonce;
        this.snapshot = snapshot;
    }

    /// Returns the rows, each ended by a line feed.
    ///
    /// Ages follow from `uptime` and each key's start ticks (100 a second); the record's own age is
    /// not used. Without `complete`, the end row is left out.
    ///
    /// @param nonce of the probe that is answered ([ProbeFormat#nonceOf])
    public static String write(String nonce, HostSnapshot snapshot) {
        return new ProbeWriter(nonce, snapshot).render();
    }

    private String render() {
        row(ProbeFormat.BEGIN, ProbeFormat.VERSION);
        system();
        for (int i = 0; i < snapshot.mounts().size(); i++) {
            mount(i + 1, snapshot.mounts().get(i));
        }
        snapshot.processes().forEach(this::process);
        arguments();
        snapshot.notes().forEach(n -> row(ProbeFormat.NOTE, n));
        if (snapshot.complete()) {
            row(ProbeFormat.END, seconds(snapshot.uptime()));
        }
        return out.toString();
    }

    private void system() {
        var clock = snapshot.hostClock();
        row(ProbeFormat.BOOT, snapshot.bootId());
        row(ProbeFormat.KERNEL, snapshot.kernel());
        row(ProbeFormat.UP, seconds(snapshot.uptime()));
        row(
                ProbeFormat.CLOCK,
                String.format(Locale.ROOT, "%d.%09d", clock.getEpochSecond(), clock.getNano()));
        row(ProbeFormat.TICK, TICKS_A_SECOND);
        if (snapshot.load().size() == 3) {
            row(ProbeFormat.LOAD, snapshot.load().toArray());
        }
        long available = snapshot.memory().available();
        row(
                ProbeFormat.MEMORY,
                snapshot.memory().total() / 1024,
                available < 0 ? -1 : available / 1024);
        snapshot.pressure().ifPresent(this::pressure);
    }

    private void pressure(HostSnapshot.Pressure pressure) {
        row(ProbeFormat.PRESSURE, "cpu", pressure.cpu());
        row(ProbeFormat.PRESSURE, "memory", pressure.memory());
        row(ProbeFormat.PRESSURE, "io", pressure.io());
    }

    private void mount(int id, Mount m) {
        row(
                ProbeFormat.MOUNT,
                id,
                m.device(),
                MountEscapes.escape(m.type()),
                MountEscapes.escape(m.source()),
                MountEscapes.escape(m.mountPoint()));
        switch (m.answer()) {
            case Mount.Answer.Answered a ->
                    row(ProbeFormat.ASK, id, ProbeFormat.ANSWERED, a.took().toMillis());
            case Mount.Answer.Silent s ->
                    row(ProbeFormat.ASK, id, ProbeFormat.SILENT, s.since().toMillis(), s.asker());
            case Mount.Answer.Faulty f -> row(ProbeFormat.ASK, id, ProbeFormat.FAULTY, f.error());
            case Mount.Answer.NotAsked _ -> {}
        }
        m.fuseConnection().ifPresent(c -> fuse(id, c, m));
    }

    private void fuse(int id, int connection, Mount m) {
        row(ProbeFormat.FUSE, id, connection, orDash(m.fuseWaiting()));
        m.serverPid().ifPresent(p -> row(ProbeFormat.SERVE, connection, p));
    }

    private void process(RemoteProcess p) {
        long pid = p.key().pid();
        row(
                ProbeFormat.PROCESS,
                pid,
                p.parent(),
                p.group(),
                p.session(),
                p.state(),
                p.cpuTicks(),
                p.key().startTicks(),
                p.threads(),
                p.waitChannel().orElse("0"),
                p.command());
        row(ProbeFormat.STATUS, pid, "u", uid(p.user()));
        p.contextSwitches().ifPresent(n -> row(ProbeFormat.STATUS, pid, "v", n));
        p.contextSwitches().ifPresent(_ -> row(ProbeFormat.STATUS, pid, "n", 0));
        if (!p.stack().isEmpty()) {
            row(ProbeFormat.STACK, pid, String.join(" ", p.stack()));
        }
        if (p.stuckThread() && p.state() != 'D') {
            row(ProbeFormat.THREAD, pid, pid + 1, p.waitChannel().orElse("0"));
        }
        p.waitsOn().ifPresent(m -> open(pid, m));
    }

    private void arguments() {
        List<RemoteProcess> known =
                snapshot.processes().stream().filter(p -> p.arguments().isPresent()).toList();
        if (!known.isEmpty()) {
            row(ProbeFormat.READING, known.stream().map(p -> (Object) p.key().pid()).toArray());
            known.forEach(p -> row(ProbeFormat.ARGUMENTS, p.arguments().orElseThrow()));
        }
    }

    private void open(long pid, String mountPoint) {
        for (int i = 0; i < snapshot.mounts().size(); i++) {
            if (snapshot.mounts().get(i).mountPoint().equals(mountPoint)) {
                row(ProbeFormat.OPEN, pid, i + 1);
            }
        }
    }

    private long uid(String user) {
        if (user.matches("[0-9]{1,10}")) {
            return Long.parseLong(user);
        }
        int known = users.indexOf(user);
        if (known >= 0) {
            return 100_000L + known;
        }
        users.add(user);
        long uid = 100_000L + users.size() - 1;
        row(ProbeFormat.USER, uid, user);
        return uid;
    }

    private static String orDash(OptionalInt value) {
        return value.isPresent() ? Integer.toString(value.getAsInt()) : "-";
    }

    private static String seconds(Duration d) {
        return String.format(Locale.ROOT, "%d.%02d", d.toSeconds(), d.toMillisPart() / 10);
    }

    private void row(String tag, Object... fields) {
        out.append(nonce).append(' ').append(tag);
        for (Object field : fields) {
            out.append(' ').append(field.toString().replace('\n', ProbeFormat.LINE_FEED));
        }
        out.append('\n');
    }
}
