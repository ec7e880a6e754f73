package dev.watchkeeper.host;

import dev.watchkeeper.host.Fields.MalformedRow;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The rows that speak of the host as a whole.
final class SystemRows {
    private static final int MOST_NOTES = 50;
    private static final long YEAR_9999 = 253_402_300_799L;

    private final Map<String, Double> pressure = new HashMap<>();
    private final Map<Long, String> users = new HashMap<>();
    private final List<String> notes = new ArrayList<>();
    private String boot = "";
    private String kernel = "";
    private Instant clock = Instant.EPOCH;
    private double begin = -1;
    private double end = -1;
    private long ticksASecond = 100;
    private List<Double> load = List.of();
    private HostSnapshot.Memory memory = new HostSnapshot.Memory(0, -1);

    boolean accept(String tag, Fields f) throws MalformedRow {
        switch (tag) {
            case ProbeFormat.BOOT -> boot = f.text(64);
            case ProbeFormat.KERNEL -> kernel = f.text(200);
            case ProbeFormat.CLOCK -> clock = instant(f.word());
            case ProbeFormat.UP -> begin = f.decimal();
            case ProbeFormat.TICK -> ticksASecond = Math.clamp(f.number(), 1, 1_000_000);
            case ProbeFormat.LOAD -> load = List.of(f.decimal(), f.decimal(), f.decimal());
            case ProbeFormat.MEMORY -> memory = memory(f.number(), f.signed());
            case ProbeFormat.PRESSURE -> pressure.put(f.word(), f.decimal());
            case ProbeFormat.USER -> users.putIfAbsent(f.number(), f.text(64));
            case ProbeFormat.NOTE -> note(f.text(300));
            case ProbeFormat.END -> end = f.decimal();
            default -> {
                return false;
            }
        }
        return true;
    }

    void note(String text) {
        if (notes.size() < MOST_NOTES && !notes.contains(text)) {
            notes.add(text);
        }
    }

    List<String> notes() {
        return notes;
    }

    String boot() {
        return boot;
    }

    String kernel() {
        return kernel;
    }

    Instant clock() {
        return clock;
    }

    List<Double> load() {
        return load;
    }

    HostSnapshot.Memory memory() {
        return memory;
    }

    long ticksASecond() {
        return ticksASecond;
    }

    /// Whether the end row came.
    boolean ended() {
        return end >= 0;
    }

    Duration uptime() {
        return Duration.ofMillis(Math.round(Math.max(begin, 0) * 1000));
    }

    /// How long the probe ran on the host; zero when it did not come to its end.
    Duration ran() {
        return ended() && end > begin
                ? Duration.ofMillis(Math.round((end - begin) * 1000))
                : Duration.ZERO;
    }

    String user(long uid) {
        return users.getOrDefault(uid, Long.toString(uid));
    }

    Optional<HostSnapshot.Pressure> pressure() {
        Double cpu = pressure.get("cpu");
        Double forMemory = pressure.get("memory");
        Double io = pressure.get("io");
        return cpu == null || forMemory == null || io == null
                ? Optional.empty()
                : Optional.of(new HostSnapshot.Pressure(cpu, forMemory, io));
    }

    private static HostSnapshot.Memory memory(long total, long available) {
        long most = Long.MAX_VALUE / 1024;
        return new HostSnapshot.Memory(
                Math.min(total, most) * 1024,
                available < 0 ? -1 : Math.min(available, most) * 1024);
    }

    /// Seconds, with nanoseconds where `date` knows them; some print a literal `%N` or nothing.
    private static Instant instant(String text) throws MalformedRow {
        var found = java.util.regex.Pattern.compile("^([0-9]{1,12})(\\.[0-9]{9})?").matcher(text);
        if (!found.find()) {
            throw new MalformedRow();
        }
        long seconds = Math.min(Long.parseLong(found.group(1)), YEAR_9999);
        String fraction = found.group(2);
        int nanos = fraction == null ? 0 : new BigDecimal(fraction).movePointRight(9).intValue();
        return Instant.ofEpochSecond(seconds, nanos);
    }
}
