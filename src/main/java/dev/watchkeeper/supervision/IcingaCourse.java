package dev.watchkeeper.supervision;

import dev.watchkeeper.inventory.DrillPolicy;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.supervision.ApiReply.Answered;
import dev.watchkeeper.supervision.ApiReply.Failed;
import dev.watchkeeper.supervision.DrillLegs.Outcome;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The legs of one drill of an Icinga.
final class IcingaCourse {
    private static final Duration ONE_QUESTION = Duration.ofSeconds(10);
    private static final Duration TAKING_BACK = Duration.ofSeconds(5);
    private static final int CRITICAL = 2;
    private static final String OF_SERVICE =
            "service.host_name == wanted_host && service.name == wanted_service";
    private static final String OF_NOTIFICATION =
            "notification.host_name == wanted_host && notification.service_name == wanted_service";

    private final ApiSession session;
    private final DrillPolicy policy;
    private final String token;
    private final Duration pace;
    private Optional<SupervisionStatus> status = Optional.empty();
    private Optional<Instant> resultAt = Optional.empty();
    private boolean sent;

    IcingaCourse(ApiSession session, DrillPolicy policy, String token, Duration pace) {
        this.session = session;
        this.policy = policy;
        this.token = token;
        this.pace = pace;
    }

    Outcome alive(SupervisionObservation observation) {
        return switch (observation) {
            case SupervisionObservation.NotObserved none -> Outcome.failed(none.text());
            case SupervisionObservation.Observed seen -> {
                status = Optional.of(seen.status());
                yield alive(seen.status());
            }
        };
    }

    private static Outcome alive(SupervisionStatus status) {
        List<Check> due =
                status.services().stream().filter(c -> c.timing().next().isPresent()).toList();
        List<Check> active = due.stream().filter(c -> c.timing().active()).toList();
        long overdue =
                active.stream()
                        .filter(c ->
                                c.timing()
                                        .next()
                                        .filter(n ->
                                                n.plus(c.timing().every())
                                                        .plusSeconds(60)
                                                        .isBefore(status.clock()))
                                        .isPresent())
                        .count();
        String counted = "%d of its %d checks are overdue".formatted(overdue, active.size());
        return overdue * 2 > active.size()
                ? Outcome.failed("it answers, and " + counted)
                : Outcome.passed("it answers; " + counted);
    }

    Outcome accepted(boolean pages, Limit limit) {
        Optional<Check> canary =
                status.stream()
                        .flatMap(s -> s.services().stream())
                        .filter(c -> c.host().equals(policy.canaryHost()))
                        .filter(c -> c.name().equals(policy.canaryService()))
                        .findFirst();
        if (canary.isEmpty()) {
            return Outcome.failed("there is no service " + name());
        }
        if (!canary.get().timing().passive()) {
            return Outcome.failed(
                    name() + " takes no passive results: its enable_passive_checks is false");
        }
        List<String> others = others(canary.get());
        return pages || others.isEmpty()
                ? send(canary.get(), limit)
                : Outcome.failed(
                        "nothing was sent: it would tell %s, and may tell nobody but %s"
                                .formatted(String.join(", ", others), NagiosCanary.CONTACT));
    }

    private static List<String> others(Check canary) {
        return canary.telling().contacts().stream()
                .filter(c -> !c.equals(NagiosCanary.CONTACT))
                .toList();
    }

    private Outcome send(Check canary, Limit limit) {
        // Of a problem that is known already nobody would be told.
        if (canary.result().state() != Check.State.OK) {
            result(0, "A drill of Watchkeeper begins", limit);
        }
        String output = "A drill of Watchkeeper, nothing is wrong: " + token;
        return switch (result(CRITICAL, output, limit)) {
            case Answered<Integer>(Integer taken, var _) when taken > 0 -> {
                sent = true;
                yield Outcome.passed(name() + " took a CRITICAL result");
            }
            case Answered<Integer> _ -> Outcome.failed(name() + " did not take a result");
            case Failed<Integer> fault -> Outcome.of(fault);
        };
    }

    private ApiReply<Integer> result(int status, String output, Limit limit) {
        return api(limit).result(policy.canaryHost(), policy.canaryService(), status, output);
    }

    Outcome changed(Limit limit) throws InterruptedException {
        String last = "%s took the result and does not show it".formatted(name());
        while (true) {
            ApiReply<List<IcingaObject>> read = canary(limit);
            last = read.fault().orElse(last);
            for (IcingaObject canary : read.content().orElse(List.of())) {
                var result = canary.attrs().path("last_check_result");
                boolean ours = result.path("output").asString("").contains(token);
                if (ours && canary.number("state_type") == 1) {
                    resultAt = IcingaObject.moment(result.path("execution_end"));
                    return Outcome.passed(name() + " is CRITICAL");
                }
                if (ours) {
                    last =
                            "%s is only in a soft state: its max_check_attempts is %d, and must be"
                                            .formatted(name(), canary.number("max_check_attempts"))
                                    + " 1";
                }
            }
            if (limit.left().compareTo(pace) <= 0) {
                return Outcome.failed(last);
            }
            limit.pause(pace);
        }
    }

    private ApiReply<List<IcingaObject>> canary(Limit limit) {
        List<String> attrs = new ArrayList<>(IcingaChecks.SERVICE);
        attrs.add("max_check_attempts");
        return api(limit)
                .ofService(
                        "services", OF_SERVICE, attrs, policy.canaryHost(), policy.canaryService());
    }

    Outcome notified(Limit limit) throws InterruptedException {
        Optional<String> muted = muted(limit);
        if (muted.isPresent()) {
            return Outcome.failed(muted.get());
        }
        while (true) {
            ApiReply<List<IcingaObject>> read = notifications(limit);
            List<IcingaObject> all = read.content().orElse(List.of());
            if (read.fault().isEmpty() && all.isEmpty()) {
                return Outcome.failed(name() + " has no Notification object: nobody is told");
            }
            Optional<IcingaObject> told = all.stream().filter(this::isNew).findFirst();
            if (told.isPresent()) {
                return Outcome.passed(
                        "%s was run for %s"
                                .formatted(
                                        told.get().text("command"),
                                        String.join(
                                                ", ", told.get().texts("notified_problem_users"))));
            }
            if (limit.left().compareTo(pace) <= 0) {
                return Outcome.failed(
                        read.fault()
                                .orElse(
                                        "it has sent no notification of %s within %s"
                                                .formatted(name(), Spoken.of(policy.within()))));
            }
            limit.pause(pace);
        }
    }

    private ApiReply<List<IcingaObject>> notifications(Limit limit) {
        return api(limit)
                .ofService(
                        "notifications",
                        OF_NOTIFICATION,
                        List.of("command", "last_problem_notification", "notified_problem_users"),
                        policy.canaryHost(),
                        policy.canaryService());
    }

    private boolean isNew(IcingaObject notification) {
        return notification
                .moment("last_problem_notification")
                .filter(n -> resultAt.map(r -> !n.isBefore(r)).orElse(false))
                .isPresent();
    }

    /// What keeps it from telling anybody, as far as it is a setting.
    private Optional<String> muted(Limit limit) {
        if (status.map(s -> s.notifications() == Switch.OFF).orElse(false)) {
            return Optional.of("notifications are switched off, or their feature is not enabled");
        }
        List<IcingaObject> found = canary(limit).content().orElse(List.of());
        for (IcingaObject canary : found) {
            if (!canary.is("enable_notifications")) {
                return Optional.of("the notifications of " + name() + " are switched off");
            }
            if (canary.number("downtime_depth") > 0) {
                return Optional.of(name() + " is in a downtime");
            }
        }
        return Optional.empty();
    }

    /// Sets the canary OK again, even where the drill was interrupted.
    void takeBack() {
        if (!sent) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        result(0, "The drill of Watchkeeper is over", Limit.of(TAKING_BACK));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private String name() {
        return VisibleText.of(policy.canary());
    }

    private IcingaApi api(Limit limit) {
        return new IcingaApi(session.anew(limit.atMost(ONE_QUESTION)));
    }
}
