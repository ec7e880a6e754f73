package dev.watchkeeper.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

/// What the probe printed of schedules on a host with cron 3.0pl1 and systemd 252, recorded at
/// 00:34:54 UTC: cron runs `/etc/cron.d/nightly`, `play.service` has run for 18 minutes,
/// `nightly.service` failed, `fstrim.timer` is masked and `dpkg-db-backup.timer` disabled.
public final class RecordedTimetable {
    public static final Instant CLOCK = Instant.parse("2026-11-23T00:34:54.963862089Z");
    public static final String NONCE = "abcdefgh";

    private String output;

    public RecordedTimetable() {
        try (var in = RecordedTimetable.class.getResourceAsStream("timetable.txt")) {
            output = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public RecordedTimetable with(UnaryOperator<String> change) {
        output = change.apply(output);
        return this;
    }

    /// Adds rows before the end, each without its nonce.
    public RecordedTimetable plus(String... rows) {
        var more = new StringBuilder();
        for (String row : rows) {
            more.append(NONCE).append(' ').append(row).append('\n');
        }
        return with(o -> o.replace(NONCE + " end ", more + NONCE + " end "));
    }

    /// Leaves out the rows that begin like that.
    public RecordedTimetable without(String beginning) {
        return with(o -> o.replaceAll("(?m)^" + NONCE + " " + beginning + ".*\n", ""));
    }

    public HostSnapshot snapshot() {
        return ProbeParser.parse(output, NONCE, "ant-queen", CLOCK, Duration.ZERO).orElseThrow();
    }
}
