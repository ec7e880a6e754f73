package dev.watchkeeper.supervision;

import dev.watchkeeper.supervision.NagiosRow.Subject;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The last notifications that the log names; it goes back no further than it was read.
final class NagiosLog {
    private static final long LATEST = 253_402_300_799L;
    private static final Pattern SENT =
            Pattern.compile("\\[([0-9]{1,12})] (SERVICE|HOST) NOTIFICATION: (.*)");

    private final Map<String, Instant> byContact = new HashMap<>();
    private final Map<Subject, Instant> bySubject = new HashMap<>();

    NagiosLog(List<String> lines) {
        lines.forEach(this::line);
    }

    private void line(String line) {
        Matcher found = SENT.matcher(line);
        if (!found.matches()) {
            return;
        }
        OptionalLong seconds = NagiosRow.number(found.group(1), LATEST);
        boolean service = found.group(2).equals("SERVICE");
        String[] parts = found.group(3).split(";", 4);
        if (seconds.isEmpty() || parts.length < 4) {
            return;
        }
        Instant at = Instant.ofEpochSecond(seconds.getAsLong());
        byContact.merge(parts[0], at, NagiosLog::later);
        bySubject.merge(new Subject(parts[1], service ? parts[2] : ""), at, NagiosLog::later);
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }

    /// The later of the two.
    Optional<Instant> contact(String name, Optional<Instant> known) {
        return latest(known, Optional.ofNullable(byContact.get(name)));
    }

    /// The later of the two.
    Optional<Instant> subject(Subject subject, Optional<Instant> known) {
        return latest(known, Optional.ofNullable(bySubject.get(subject)));
    }

    static Optional<Instant> latest(Optional<Instant> a, Optional<Instant> b) {
        return a.isPresent() && b.isPresent()
                ? Optional.of(later(a.get(), b.get()))
                : a.or(() -> b);
    }
}
