package dev.watchkeeper.automation;

import dev.watchkeeper.automation.Activity.Failure;
import dev.watchkeeper.host.RenewalFiles.Line;
import dev.watchkeeper.host.RenewalFiles.TextFile;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What certbot's logs tell of its runs. A run begins with its version: the log may be rotated at
/// each start, or once a week (Debian), and its times are the host's own.
final class CertbotLog {
    private static final Pattern TIME =
            Pattern.compile("^(\\d{4}-\\d\\d-\\d\\d) (\\d\\d:\\d\\d:\\d\\d),\\d{3}:([A-Z]+):");
    private static final Pattern VERSION = Pattern.compile(":certbot version: (\\d+(?:\\.\\d+)*)");
    private static final int MOST_LINES = 12;

    private final ZoneId zone;
    private final List<Run> runs = new ArrayList<>();
    private Optional<String> version = Optional.empty();
    private Optional<Instant> limited = Optional.empty();

    private CertbotLog(ZoneId zone) {
        this.zone = zone;
    }

    /// @param files newest first
    static CertbotLog of(List<TextFile> files, ZoneId zone) {
        var log = new CertbotLog(zone);
        var oldest = new ArrayList<>(files);
        Collections.reverse(oldest);
        oldest.forEach(f -> f.lines().forEach(log::line));
        return log;
    }

    /// The version that ran last.
    Optional<String> version() {
        return version;
    }

    /// @param seen whether any log could be read
    Activity activity(boolean seen) {
        if (!seen) {
            return Activity.unknown("its log could not be read");
        }
        return new Activity(
                last(runs.stream().flatMap(r -> r.began.stream()).toList(), "its log has no run"),
                last(
                        runs.stream().flatMap(r -> r.succeeded.stream()).toList(),
                        "its log has no success"),
                failure(),
                limited,
                runs.stream()
                        .filter(r -> r.refused)
                        .flatMap(r -> r.began.stream())
                        .max(Comparator.naturalOrder()));
    }

    private static Moment last(List<Instant> times, String otherwise) {
        return times.stream()
                .max(Comparator.naturalOrder())
                .<Moment>map(Moment.At::new)
                .orElseGet(() -> new Moment.Unknown(otherwise));
    }

    private Optional<Failure> failure() {
        return runs.stream()
                .filter(r -> r.failed() && !r.refused)
                .reduce((_, later) -> later)
                .map(r -> new Failure(r.failedAt.or(() -> r.began), r.errors));
    }

    private void line(Line line) {
        String text = line.text();
        Optional<Instant> at = time(text);
        Matcher says = VERSION.matcher(text);
        if (says.find()) {
            version = Optional.of(says.group(1));
            runs.add(new Run(at));
        } else if (!runs.isEmpty()) {
            told(runs.getLast(), text, at);
        }
    }

    private void told(Run run, String text, Optional<Instant> at) {
        if (text.contains("no renewal failures")) {
            run.succeeded = at;
        } else if (text.contains("Another instance of Certbot is already running")) {
            run.refused = true;
        } else if (text.contains(":ERROR:") || isLimit(text)) {
            run.failedAt = at.or(() -> run.failedAt);
            limited = RateLimit.until(text).or(() -> limited);
            if (run.errors.size() < MOST_LINES) {
                run.errors.add(text);
            }
        }
    }

    private static boolean isLimit(String text) {
        return text.contains("rateLimited") || text.contains("too many");
    }

    private Optional<Instant> time(String text) {
        Matcher time = TIME.matcher(text);
        try {
            return time.find()
                    ? Optional.of(
                            LocalDateTime.parse(time.group(1) + "T" + time.group(2))
                                    .atZone(zone)
                                    .toInstant())
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// One run.
    private static final class Run {
        private final Optional<Instant> began;
        private final List<String> errors = new ArrayList<>();
        private Optional<Instant> succeeded = Optional.empty();
        private Optional<Instant> failedAt = Optional.empty();
        private boolean refused;

        Run(Optional<Instant> began) {
            this.began = began;
        }

        boolean failed() {
            return !errors.isEmpty() && succeeded.isEmpty();
        }
    }
}
