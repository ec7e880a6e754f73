package dev.watchkeeper.ui.fx;

import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Says when something was: relative to now, and absolute with the zone always printed.
public final class Ages {
    private static final DateTimeFormatter ABSOLUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss zzz", Locale.ENGLISH);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT);

    private final InstantSource clock;
    private final ZoneId local;
    private final ObjectProperty<ZoneId> zone;
    private final LongProperty beat = new SimpleLongProperty();

    /// @param clock what "now" is
    /// @param local the zone of the user, the alternative to UTC
    public Ages(InstantSource clock, ZoneId local) {
        this.clock = clock;
        this.local = local.normalized().equals(ZoneOffset.UTC) ? ZoneOffset.UTC : local;
        this.zone = new SimpleObjectProperty<>(this.local);
    }

    public Instant now() {
        return clock.instant();
    }

    /// Lets everything that shows an age say it anew; called once a second.
    public void tick() {
        beat.set(beat.get() + 1);
    }

    /// Changes at every tick.
    public ReadOnlyLongProperty beat() {
        return beat;
    }

    /// The zone that absolute times are shown in.
    public ObjectProperty<ZoneId> zone() {
        return zone;
    }

    /// Changes between UTC and the user's zone.
    public void toggleZone() {
        zone.set(isUtc() ? local : ZoneOffset.UTC);
    }

    public boolean isUtc() {
        return zone.get().equals(ZoneOffset.UTC);
    }

    /// `4 s ago`, `in 3 d`, `just now`.
    public String relative(Instant at) {
        Duration age = Duration.between(at, now());
        if (age.abs().toSeconds() < 1) {
            return "just now";
        }
        return age.isNegative() ? "in " + Spans.words(age) : Spans.words(age) + " ago";
    }

    /// How long ago, without "ago".
    public String age(Instant at) {
        return Spans.words(Duration.between(at, now()));
    }

    /// `2026-11-22 18:30:00 UTC`.
    public String absolute(Instant at) {
        String text = ABSOLUTE.format(at.atZone(zone.get()));
        return text.endsWith(" Z") ? text.substring(0, text.length() - 1) + "UTC" : text;
    }

    /// The day alone; the caller prints the zone where days matter.
    public String day(Instant at) {
        return DAY.format(at.atZone(zone.get()));
    }

    /// The zone's name as it is printed.
    public String zoneName() {
        return isUtc() ? "UTC" : zone.get().getId();
    }
}
