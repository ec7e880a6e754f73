package dev.watchkeeper.host;

import dev.watchkeeper.host.Fields.MalformedRow;
import dev.watchkeeper.inventory.VisibleText;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The rows that speak of processes.
final class ProcessRows {
    private static final int MOST_PROCESSES = 20_000;
    private static final int ARGUMENTS = 2_000;
    private static final int MOST_FRAMES = 20;

    private record Row(
            long parent,
            long group,
            long session,
            char state,
            long ticks,
            long start,
            int threads,
            String command) {}

    private final Map<Long, Row> rows = new TreeMap<>();
    private final Map<Long, String> channels = new HashMap<>();
    private final Map<Long, String> arguments = new HashMap<>();
    private final Map<Long, Long> uids = new HashMap<>();
    private final Map<Long, Long> voluntary = new HashMap<>();
    private final Map<Long, Long> involuntary = new HashMap<>();
    private final Map<Long, String> stuckThreads = new HashMap<>();
    private final Map<Long, List<Long>> open = new HashMap<>();
    private final Map<Long, String> folders = new HashMap<>();
    private final Map<Long, List<String>> stacks = new HashMap<>();
    private final List<Long> unreadable = new ArrayList<>();
    private Iterator<Long> read = Collections.emptyIterator();
    private String cut = "";
    private long last;
    private long self;

    boolean accept(String tag, Fields f) throws MalformedRow {
        switch (tag) {
            case ProbeFormat.SELF -> self = f.number();
            case ProbeFormat.PROCESS -> process(f.number(), f);
            case ProbeFormat.CUT -> cut = cut(f);
            case ProbeFormat.STATUS -> status(f.number(), f);
            case ProbeFormat.THREAD -> thread(f);
            case ProbeFormat.WAIT_CHANNEL -> channel(f.number(), f.word());
            case ProbeFormat.READING -> read = pids(f);
            case ProbeFormat.ARGUMENTS -> arguments(f);
            case ProbeFormat.BLOCKED -> unreadable.add(f.number());
            case ProbeFormat.STACK -> stack(f.number(), f);
            case ProbeFormat.OPEN -> open(f.number(), f.number());
            case ProbeFormat.FOLDER -> folders.put(f.number(), f.text(4096));
            default -> {
                return false;
            }
        }
        return true;
    }

    /// Which processes were left out, or nothing.
    String cut() {
        return cut;
    }

    private static String cut(Fields f) throws MalformedRow {
        return "truncated: %d of %d processes are left out, from pid %d on"
                .formatted(f.number(), f.number(), f.number());
    }

    /// The pid of the last process row, or 0.
    long last() {
        return last;
    }

    /// Processes whose arguments could not be read, because reading them blocks.
    List<Long> unreadable() {
        return unreadable;
    }

    /// Whether a process has no wait channel although it sleeps: the host did not tell. Root sees
    /// them all, and none where the kernel has none to tell.
    boolean channelsHidden() {
        return uids.getOrDefault(self, -1L) != 0
                && rows.entrySet().stream()
                        .anyMatch(e ->
                                e.getValue().state == 'S' && !channels.containsKey(e.getKey()));
    }

    List<RemoteProcess> processes(String host, SystemRows system, Waits waits) {
        List<RemoteProcess> all = new ArrayList<>(rows.size());
        long outermost = outermost();
        rows.forEach((pid, row) -> {
            if (!isOurs(pid, outermost)) {
                all.add(process(host, pid, row, system, waits));
            }
        });
        return all;
    }

    /// The outermost process of ours: the shell that the SSH layer wraps a command in, or the
    /// probe's own. Where no arguments could be read, what the SSH server has started.
    private long outermost() {
        long served = self;
        long at = self;
        for (int depth = 0; depth < 5 && rows.containsKey(at); depth++) {
            if (arguments.getOrDefault(at, "").startsWith("sh -c eval \"$(head -c ")) {
                return at;
            }
            Row parent = rows.get(parentOf(at));
            if (served == self && parent != null && isSshServer(parent.command)) {
                served = at;
            }
            at = parentOf(at);
        }
        return served;
    }

    private static boolean isSshServer(String command) {
        return command.startsWith("sshd") || command.equals("dropbear");
    }

    private boolean isOurs(long pid, long outermost) {
        long at = pid;
        for (int depth = 0; at > 1 && depth < 8; depth++) {
            if (at == outermost) {
                return true;
            }
            at = parentOf(at);
        }
        return false;
    }

    private long parentOf(long pid) {
        Row row = rows.get(pid);
        return row == null ? 0 : row.parent;
    }

    private RemoteProcess process(String host, long pid, Row row, SystemRows system, Waits waits) {
        var seen =
                new RemoteProcess(
                        new ProcessKey(host, system.boot(), pid, row.start),
                        row.parent,
                        row.group,
                        row.session,
                        uids.containsKey(pid) ? system.user(uids.get(pid)) : "?",
                        row.state,
                        row.command,
                        Optional.ofNullable(arguments.get(pid)),
                        channelOf(pid),
                        age(row.start, system),
                        row.ticks,
                        switches(pid),
                        row.threads,
                        row.state == 'D' || stuckThreads.containsKey(pid),
                        Optional.empty(),
                        stacks.getOrDefault(pid, List.of()));
        return waits.on(seen, open.getOrDefault(pid, List.of()), folders.getOrDefault(pid, ""))
                .map(seen::waitingOn)
                .orElse(seen);
    }

    /// A stuck thread says more than its leader, which may be a zombie.
    private Optional<String> channelOf(long pid) {
        String ofThread = stuckThreads.getOrDefault(pid, "");
        return ofThread.isEmpty() ? Optional.ofNullable(channels.get(pid)) : Optional.of(ofThread);
    }

    private Optional<Long> switches(long pid) {
        Long v = voluntary.get(pid);
        Long n = involuntary.get(pid);
        return v == null || n == null ? Optional.empty() : Optional.of(v + n);
    }

    private static Duration age(long startTicks, SystemRows system) {
        long up = system.uptime().toMillis();
        long started = Math.min(startTicks, Long.MAX_VALUE / 1000) * 1000 / system.ticksASecond();
        return Duration.ofMillis(Math.max(0, up - started));
    }

    private void process(long pid, Fields f) throws MalformedRow {
        long parent = f.number();
        long group = f.number();
        long session = f.number();
        String state = f.word();
        long ticks = f.number();
        long start = f.number();
        int threads = f.integer();
        String channel = f.word();
        if (state.length() != 1 || !Character.isLetter(state.charAt(0)) || pid == 0) {
            throw new MalformedRow();
        }
        last = pid;
        if (rows.size() >= MOST_PROCESSES) {
            return;
        }
        channel(pid, channel);
        String command = f.text(64);
        rows.put(
                pid,
                new Row(parent, group, session, state.charAt(0), ticks, start, threads, command));
    }

    private void channel(long pid, String name) {
        if (isName(name)) {
            channels.put(pid, name);
        }
    }

    /// Kernel symbols only: 0 and - mean that the host does not tell.
    private static boolean isName(String channel) {
        return channel.matches("[A-Za-z_][A-Za-z0-9_.]{0,100}");
    }

    private void status(long pid, Fields f) throws MalformedRow {
        String kind = f.word();
        long value = f.number();
        switch (kind) {
            case "u" -> uids.put(pid, value);
            case "v" -> voluntary.put(pid, value);
            case "n" -> involuntary.put(pid, value);
            default -> throw new MalformedRow();
        }
    }

    private void thread(Fields f) throws MalformedRow {
        long pid = f.number();
        f.number();
        String channel = f.word();
        stuckThreads.put(pid, isName(channel) ? channel : "");
    }

    private void open(long pid, long mount) {
        open.computeIfAbsent(pid, _ -> new ArrayList<>()).add(mount);
    }

    private static Iterator<Long> pids(Fields f) throws MalformedRow {
        try {
            return Arrays.stream(f.rest().split(" ", -1)).map(Long::valueOf).toList().iterator();
        } catch (NumberFormatException e) {
            throw new MalformedRow(e);
        }
    }

    private void arguments(Fields f) throws MalformedRow {
        if (!read.hasNext()) {
            throw new MalformedRow();
        }
        long pid = read.next();
        String words =
                f.rest()
                        .replace(ProbeFormat.ARGUMENT_END, ' ')
                        .replace(ProbeFormat.LINE_FEED, '\n')
                        .strip();
        if (!words.isEmpty()) {
            arguments.put(pid, VisibleText.capped(words, ARGUMENTS));
        }
    }

    private void stack(long pid, Fields f) {
        stacks.put(
                pid,
                Arrays.stream(f.rest().split(" ", -1))
                        .takeWhile(name -> !name.startsWith("do_syscall"))
                        .filter(ProcessRows::isName)
                        .limit(MOST_FRAMES)
                        .toList());
    }
}
