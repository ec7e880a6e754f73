package dev.watchkeeper.finding;

import dev.watchkeeper.automation.ClientSchedules;
import dev.watchkeeper.automation.ClientSchedules.Starter;
import dev.watchkeeper.automation.Lineage;
import dev.watchkeeper.automation.RenewalAutomation.Shadow;
import dev.watchkeeper.automation.RenewalClient;
import dev.watchkeeper.automation.Schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Clients that nothing starts: their timer is disabled, masked or changed, or there is none; and
/// certificates whose settings keep them from being renewed. Said while every certificate is still
/// fine.
final class RenewalSchedules {
    private static final Duration LATELY = Duration.ofDays(2);

    List<Finding> findings(Scene scene) {
        return Renewing.each(scene, RenewalSchedules::of);
    }

    private static List<Finding> of(Renewing renewing) {
        var found = new ArrayList<Finding>();
        List<RenewalClient> clients = renewing.automation().clients();
        clients.stream()
                .filter(c -> c.lineages().stream().anyMatch(Lineage::automatic))
                .filter(c -> !isStartedElsewhere(renewing, c))
                .flatMap(c -> unscheduled(renewing, c).stream())
                .limit(1)
                .forEach(found::add);
        off(renewing, clients).ifPresent(found::add);
        return found;
    }

    /// The fleet file may say that a run on another host starts it.
    private static boolean isStartedElsewhere(Renewing renewing, RenewalClient client) {
        return renewing.scene().fleet().renewals().stream()
                .filter(r -> r.host().equals(renewing.host().name()) && r.runBy().isPresent())
                .anyMatch(r -> client.isStartedBy(String.join(" ", r.command())));
    }

    private static Optional<Finding> unscheduled(Renewing renewing, RenewalClient client) {
        Optional<ClientSchedules> schedules =
                renewing.schedules(client).filter(s -> s.working().isEmpty());
        if (schedules.isEmpty() || isReported(renewing, schedules.get())) {
            return Optional.empty();
        }
        List<Starter> idle = schedules.get().idle().stream().filter(i -> !isInert(i)).toList();
        // Without a trace of a schedule, it may be in what could not be read, or somebody's own.
        boolean silent =
                idle.isEmpty()
                        && (!schedules.get().unread().isEmpty()
                                || ranLately(renewing, client)
                                || hidden(renewing));
        return silent
                ? Optional.empty()
                : Optional.of(unscheduled(renewing, client, schedules.get(), idle));
    }

    private static boolean hidden(Renewing renewing) {
        return renewing.snapshot().filter(s -> s.complete()).isEmpty();
    }

    private static boolean ranLately(Renewing renewing, RenewalClient client) {
        Instant since = renewing.now().minus(LATELY);
        return client.activity().lastStart().instant().filter(s -> s.isAfter(since)).isPresent();
    }

    /// What the fleet's own renewals depend on is another rule's.
    private static boolean isReported(Renewing renewing, ClientSchedules schedules) {
        return renewing.probe()
                .map(Dependents::of)
                .filter(d ->
                        schedules.idle().stream()
                                .anyMatch(i -> !isInert(i) && d.renews(i.schedule())))
                .isPresent();
    }

    private static boolean isInert(Starter starter) {
        return starter.why().contains("where systemd runs");
    }

    private static Finding unscheduled(
            Renewing renewing, RenewalClient client, ClientSchedules all, List<Starter> idle) {
        String host = renewing.host().name();
        String title =
                idle.isEmpty()
                        ? "%s: nothing starts %s".formatted(host, client.program())
                        : "%s: %s does not start %s: %s"
                                .formatted(
                                        host,
                                        Served.shown(idle.getFirst().schedule().name()),
                                        client.program(),
                                        Served.shown(idle.getFirst().why()));
        var draft =
                renewing.draft(FindingKind.RENEWAL_UNSCHEDULED, Severity.HIGH)
                        .title(title)
                        .impact(
                                "%s will not be renewed by itself; until they are due nothing else"
                                                .formatted(certificates(client))
                                        + " shows it. "
                                        + toDo(idle));
        var evidence = new ArrayList<Evidence>();
        evidence.add(renewing.evidence(client.label(), names(client)));
        for (Starter s : all.idle()) {
            evidence.add(
                    renewing.evidence(
                            s.schedule().name(),
                            List.of(
                                    s.why(),
                                    "runs " + s.schedule().command(),
                                    "defined in " + s.schedule().definedIn())));
        }
        for (Shadow s : renewing.automation().shadows()) {
            evidence.add(renewing.evidence(s.path(), shadow(s)));
        }
        return renewing.finding(draft, evidence);
    }

    private static String certificates(RenewalClient client) {
        return Texts.count(client.lineages().size(), "certificate", "certificates");
    }

    private static String toDo(List<Starter> idle) {
        return idle.stream()
                .map(Starter::schedule)
                .filter(s -> s.kind() == Schedule.Kind.TIMER)
                .findFirst()
                .map(s ->
                        switch (s.standing()) {
                            case MASKED ->
                                    "systemctl unmask " + s.name() + ", then enable --now it.";
                            case DISABLED, STOPPED -> "systemctl enable --now " + s.name() + ".";
                            case ACTIVE, UNKNOWN -> "Make it start the client again.";
                        })
                .map(Served::shown)
                .orElse("Give it a timer or an entry of cron.");
    }

    private static List<String> names(RenewalClient client) {
        return client.lineages().stream()
                .map(l ->
                        l.name()
                                + l.newest()
                                        .flatMap(c -> c.leaf())
                                        .map(c -> ", notAfter " + c.notAfter())
                                        .orElse(""))
                .toList();
    }

    private static List<String> shadow(Shadow shadow) {
        var lines = new ArrayList<String>();
        lines.add(
                shadow.masked()
                        ? "masks " + shadow.unit()
                        : "takes the place of, or changes, " + shadow.unit());
        lines.addAll(shadow.lines());
        return lines;
    }

    private static Optional<Finding> off(Renewing renewing, List<RenewalClient> clients) {
        List<Lineage> off =
                clients.stream()
                        .flatMap(c -> c.lineages().stream())
                        .filter(l -> !l.automatic())
                        .toList();
        if (off.isEmpty()) {
            return Optional.empty();
        }
        var draft =
                renewing.draft(FindingKind.RENEWAL_OFF, Severity.MEDIUM)
                        .title(
                                "%s: the renewal of %s is switched off"
                                        .formatted(
                                                renewing.host().name(),
                                                Texts.list(
                                                        off.stream()
                                                                .map(l -> Served.shown(l.name()))
                                                                .toList())))
                        .impact(
                                "A run passes over it and succeeds. Where that is not meant, take"
                                        + " autorenew = False out of the file.");
        return Optional.of(
                renewing.finding(
                        draft,
                        off.stream()
                                .limit(20)
                                .map(l ->
                                        renewing.evidence(
                                                l.definedIn(), List.of("autorenew = False")))
                                .toList()));
    }
}
