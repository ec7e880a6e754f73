package dev.watchkeeper.automation;

import dev.watchkeeper.automation.Activity.Failure;
import dev.watchkeeper.host.LogTime;
import dev.watchkeeper.host.RenewalFiles.Line;
import dev.watchkeeper.host.RenewalFiles.TextFile;
import dev.watchkeeper.inventory.Renewal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Reads the logs of own commands, by what the fleet file says their lines look like.
final class OwnLogs {
    private static final int MOST_LINES = 12;

    private final HostFiles host;
    private final LogTime times;

    OwnLogs(HostFiles host) {
        this.host = host;
        this.times = new LogTime(host.zone(), host.files().clock().now());
    }

    List<RenewalClient> clients(List<Renewal> renewals) {
        return renewals.stream()
                .filter(r -> r.log().isPresent())
                .<RenewalClient>map(r -> client(r, r.log().orElseThrow()))
                .toList();
    }

    private RenewalClient client(Renewal renewal, Renewal.Log log) {
        String command = renewal.command().getFirst();
        Optional<TextFile> file =
                host.files().files("own").filter(f -> f.path().equals(log.path())).findFirst();
        return new RenewalClient.OwnCommand(
                command.substring(command.lastIndexOf('/') + 1),
                renewal.name(),
                log.path(),
                file.map(f -> activity(f, log))
                        .orElseGet(() -> Activity.unknown("its log could not be read")));
    }

    private Activity activity(TextFile file, Renewal.Log log) {
        List<Line> good = like(file, log.success());
        List<Line> bad = like(file, log.failure());
        Optional<Instant> last =
                file.lines().stream()
                        .flatMap(l -> times.of(l.text()).stream())
                        .max(Comparator.naturalOrder())
                        .or(file::changed);
        return new Activity(
                moment(last, "its log has no time"),
                log.success().isEmpty()
                        ? new Moment.Unknown("the fleet file says no pattern of success")
                        : moment(time(good, file), "its log has no success"),
                failure(file, good, bad),
                bad.stream()
                        .flatMap(l -> RateLimit.until(l.text()).stream())
                        .max(Comparator.naturalOrder()),
                Optional.empty());
    }

    /// What failed after the last success: a line's place tells where its time does not.
    private Optional<Failure> failure(TextFile file, List<Line> good, List<Line> bad) {
        int from = good.isEmpty() ? 0 : good.getLast().number();
        List<Line> since = bad.stream().filter(l -> l.number() > from).toList();
        if (since.isEmpty()) {
            return Optional.empty();
        }
        var lines = new ArrayList<String>();
        since.stream()
                .skip(Math.max(0, since.size() - MOST_LINES))
                .forEach(l -> lines.add(l.text()));
        return Optional.of(new Failure(time(since, file), lines));
    }

    private static List<Line> like(TextFile file, Optional<String> pattern) {
        return file.lines().stream()
                .filter(l -> pattern.filter(p -> Renewal.Log.holds(l.text(), p)).isPresent())
                .toList();
    }

    /// The time of the last of these; of the last line of all that of the file, where it has none.
    private Optional<Instant> time(List<Line> lines, TextFile file) {
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        Line last = lines.getLast();
        return times.of(last.text())
                .or(() -> last.equals(file.lines().getLast()) ? file.changed() : Optional.empty());
    }

    private static Moment moment(Optional<Instant> at, String otherwise) {
        return at.<Moment>map(Moment.At::new).orElseGet(() -> new Moment.Unknown(otherwise));
    }
}
