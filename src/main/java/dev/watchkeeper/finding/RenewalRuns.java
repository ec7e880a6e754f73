package dev.watchkeeper.finding;

import dev.watchkeeper.automation.Activity;
import dev.watchkeeper.automation.ClientSchedules;
import dev.watchkeeper.automation.Lineage;
import dev.watchkeeper.automation.Moment;
import dev.watchkeeper.automation.RenewalClient;
import dev.watchkeeper.automation.ServerUse;
import dev.watchkeeper.automation.ServerUse.Source;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Clients whose last runs failed, or that have not succeeded for longer than two of their
/// intervals; and certificates that servers use and that nothing deploys.
final class RenewalRuns {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration SLACK = Duration.ofHours(2);
    private static final Duration LONG_FAILING = Duration.ofDays(3);

    List<Finding> findings(Scene scene) {
        return Renewing.each(scene, RenewalRuns::of);
    }

    private static List<Finding> of(Renewing renewing) {
        var found = new ArrayList<Finding>();
        List<RenewalClient> clients = renewing.automation().clients();
        List<RenewalClient> failing =
                clients.stream().filter(c -> c.activity().isFailing()).toList();
        if (!failing.isEmpty()) {
            found.add(failing(renewing, failing));
        }
        clients.stream()
                .filter(c -> !c.activity().isFailing())
                .flatMap(c -> silent(renewing, c).stream())
                .limit(1)
                .forEach(found::add);
        undeployed(renewing).ifPresent(found::add);
        return found;
    }

    private static Finding failing(Renewing renewing, List<RenewalClient> clients) {
        RenewalClient first = clients.getFirst();
        Optional<Instant> limited =
                clients.stream()
                        .flatMap(c -> c.activity().limitedUntil().stream())
                        .filter(l -> l.isAfter(renewing.now()))
                        .max(Instant::compareTo);
        boolean bad = clients.stream().anyMatch(c -> isBad(renewing, c.activity()));
        var draft =
                renewing.draft(FindingKind.RENEWAL_FAILING, bad ? Severity.HIGH : Severity.MEDIUM)
                        .title(title(renewing, first, limited))
                        .impact(
                                limited.map(l ->
                                                "The authority takes no more requests until "
                                                        + l
                                                        + ": trying earlier fails, and may move"
                                                        + " that time.")
                                        .orElse(
                                                "It is tried again at its next start; what keeps"
                                                        + " it from succeeding is in its log."));
        return renewing.finding(draft, clients.stream().map(c -> failure(renewing, c)).toList());
    }

    /// Also in words: a failure of which nobody knows when the last success was is a bad one.
    private static boolean isBad(Renewing renewing, Activity activity) {
        Instant since = renewing.now().minus(LONG_FAILING);
        return activity.lastSuccess().instant().filter(s -> s.isAfter(since)).isEmpty();
    }

    private static String title(
            Renewing renewing, RenewalClient client, Optional<Instant> limited) {
        return "%s: the last run of %s failed%s%s"
                .formatted(
                        renewing.host().name(),
                        Served.shown(client.program()),
                        client.activity()
                                .lastFailure()
                                .flatMap(Activity.Failure::at)
                                .map(a -> " " + renewing.ago(a))
                                .orElse(""),
                        limited.map(l -> ", rate limited until " + l).orElse(""));
    }

    private static Evidence failure(Renewing renewing, RenewalClient client) {
        var lines = new ArrayList<String>();
        lines.add("last success " + words(renewing, client.activity().lastSuccess()));
        client.activity().lastFailure().ifPresent(f -> lines.addAll(f.lines()));
        return renewing.evidence("log of " + client.label(), lines);
    }

    static String words(Renewing renewing, Moment moment) {
        return switch (moment) {
            case Moment.At a -> renewing.ago(a.at());
            case Moment.Never n -> "never: " + n.why();
            case Moment.Unknown u -> "unknown: " + u.why();
        };
    }

    private static Optional<Finding> silent(Renewing renewing, RenewalClient client) {
        Duration interval =
                renewing.schedules(client)
                        .flatMap(s -> renewing.snapshot().flatMap((var h) -> interval(s, h)))
                        .orElse(DAY);
        Duration most = interval.multipliedBy(2).plus(SLACK);
        Duration limit = most.compareTo(DAY) < 0 ? DAY.plus(SLACK) : most;
        Optional<Instant> last = client.activity().lastSuccess().instant();
        if (last.filter(l -> l.plus(limit).isBefore(renewing.now())).isEmpty()) {
            return Optional.empty();
        }
        var draft =
                renewing.draft(FindingKind.RENEWAL_SILENT, Severity.HIGH)
                        .title(
                                "%s: no run of %s has succeeded for %s"
                                        .formatted(
                                                renewing.host().name(),
                                                Served.shown(client.program()),
                                                Ages.between(last.get(), renewing.now())))
                        .impact(
                                "It should at least each %s; what is due meanwhile is not renewed."
                                                .formatted(Ages.of(interval))
                                        + " Look at what starts it, and start it once by hand.");
        return Optional.of(
                renewing.finding(
                        draft,
                        List.of(
                                renewing.evidence(
                                        "log of " + client.label(),
                                        List.of(
                                                "last start "
                                                        + words(
                                                                renewing,
                                                                client.activity().lastStart()),
                                                "last success " + renewing.ago(last.get()))))));
    }

    private static Optional<Duration> interval(
            ClientSchedules schedules, dev.watchkeeper.host.HostSnapshot snapshot) {
        return schedules.interval(snapshot);
    }

    /// Servers read a file when they are told to: without a hook nobody tells them.
    private static Optional<Finding> undeployed(Renewing renewing) {
        var lines = new ArrayList<Evidence>();
        for (RenewalClient client : renewing.automation().clients()) {
            for (Lineage l : client.lineages()) {
                Optional<ServerUse> use = use(renewing, l);
                if (l.deploys().isEmpty() && use.isPresent()) {
                    lines.add(
                            renewing.evidence(
                                    l.name() + " of " + client.label(),
                                    List.of(
                                            "used by %s at %s"
                                                    .formatted(
                                                            use.get().program(), use.get().place()),
                                            "no hook, no installer")));
                }
            }
        }
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        var draft =
                renewing.draft(FindingKind.RENEWAL_NOT_DEPLOYED, Severity.LOW)
                        .title(
                                "%s: no hook tells a server of %s"
                                        .formatted(
                                                renewing.host().name(),
                                                Texts.count(
                                                        lines.size(),
                                                        "renewed certificate",
                                                        "renewed certificates")))
                        .impact(
                                "After a renewal the old one is served until somebody reloads the"
                                    + " server, unless something else does: a deploy hook would.");
        return Optional.of(renewing.finding(draft, lines.stream().limit(20).toList()));
    }

    private static Optional<ServerUse> use(Renewing renewing, Lineage lineage) {
        Optional<String> sha = lineage.newest().flatMap(c -> c.leaf()).map(c -> c.sha256());
        return renewing.automation().uses().stream()
                .filter(u -> u.source() instanceof Source.File)
                .filter(u ->
                        renewing.automation()
                                .certificateOf(u)
                                .flatMap(c -> c.leaf())
                                .filter(c -> sha.equals(Optional.of(c.sha256())))
                                .isPresent())
                .findFirst();
    }
}
