package dev.watchkeeper.ui.automation;

import dev.watchkeeper.automation.Limit;
import dev.watchkeeper.automation.Missed;
import dev.watchkeeper.automation.Outcome;
import dev.watchkeeper.automation.Schedule;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Spans;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// All that is known of a schedule, by name, in the order in which it is read.
///
/// @param ages which also tells the zone
record ScheduleFields(Ages ages) {
    private static final int LONGEST = 2_000;

    Map<String, String> of(ScheduleRow row) {
        Schedule s = row.schedule();
        var moments = new Moments(ages);
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("starts", VisibleText.capped(s.command(), LONGEST));
        fields.put("as user", VisibleText.capped(s.user(), 80));
        fields.put("when", when(row));
        fields.put("next", moments.full(s.next()));
        fields.put("last start", moments.full(s.lastStart()));
        fields.put("last success", moments.full(s.lastSuccess()));
        fields.put("last outcome", outcome(s.outcome()));
        fields.put("missed", missed(s.missed()));
        fields.put("runs under way", Long.toString(row.runs()));
        fields.put("time limit", limit(s.limit()));
        fields.put("standing", s.standing().name().toLowerCase(Locale.ROOT));
        s.service().ifPresent(u -> fields.put("service", VisibleText.capped(u, 120)));
        fields.put("defined in", VisibleText.capped(s.definedIn(), 300));
        fields.values().removeIf(String::isBlank);
        return fields;
    }

    /// The host reads the expression in its own zone.
    private static String when(ScheduleRow row) {
        String zone =
                row.zone().map(z -> "zone " + z.getId()).orElse("in the host's zone, not known");
        return row.expression().isBlank() ? "" : "%s (%s)".formatted(row.expression(), zone);
    }

    private String outcome(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Succeeded(var at) -> "succeeded at " + ages.absolute(at);
            case Outcome.Failed(var how, var at) ->
                    "failed: "
                            + VisibleText.capped(how, 200)
                            + at.map(t -> ", at " + ages.absolute(t)).orElse("");
            case Outcome.Running(var since) ->
                    "running" + since.map(t -> " since " + ages.absolute(t)).orElse("");
            case Outcome.Unknown(var why) -> Moments.reason("not known", why);
        };
    }

    private String missed(Missed missed) {
        return switch (missed) {
            case Missed.Nothing _ -> "none";
            case Missed.Times(int count, var since, var why) ->
                    Moments.reason(
                            "%,d, the first due at %s".formatted(count, ages.absolute(since)), why);
            case Missed.Unknown(var why) -> Moments.reason("not known", why);
        };
    }

    private static String limit(Limit limit) {
        return switch (limit) {
            case Limit.Of(var most, var where) ->
                    "%s, by %s".formatted(Spans.clock(most), VisibleText.capped(where, 200));
            case Limit.None(var where) -> Moments.reason("none", where);
            case Limit.Unknown(var why) -> Moments.reason("not known", why);
        };
    }

    /// For the clipboard.
    String text(ScheduleRow row) {
        return of(row).entrySet().stream()
                .map(e -> e.getKey() + ": " + e.getValue())
                .collect(
                        Collectors.joining(
                                "\n", row.name() + " on " + row.host().name() + "\n", "\n"));
    }
}
