package dev.watchkeeper.supervision;

import dev.watchkeeper.inventory.DrillPolicy;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.supervision.DrillLegs.Outcome;
import dev.watchkeeper.supervision.NagiosWire.LogEnd;
import dev.watchkeeper.supervision.NagiosWire.Look;
import dev.watchkeeper.supervision.NagiosWire.Sent;
import dev.watchkeeper.supervision.NagiosWire.Service;
import dev.watchkeeper.supervision.SupervisionObservation.NotObserved;
import dev.watchkeeper.supervision.SupervisionObservation.Observed;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// One drill of a Nagios, leg by leg.
final class NagiosCourse {
    /// A status.dat so young needs no second look.
    private static final Duration YOUNG = Duration.ofSeconds(15);

    /// Nagios writes it once a minute where nothing else is configured.
    private static final Duration WRITTEN_AGAIN = Duration.ofSeconds(90);

    private static final Duration LOOK = Duration.ofSeconds(15);
    private static final String CRITICAL = "2";

    private final NagiosWire wire;
    private final DrillPolicy policy;
    private final String token;
    private final Duration pace;
    private Optional<SupervisionStatus> status = Optional.empty();
    private LogEnd log = LogEnd.UNKNOWN;
    private long sentAt = Long.MAX_VALUE;
    private boolean mayBeSent;

    NagiosCourse(NagiosWire wire, DrillPolicy policy, String token, Duration pace) {
        this.wire = wire;
        this.policy = policy;
        this.token = token;
        this.pace = pace;
    }

    String token() {
        return token;
    }

    /// Whether it runs, and writes.
    Outcome alive(SupervisionObservation observation) throws InterruptedException {
        return switch (observation) {
            case NotObserved not -> Outcome.unknown(not.text());
            case Observed seen -> {
                status = Optional.of(seen.status());
                yield alive(seen.status());
            }
        };
    }

    private Outcome alive(SupervisionStatus s) throws InterruptedException {
        String process =
                s.daemon().pid().isPresent()
                        ? "process " + s.daemon().pid().getAsLong()
                        : "its process";
        return switch (s.daemon().life()) {
            case STOPPED -> Outcome.failed(process + " is stopped by a signal");
            case BLOCKED -> Outcome.failed(process + " waits in the kernel, and does nothing else");
            case GONE -> Outcome.failed(process + " does not run");
            case RUNNING -> written(s, process + " runs");
            case UNKNOWN -> written(s, "whether its process runs cannot be told");
        };
    }

    /// Whether status.dat is written: at once where it is young, otherwise when it is written
    /// again.
    private Outcome written(SupervisionStatus s, String process) throws InterruptedException {
        Optional<Instant> written = s.daemon().writtenAt();
        if (written.isEmpty()) {
            return Outcome.failed(process + ", and there is no status.dat");
        }
        Duration age = Duration.between(written.get(), s.clock());
        if (age.compareTo(YOUNG) <= 0) {
            return Outcome.passed("%s, status.dat is %s old".formatted(process, Spoken.of(age)));
        }
        Limit limit = Limit.of(WRITTEN_AGAIN);
        Duration most = limit.atMost(policy.within());
        return poll(
                most,
                look ->
                        look.created() > written.get().getEpochSecond()
                                ? Optional.of(
                                        Outcome.passed(process + ", status.dat was written again"))
                                : Optional.empty(),
                _ ->
                        "%s, and status.dat, %s old, was not written again within %s"
                                .formatted(process, Spoken.of(age), Spoken.of(most)));
    }

    /// Why the canary must not be touched; empty where it may.
    Optional<Outcome> refusal(boolean pages) {
        Optional<Check> canary = canary();
        String name = name();
        if (canary.isEmpty()) {
            return Optional.of(
                    Outcome.failed(
                            "there is no service %s: Nagios needs the canary's objects"
                                    .formatted(name)));
        }
        if (!canary.get().timing().passive()) {
            return Optional.of(
                    Outcome.failed(
                            "%s takes no passive results: its passive_checks_enabled is 0"
                                    .formatted(name)));
        }
        return pages ? Optional.empty() : others(canary.get().telling().contacts());
    }

    private Optional<Outcome> others(List<String> contacts) {
        List<String> others =
                contacts.stream().filter(c -> !c.equals(NagiosCanary.CONTACT)).toList();
        if (!others.isEmpty()) {
            return Optional.of(
                    Outcome.failed(
                            "refused: it would tell %s, and may tell nobody but %s"
                                    .formatted(String.join(", ", others), NagiosCanary.CONTACT)));
        }
        boolean known = status.map(s -> !s.contacts().isEmpty()).orElse(false);
        return known
                ? Optional.empty()
                : Optional.of(
                        Outcome.unknown(
                                "refused: whom it would tell is not known without objects.cache"));
    }

    private Optional<Check> canary() {
        return status.stream()
                .flatMap(s -> s.services().stream())
                .filter(c -> c.host().equals(policy.canaryHost()))
                .filter(c -> c.name().equals(policy.canaryService()))
                .findFirst();
    }

    private String name() {
        return VisibleText.of(policy.canary());
    }

    /// Hands the result over.
    Outcome accepted() {
        List<String> lines = new ArrayList<>();
        boolean wasOk =
                canary().map(c -> c.result().state())
                        .map(st -> st == Check.State.OK || st == Check.State.PENDING)
                        .orElse(false);
        if (!wasOk) {
            // Left over by a drill that was cut off: what stays CRITICAL tells nobody.
            lines.add(result("0", "set back before a drill"));
        }
        lines.add(result(CRITICAL, token + " is a drill"));
        return switch (wire.send(lines, policy.within())) {
            case Sent.Taken taken -> {
                mayBeSent = true;
                sentAt = taken.at();
                log = taken.log();
                yield Outcome.passed("the command file took the result for " + name());
            }
            case Sent.Refused refused -> Outcome.failed(refused.text());
            case Sent.Lost lost -> {
                mayBeSent = true;
                yield Outcome.unknown(lost.text());
            }
        };
    }

    private String result(String state, String text) {
        return "PROCESS_SERVICE_CHECK_RESULT;%s;%s;%s;%s"
                .formatted(policy.canaryHost(), policy.canaryService(), state, text);
    }

    /// Waits until status.dat has the result.
    Outcome changed() throws InterruptedException {
        return poll(
                policy.within(),
                look ->
                        look.service()
                                .filter(s -> s.state().equals(CRITICAL))
                                .filter(s -> s.output().contains(token))
                                .map(_ -> Outcome.passed(name() + " is CRITICAL, with the token")),
                look ->
                        look.service().isEmpty()
                                ? "status.dat has no service %s any more".formatted(name())
                                : "Nagios took the result, and %s did not become CRITICAL within %s"
                                        .formatted(name(), Spoken.of(policy.within())));
    }

    /// Waits until Nagios has told somebody.
    Outcome notified() throws InterruptedException {
        return poll(policy.within(), this::told, _ -> silent());
    }

    private Optional<Outcome> told(Look look) {
        if (!look.log().isEmpty()) {
            String line = look.log().getFirst();
            String contact = line.replaceFirst("^[^:]*: ", "").replaceFirst(";.*", "");
            return Optional.of(
                    Outcome.passed(
                            "the log says that %s was told"
                                    .formatted(VisibleText.capped(contact, 100))));
        }
        return look.service()
                .map(Service::notified)
                .filter(n -> n >= sentAt)
                .map(_ -> Outcome.passed("status.dat says that somebody was told"));
    }

    /// Why nobody was told, as far as it is known.
    private String silent() {
        String nobody = "nobody was told within " + Spoken.of(policy.within());
        boolean globally = status.map(s -> s.notifications() == Switch.OFF).orElse(false);
        if (globally) {
            return nobody + ": notifications are switched off for all";
        }
        Optional<Check.Telling> telling = canary().map(Check::telling);
        if (telling.map(t -> !t.enabled()).orElse(false)) {
            return nobody + ": notifications are switched off for " + name();
        }
        if (telling.flatMap(Check.Telling::downtime).isPresent()) {
            return nobody + ": " + name() + " is in downtime";
        }
        List<String> contacts = telling.map(Check.Telling::contacts).orElse(List.of());
        boolean deaf =
                status.stream()
                        .flatMap(s -> s.contacts().stream())
                        .filter(c -> contacts.contains(c.name()))
                        .allMatch(c -> c.services() == Switch.OFF);
        return deaf ? nobody + ": " + name() + " has no contact that is told of services" : nobody;
    }

    /// Looks again and again.
    ///
    /// @param end what ends it
    /// @param otherwise what it means that nothing did, by the last look
    private Outcome poll(
            Duration within,
            Function<Look, Optional<Outcome>> end,
            Function<Look, String> otherwise)
            throws InterruptedException {
        Limit limit = Limit.of(within);
        while (true) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            Look look =
                    wire.look(
                            policy.canaryHost(),
                            policy.canaryService(),
                            token,
                            log,
                            limit.atMost(LOOK));
            Optional<Outcome> outcome = look.fault().isEmpty() ? end.apply(look) : Optional.empty();
            if (outcome.isPresent()) {
                return outcome.get();
            }
            // The next look needs some time for itself.
            if (limit.left().compareTo(pace.multipliedBy(2)) <= 0) {
                return look.fault().isEmpty()
                        ? Outcome.failed(otherwise.apply(look))
                        : Outcome.unknown(look.fault());
            }
            limit.pause(pace);
        }
    }

    /// Sets the canary OK again, if anything can have been sent: also where the drill was ended.
    void takeBack() {
        if (!mayBeSent) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        try {
            wire.send(List.of(result("0", "the drill is over")), LOOK);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
