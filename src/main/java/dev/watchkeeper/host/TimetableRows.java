package dev.watchkeeper.host;

import dev.watchkeeper.host.Fields.MalformedRow;
import dev.watchkeeper.host.Timetable.CronStart;
import dev.watchkeeper.host.Timetable.CronTable;
import dev.watchkeeper.host.Timetable.Line;
import dev.watchkeeper.inventory.VisibleText;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The rows that speak of what starts commands on the host by itself.
final class TimetableRows {
    private static final int MOST = 4_000;
    private static final long LATEST = 253_402_300_799L;

    private final Map<String, Instant> changed = new HashMap<>();
    private final Map<String, List<Line>> lines = new LinkedHashMap<>();
    private final List<String> parts = new ArrayList<>();
    private final List<String> unread = new ArrayList<>();
    private final List<String> cronPrograms = new ArrayList<>();
    private final List<String> starts = new ArrayList<>();
    private final Map<String, String> stamps = new HashMap<>();
    private final Map<String, String> unitFiles = new HashMap<>();
    private final Map<Long, String> services = new HashMap<>();
    private final UnitRows units = new UnitRows();
    private final PlayRows plays = new PlayRows();
    private String zone = "";
    private String offset = "";
    private String log = "";
    private Optional<Boolean> systemd = Optional.empty();
    private OptionalLong fuseLimit = OptionalLong.empty();
    private int count;

    boolean accept(String tag, Fields f) throws MalformedRow {
        if (!isOurs(tag)) {
            return false;
        }
        count++;
        if (count <= MOST || tag.equals(ProbeFormat.UNIT)) {
            read(tag, f);
        }
        return true;
    }

    private static boolean isOurs(String tag) {
        return switch (tag) {
            case ProbeFormat.ZONE,
                    ProbeFormat.CRON_PROGRAM,
                    ProbeFormat.CRONTAB,
                    ProbeFormat.CRON_LINE,
                    ProbeFormat.CRON_PART,
                    ProbeFormat.CRON_UNREAD,
                    ProbeFormat.ANACRON_STAMP,
                    ProbeFormat.CRON_LOG,
                    ProbeFormat.CRON_START,
                    ProbeFormat.SYSTEMD,
                    ProbeFormat.UNIT,
                    ProbeFormat.UNIT_FILE,
                    ProbeFormat.FUSE_LIMIT,
                    ProbeFormat.SERVICE,
                    ProbeFormat.PLAY ->
                    true;
            default -> false;
        };
    }

    private void read(String tag, Fields f) throws MalformedRow {
        switch (tag) {
            case ProbeFormat.ZONE -> zone(f);
            case ProbeFormat.CRON_PROGRAM -> cronPrograms.add(f.text(200));
            case ProbeFormat.CRONTAB -> changed(f);
            case ProbeFormat.CRON_LINE -> line(f.rest());
            case ProbeFormat.CRON_PART -> parts.add(f.text(300));
            case ProbeFormat.CRON_UNREAD -> unread.add(f.text(300));
            case ProbeFormat.ANACRON_STAMP -> stamps.put(capped(f.word(), 100), f.text(20));
            case ProbeFormat.CRON_LOG -> log = f.rest();
            case ProbeFormat.CRON_START -> starts.add(f.rest());
            case ProbeFormat.SYSTEMD -> systemd = Optional.of(f.word().equals("yes"));
            case ProbeFormat.UNIT -> units.accept(f.rest());
            case ProbeFormat.UNIT_FILE -> unitFile(f.rest().strip().split("\\s+"));
            case ProbeFormat.FUSE_LIMIT -> fuseLimit(f.word());
            case ProbeFormat.SERVICE -> services.put(f.number(), f.text(200));
            default -> plays.accept(f);
        }
    }

    /// What was read; empty when the probe said nothing of it.
    ///
    /// @param clock the host's own, which dates the lines of a log without a year
    Optional<Timetable> timetable(Instant clock) {
        if (offset.isEmpty()) {
            return Optional.empty();
        }
        Optional<ZoneId> zoneId = zoneId(clock);
        var dated = new LogLines(zoneId.orElse(ZoneOffset.UTC), clock);
        List<CronStart> started =
                zoneId.isEmpty()
                        ? List.of()
                        : starts.stream().flatMap(l -> dated.start(l).stream()).toList();
        return Optional.of(
                new Timetable(
                        zoneId,
                        tables(),
                        parts,
                        unread,
                        cronPrograms,
                        started,
                        zoneId.flatMap(_ -> dated.instant(log)),
                        stamps,
                        systemd,
                        units.units(),
                        unitFiles,
                        services,
                        plays.plays(),
                        fuseLimit));
    }

    private List<CronTable> tables() {
        var paths = new LinkedHashMap<String, CronTable>();
        for (String path : changed.keySet().stream().sorted().toList()) {
            paths.put(path, table(path));
        }
        lines.keySet().forEach(path -> paths.computeIfAbsent(path, this::table));
        return List.copyOf(paths.values());
    }

    private CronTable table(String path) {
        return new CronTable(
                path, Optional.ofNullable(changed.get(path)), lines.getOrDefault(path, List.of()));
    }

    /// The name where it is one that Java knows and that agrees with the clock; else the offset.
    private Optional<ZoneId> zoneId(Instant clock) {
        try {
            ZoneOffset now = ZoneOffset.of(offset);
            return Optional.of(named(now, clock).orElse(now));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Optional<ZoneId> named(ZoneOffset now, Instant clock) {
        try {
            return Optional.of(ZoneId.of(zone))
                    .filter(z -> z.getRules().getOffset(clock).equals(now));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private void zone(Fields f) throws MalformedRow {
        offset = f.word();
        zone = f.rest();
    }

    private void changed(Fields f) throws MalformedRow {
        Instant at = Instant.ofEpochSecond(Math.min(f.number(), LATEST));
        changed.put(f.text(300), at);
    }

    /// `PATH:LINE:TEXT`.
    private void line(String text) throws MalformedRow {
        int path = text.indexOf(':');
        int number = text.indexOf(':', path + 1);
        if (path < 1 || number < 0) {
            throw new MalformedRow();
        }
        lines.computeIfAbsent(capped(text.substring(0, path), 300), _ -> new ArrayList<>())
                .add(numbered(text.substring(path + 1)));
    }

    /// `LINE:TEXT`.
    static Line numbered(String text) throws MalformedRow {
        int colon = text.indexOf(':');
        if (colon < 1 || !text.substring(0, colon).matches("[0-9]{1,9}")) {
            throw new MalformedRow();
        }
        String rest = text.substring(colon + 1).replace('\t', ' ');
        return new Line(Integer.parseInt(text.substring(0, colon)), capped(rest, 1_000));
    }

    private void unitFile(String[] words) throws MalformedRow {
        if (words.length < 2) {
            throw new MalformedRow();
        }
        unitFiles.put(capped(words[0], 200), capped(words[1], 40));
    }

    private void fuseLimit(String word) {
        if (word.matches("[0-9]{1,15}")) {
            fuseLimit = OptionalLong.of(Long.parseLong(word));
        }
    }

    static String capped(String text, int max) {
        return text.isEmpty() ? text : VisibleText.capped(text, max);
    }
}
