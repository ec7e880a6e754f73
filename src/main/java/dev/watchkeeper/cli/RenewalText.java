package dev.watchkeeper.cli;

import dev.watchkeeper.automation.Activity;
import dev.watchkeeper.automation.AutomationObservation;
import dev.watchkeeper.automation.AutomationObservation.NotObserved;
import dev.watchkeeper.automation.AutomationObservation.Observed;
import dev.watchkeeper.automation.ClientSchedules;
import dev.watchkeeper.automation.Lineage;
import dev.watchkeeper.automation.Lineage.Link;
import dev.watchkeeper.automation.Moment;
import dev.watchkeeper.automation.RenewalAutomation;
import dev.watchkeeper.automation.RenewalClient;
import dev.watchkeeper.automation.RenewalLock;
import dev.watchkeeper.automation.ServerProgram.Loading;
import dev.watchkeeper.automation.ServerUse;
import dev.watchkeeper.automation.ServerUse.Source;
import dev.watchkeeper.automation.StoredCertificate;
import dev.watchkeeper.finding.Ages;
import dev.watchkeeper.finding.FleetSnapshot.AutomationState;
import dev.watchkeeper.host.HostSnapshot;
import dev.watchkeeper.tls.RenewalRule;

import java.time.Instant;
import java.util.Optional;

/// What renews certificates on a host, and who uses them, for a person.
final class RenewalText {
    private final Optional<HostSnapshot> snapshot;
    private final Instant now;
    private final Terminal terminal;

    /// @param snapshot of the host's schedules, where it answered
    RenewalText(Optional<HostSnapshot> snapshot, Instant now, Terminal terminal) {
        this.snapshot = snapshot;
        this.now = now;
        this.terminal = terminal;
    }

    void print(AutomationState state) {
        AutomationObservation shown =
                state.lastObserved().<AutomationObservation>map(o -> o).orElse(state.latest());
        if (state.latest() instanceof NotObserved n) {
            terminal.line("  renewals: not known: " + Plain.of(n.text()));
        }
        if (shown instanceof Observed o) {
            terminal.line(
                    "  renewals, as of %s ago%s"
                            .formatted(
                                    Ages.between(o.observedAt(), now),
                                    o.automation().complete() ? "" : ", not all was read"));
            automation(o.automation());
        }
    }

    private void automation(RenewalAutomation a) {
        if (a.clients().isEmpty()) {
            terminal.line("    no client that renews was found");
        }
        a.clients().forEach(c -> client(c, a));
        a.shadows()
                .forEach(s ->
                        terminal.line(
                                "    %s %s %s"
                                        .formatted(
                                                Plain.of(s.path()),
                                                s.masked() ? "masks" : "changes",
                                                Plain.of(s.unit()))));
        terminal.line("    certificates that servers are configured with");
        a.uses().forEach(u -> use(u, a));
        a.unread().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .forEach(e ->
                        terminal.line(
                                "    unknown: %s: %s"
                                        .formatted(Plain.of(e.getKey()), Plain.of(e.getValue()))));
        a.notes().forEach(n -> terminal.line("    note: " + Plain.of(n)));
    }

    private void client(RenewalClient client, RenewalAutomation a) {
        terminal.line("    " + Plain.of(client.label()));
        Activity activity = client.activity();
        terminal.line(
                "      last start %s, last success %s; lock %s"
                        .formatted(
                                moment(activity.lastStart(), a),
                                moment(activity.lastSuccess(), a),
                                lock(client.lock(), a)));
        if (activity.isFailing()) {
            activity.lastFailure().stream()
                    .flatMap(f -> f.lines().stream())
                    .forEach(l -> terminal.line("      error: " + Plain.of(l)));
        }
        activity.limitedUntil()
                .filter(l -> l.isAfter(a.hostClock()))
                .ifPresent(l -> terminal.line("      rate limited until " + l));
        snapshot.map(s -> ClientSchedules.of(client, a.shadows(), s)).ifPresent(this::starters);
        client.lineages().forEach(l -> lineage(l, a));
    }

    private void starters(ClientSchedules schedules) {
        schedules
                .working()
                .forEach(w ->
                        terminal.line(
                                "      started by %s, next %s"
                                        .formatted(
                                                Plain.of(w.schedule().name()),
                                                moment(w.schedule().next(), now))));
        schedules
                .idle()
                .forEach(i ->
                        terminal.line(
                                "      not started by %s: %s"
                                        .formatted(
                                                Plain.of(i.schedule().name()), Plain.of(i.why()))));
        if (schedules.working().isEmpty()) {
            terminal.line("      nothing is known to start it");
        }
    }

    private void lineage(Lineage l, RenewalAutomation a) {
        String newest =
                l.newest()
                        .map(c -> "%s (%s)".formatted(Plain.of(c.path()), certificate(c, a)))
                        .orElse("its certificate could not be read");
        String link =
                l.link() instanceof Link.Behind b
                        ? "; " + Plain.of(b.path()) + " LEADS TO " + Plain.of(b.target())
                        : "";
        terminal.line(
                "      %s: %s%s; renewed %s%s%s"
                        .formatted(
                                Plain.of(l.name()),
                                newest,
                                link,
                                rule(l.rule()),
                                l.automatic() ? "" : "; AUTORENEW IS OFF",
                                l.deploys().isEmpty()
                                        ? "; no hook"
                                        : "; then " + Plain.of(String.join(", ", l.deploys()))));
    }

    static String rule(RenewalRule rule) {
        return switch (rule) {
            case RenewalRule.BeforeExpiry b ->
                    Ages.of(b.left()) + " before its end (" + Plain.of(b.source()) + ")";
            case RenewalRule.AfterIssue i ->
                    Ages.of(i.age()) + " after its issue (" + Plain.of(i.source()) + ")";
            case RenewalRule.FractionLeft f ->
                    "with %d %% of its life left (%s)"
                            .formatted(Math.round(f.fraction() * 100), Plain.of(f.source()));
            case RenewalRule.Window w ->
                    "from %s to %s (%s)".formatted(w.from(), w.to(), Plain.of(w.source()));
        };
    }

    private void use(ServerUse use, RenewalAutomation a) {
        String names = use.names().isEmpty() ? "any name" : String.join(", ", use.names());
        String listens =
                String.join(", ", use.listens().stream().map(ServerUse.Listen::text).toList());
        String source =
                switch (use.source()) {
                    case Source.File f -> f.path();
                    case Source.NotKnown n -> n.text() + " (unknown: " + n.why() + ")";
                };
        String what =
                a.certificateOf(use)
                        .map(c -> certificate(c, a) + loaded(use, c, a))
                        .orElse("not read");
        terminal.line(
                "      %s %s for %s: %s, %s, at %s"
                        .formatted(
                                Plain.of(use.program()),
                                Plain.of(listens),
                                Plain.of(names),
                                Plain.of(source),
                                what,
                                Plain.of(use.place())));
    }

    private static String certificate(StoredCertificate c, RenewalAutomation a) {
        String changed =
                c.changed()
                        .map(t -> ", changed " + Ages.between(t, a.hostClock()) + " ago")
                        .orElse("");
        return c.leaf()
                        .map(l -> "serial %s, notAfter %s".formatted(l.serialHex(), l.notAfter()))
                        .orElse("no certificate in it")
                + changed;
    }

    private static String loaded(ServerUse use, StoredCertificate c, RenewalAutomation a) {
        return c.changed()
                .flatMap(t -> a.serverOf(use).map(s -> s.loadingOf(t)))
                .map(l ->
                        switch (l) {
                            case Loading.Since s -> "";
                            case Loading.Before b ->
                                    ", NOT LOADED SINCE (last load "
                                            + Ages.between(b.at(), a.hostClock())
                                            + " ago)";
                            case Loading.NotKnown n ->
                                    ", whether it is loaded is unknown: " + n.why();
                        })
                .orElse("");
    }

    private static String moment(Moment moment, RenewalAutomation a) {
        return moment(moment, a.hostClock());
    }

    private static String moment(Moment moment, Instant now) {
        return switch (moment) {
            case Moment.At(var at) ->
                    at.isAfter(now)
                            ? "in " + Ages.between(now, at)
                            : Ages.between(at, now) + " ago";
            case Moment.Never(var why) -> "never: " + Plain.of(why);
            case Moment.Unknown(var why) -> "unknown (" + Plain.of(why) + ")";
        };
    }

    private static String lock(RenewalLock lock, RenewalAutomation a) {
        return switch (lock) {
            case RenewalLock.Free _ -> "free";
            case RenewalLock.None _ -> "none";
            case RenewalLock.NotKnown n -> "unknown (" + Plain.of(n.why()) + ")";
            case RenewalLock.Left l ->
                    "FILE %s since %s"
                            .formatted(Plain.of(l.path()), Ages.between(l.since(), a.hostClock()));
            case RenewalLock.Held h ->
                    "HELD by pid %d (%s) for %s, wait channel %s"
                            .formatted(
                                    h.pid(),
                                    Plain.of(h.command()),
                                    Ages.between(h.since(), a.hostClock()),
                                    h.waitChannel().map(Plain::of).orElse("unknown"));
        };
    }
}
