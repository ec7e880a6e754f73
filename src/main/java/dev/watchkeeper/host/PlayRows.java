package dev.watchkeeper.host;

import dev.watchkeeper.host.Fields.MalformedRow;
import dev.watchkeeper.host.Timetable.Line;
import dev.watchkeeper.host.Timetable.PlaySettings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The rows that speak of the settings of Ansible runs.
final class PlayRows {
    private static final int MOST_PLAYS = 50;
    private static final int MOST_LINES = 200;

    private static final class Play {
        private final Map<String, String> environment = new HashMap<>();
        private final List<Line> lines = new ArrayList<>();
        private Optional<String> file = Optional.empty();
        private Optional<String> unread = Optional.of("the probe did not come to its end");
        private boolean known;
    }

    private final Map<Long, Play> plays = new LinkedHashMap<>();

    void accept(Fields f) throws MalformedRow {
        long pid = f.number();
        String what = f.word();
        if (plays.size() >= MOST_PLAYS && !plays.containsKey(pid)) {
            return;
        }
        accept(plays.computeIfAbsent(pid, _ -> new Play()), what, f);
    }

    private static void accept(Play play, String what, Fields f) throws MalformedRow {
        switch (what) {
            case "env" -> environment(play, f.rest());
            case "file" -> {
                play.file = Optional.of(f.text(500));
                play.unread = Optional.empty();
                play.known = true;
            }
            case "line" -> {
                if (play.lines.size() < MOST_LINES) {
                    play.lines.add(TimetableRows.numbered(f.rest()));
                }
            }
            case "none" -> {
                play.unread = Optional.empty();
                play.known = true;
            }
            case "unread" -> play.unread = Optional.of(f.text(300));
            default -> throw new MalformedRow();
        }
    }

    private static void environment(Play play, String text) throws MalformedRow {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new MalformedRow();
        }
        play.known = true;
        play.environment.put(
                TimetableRows.capped(text.substring(0, equals), 60),
                TimetableRows.capped(text.substring(equals + 1), 500));
    }

    List<PlaySettings> plays() {
        var all = new ArrayList<PlaySettings>();
        plays.forEach((pid, p) ->
                all.add(
                        new PlaySettings(
                                pid,
                                p.known ? Optional.of(p.environment) : Optional.empty(),
                                p.file,
                                p.lines,
                                p.unread)));
        return all;
    }
}
