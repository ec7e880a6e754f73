package dev.watchkeeper.host;

import dev.watchkeeper.host.Fields.MalformedRow;
import dev.watchkeeper.inventory.VisibleText;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// The rows that speak of mounts.
final class MountRows {
    private static final int MOST_MOUNTS = 1_000;
    private static final long YEAR_MILLIS = Duration.ofDays(366).toMillis();

    private record Row(String device, String type, String source, String point) {}

    private final Map<Long, Row> mounts = new LinkedHashMap<>();
    private final Map<Long, Mount.Answer> answers = new HashMap<>();
    private final Map<Long, Integer> connections = new HashMap<>();
    private final Map<Integer, Integer> waiting = new HashMap<>();
    private final Map<Integer, Long> servers = new HashMap<>();

    boolean accept(String tag, Fields f) throws MalformedRow {
        switch (tag) {
            case ProbeFormat.MOUNT -> mount(f.number(), f);
            case ProbeFormat.ASK -> answers.put(f.number(), answer(f));
            case ProbeFormat.FUSE -> fuse(f);
            case ProbeFormat.COUNT -> waiting.put(f.integer(), f.integer());
            case ProbeFormat.SERVE -> servers.merge(f.integer(), f.number(), Math::min);
            default -> {
                return false;
            }
        }
        return true;
    }

    /// All mounts in their order; a bind mount has the answer of the file system that it shows.
    List<Mount> mounts() {
        Map<String, Mount.Answer> byDevice = new HashMap<>();
        answers.forEach((id, a) -> deviceOf(id).forEach(d -> byDevice.put(d, a)));
        List<Mount> all = new ArrayList<>();
        mounts.forEach((id, row) -> all.add(mount(id, row, byDevice)));
        return all;
    }

    /// The mount point of a mountinfo id, or empty.
    List<String> pointOf(long id) {
        Row row = mounts.get(id);
        return row == null ? List.of() : List.of(row.point);
    }

    private List<String> deviceOf(long id) {
        Row row = mounts.get(id);
        return row == null ? List.of() : List.of(row.device);
    }

    private Mount mount(long id, Row row, Map<String, Mount.Answer> byDevice) {
        Integer connection = connections.get(id);
        Mount.Answer shared = byDevice.getOrDefault(row.device, new Mount.Answer.NotAsked());
        return new Mount(
                row.point,
                row.type,
                row.source,
                row.device,
                answers.getOrDefault(id, shared),
                optional(connection),
                connection == null ? OptionalInt.empty() : optional(waiting.get(connection)),
                server(connection));
    }

    private OptionalLong server(@org.jspecify.annotations.Nullable Integer connection) {
        Long pid = connection == null ? null : servers.get(connection);
        return pid == null ? OptionalLong.empty() : OptionalLong.of(pid);
    }

    private void mount(long id, Fields f) throws MalformedRow {
        String device = VisibleText.capped(f.word(), 32);
        String type = VisibleText.capped(MountEscapes.unescape(f.word()), 64);
        String source = VisibleText.capped(MountEscapes.unescape(f.word()), 500);
        // A path with what is not plain comes out escaped, so that it names nothing on the host.
        String point = VisibleText.capped(MountEscapes.unescape(f.word()), 4096);
        if (!point.startsWith("/")) {
            throw new MalformedRow();
        }
        if (mounts.size() < MOST_MOUNTS) {
            mounts.put(id, new Row(device, type, source, point));
        }
    }

    private void fuse(Fields f) throws MalformedRow {
        long id = f.number();
        int connection = f.integer();
        connections.put(id, connection);
        String count = f.word();
        if (count.matches("[0-9]{1,9}")) {
            waiting.put(connection, Integer.parseInt(count));
        }
    }

    private static Mount.Answer answer(Fields f) throws MalformedRow {
        return switch (f.word()) {
            case ProbeFormat.ANSWERED -> new Mount.Answer.Answered(millis(f));
            case ProbeFormat.SILENT -> new Mount.Answer.Silent(millis(f), f.number());
            case ProbeFormat.FAULTY -> new Mount.Answer.Faulty(f.text(200));
            default -> throw new MalformedRow();
        };
    }

    private static Duration millis(Fields f) throws MalformedRow {
        return Duration.ofMillis(Math.min(f.number(), 100 * YEAR_MILLIS));
    }

    private static OptionalInt optional(@org.jspecify.annotations.Nullable Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
