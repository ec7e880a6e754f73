package dev.watchkeeper.supervision;

import dev.watchkeeper.inventory.DrillPolicy;
import dev.watchkeeper.supervision.ApiReply.Answered;
import dev.watchkeeper.supervision.ApiReply.Failed;
import dev.watchkeeper.supervision.DrillLegs.Outcome;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The synthetic alert of one drill on its way through the Alertmanagers.
final class AlertmanagerCanary {
    /// Where a person may be reached; routes do not take it for a drill.
    private static final String PAGING = "watchkeeper_page";

    private static final Duration TAKING_BACK = Duration.ofSeconds(5);

    private final DrillPolicy policy;
    private final boolean pages;
    private final Duration pace;
    private final List<AlertmanagerApi> managers;
    private final String label;
    private final String token;
    private final Map<String, String> labels;
    private final List<AlertmanagerWay> ways = new ArrayList<>();
    private final List<AlertmanagerApi> sentTo = new ArrayList<>();
    private final AlertmanagerDelivery delivery;

    AlertmanagerCanary(
            DrillPolicy policy,
            String token,
            boolean pages,
            Duration pace,
            List<AlertmanagerApi> managers) {
        this.policy = policy;
        this.token = token;
        this.pages = pages;
        this.pace = pace;
        this.managers = managers;
        delivery = new AlertmanagerDelivery(policy.within(), pace, managers, ways);
        label = pages ? PAGING : AlertmanagerWay.LABEL;
        labels =
                Map.of(
                        "alertname",
                        policy.canary(),
                        label,
                        token,
                        "severity",
                        pages ? "critical" : "none");
    }

    Outcome accepted(Limit limit) {
        Optional<Outcome> refused = refused(limit);
        if (refused.isPresent()) {
            return refused.get();
        }
        delivery.begin(limit);
        // By its own clock it must not have ended before it is told.
        Duration life = policy.within().multipliedBy(4).plusMinutes(5);
        Optional<Failed<?>> fault = Optional.empty();
        for (AlertmanagerApi manager : managers) {
            switch (send(manager.until(limit), life)) {
                case Answered<JsonNode> _ -> sentTo.add(manager);
                case Failed<JsonNode> failed -> fault = Optional.of(failed);
            }
        }
        return sentTo.isEmpty()
                ? fault.map(Outcome::of).orElse(Outcome.failed("there is no Alertmanager"))
                : Outcome.passed(
                        "the alert %s was taken by %s"
                                .formatted(policy.canary(), sentTo.getFirst().address()));
    }

    /// What is sent in without leave must not be able to reach a person.
    private Optional<Outcome> refused(Limit limit) {
        for (AlertmanagerApi manager : managers) {
            switch (manager.until(limit).config()) {
                case Answered<AlertmanagerConfig>(AlertmanagerConfig config, var _) ->
                        ways.add(new AlertmanagerWay(config, labels, policy.receipt()));
                case Failed<AlertmanagerConfig> fault when !pages -> {
                    return Optional.of(
                            Outcome.failed(
                                    "nothing was sent, as it might page somebody: "
                                            + fault.text()));
                }
                case Failed<AlertmanagerConfig> _ -> {}
            }
        }
        return ways.stream()
                .filter(w -> !pages && !w.people().isEmpty())
                .findFirst()
                .map(w ->
                        Outcome.failed(
                                "nothing was sent, as it would page %s: %s"
                                        .formatted(w.shown(w.people()), w.advice())));
    }

    private ApiReply<JsonNode> send(AlertmanagerApi manager, Duration life) {
        ApiReply<List<AlertmanagerAlert>> clock = manager.alerts(label, token);
        if (clock instanceof Failed<List<AlertmanagerAlert>>(var why, String text)) {
            return ApiReply.failed(why, text);
        }
        Map<String, String> said =
                Map.of("summary", "A drill of Watchkeeper, nothing is wrong: " + token);
        Optional<Instant> now =
                clock instanceof Answered<List<AlertmanagerAlert>>(var _, var date)
                        ? date
                        : Optional.empty();
        if (now.isEmpty()) {
            return ApiReply.failed(
                    ApiReply.Why.UNREADABLE, manager.address() + " does not tell its time");
        }
        String end = now.get().plus(life).toString();
        return manager.send(Map.of("labels", labels, "annotations", said, "endsAt", end));
    }

    Outcome active(Limit limit) throws InterruptedException {
        String last = "the Alertmanager took the alert and does not show it";
        while (true) {
            for (AlertmanagerApi manager : sentTo) {
                ApiReply<List<AlertmanagerAlert>> shown = manager.until(limit).alerts(label, token);
                if (shown.fault().isPresent()) {
                    last = shown.fault().get();
                }
                Optional<Outcome> outcome =
                        shown.content().orElse(List.of()).stream()
                                .flatMap(a -> outcome(a, manager, limit).stream())
                                .findFirst();
                if (outcome.isPresent()) {
                    return outcome.get();
                }
            }
            if (limit.left().compareTo(pace) <= 0) {
                return Outcome.failed(last);
            }
            limit.pause(pace);
        }
    }

    private Optional<Outcome> outcome(
            AlertmanagerAlert alert, AlertmanagerApi manager, Limit limit) {
        if (alert.active()) {
            return Optional.of(
                    Outcome.passed("it is active, for " + String.join(", ", alert.receivers())));
        }
        if (!alert.silencedBy().isEmpty()) {
            String id = alert.silencedBy().getFirst();
            return Optional.of(
                    Outcome.failed("it is kept quiet by " + silence(id, manager, limit)));
        }
        return alert.inhibitedBy().isEmpty()
                ? Optional.empty()
                : Optional.of(Outcome.failed("it is inhibited by " + other(alert, manager, limit)));
    }

    private static String silence(String id, AlertmanagerApi manager, Limit limit) {
        return manager.until(limit).silences(Instant.EPOCH).content().orElse(List.of()).stream()
                .filter(s -> s.id().equals(id))
                .findFirst()
                .map(s -> "the silence %s of %s: %s".formatted(id, s.author(), s.comment()))
                .orElse("the silence " + id);
    }

    private static String other(AlertmanagerAlert alert, AlertmanagerApi manager, Limit limit) {
        String id = alert.inhibitedBy().getFirst();
        return manager.until(limit).alerts().content().orElse(List.of()).stream()
                .filter(a -> a.fingerprint().equals(id))
                .findFirst()
                .map(a -> "the alert " + a.name())
                .orElse("the alert " + id);
    }

    Outcome notified(Limit limit) throws InterruptedException {
        return delivery.await(limit);
    }

    /// Whether what is watched for is on the way.
    Switch reachesReceipt() {
        return ways.stream().map(AlertmanagerWay::reachesReceipt).allMatch(Switch.OFF::equals)
                        && !ways.isEmpty()
                ? Switch.OFF
                : Switch.UNKNOWN;
    }

    /// Ends the alert, even where the drill was interrupted.
    void takeBack() {
        boolean interrupted = Thread.interrupted();
        Limit limit = Limit.of(TAKING_BACK);
        sentTo.forEach(m -> send(m.until(limit), Duration.ZERO));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
