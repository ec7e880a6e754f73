package dev.watchkeeper.finding;

import static dev.watchkeeper.finding.Samples.NOW;

import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Notifications;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.inventory.Thresholds;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.supervision.Alerting;
import dev.watchkeeper.supervision.Check;
import dev.watchkeeper.supervision.Contact;
import dev.watchkeeper.supervision.Daemon;
import dev.watchkeeper.supervision.Daemon.Life;
import dev.watchkeeper.supervision.DrillResult;
import dev.watchkeeper.supervision.Scope;
import dev.watchkeeper.supervision.SupervisionObservation;
import dev.watchkeeper.supervision.SupervisionObservation.NotObserved;
import dev.watchkeeper.supervision.SupervisionObservation.Observed;
import dev.watchkeeper.supervision.SupervisionStatus;
import dev.watchkeeper.supervision.Switch;
import dev.watchkeeper.tls.TlsObservation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A healthy Nagios on `monitor1` that checks nothing yet, to be spoilt by tests.
public final class SampleSupervision {
    public static final Host MONITOR = Host.of("monitor1");
    public static final Supervision NAGIOS = Supervision.nagios("nagios", "monitor1");

    private final List<Check> checks = new ArrayList<>();
    private Supervision supervision = NAGIOS;
    private Life life = Life.RUNNING;
    private Instant clock = NOW;
    private Instant writtenAt = NOW.minusSeconds(5);
    private Switch allChecks = Switch.ON;
    private Switch notifications = Switch.ON;
    private List<Contact> contacts = List.of(contact("oncall", Switch.ON));
    private Optional<Alerting> alerting = Optional.empty();
    private List<DrillResult> drills = List.of();

    public SampleSupervision of(Supervision other) {
        supervision = other;
        return this;
    }

    public SampleSupervision life(Life other) {
        life = other;
        return this;
    }

    public SampleSupervision clock(Instant its) {
        clock = its;
        return this;
    }

    public SampleSupervision writtenAt(Instant at) {
        writtenAt = at;
        return this;
    }

    public SampleSupervision switches(Switch forChecks, Switch forNotifications) {
        allChecks = forChecks;
        notifications = forNotifications;
        return this;
    }

    public SampleSupervision contacts(Contact... others) {
        contacts = List.of(others);
        return this;
    }

    public SampleSupervision alerting(Alerting other) {
        alerting = Optional.of(other);
        return this;
    }

    public SampleSupervision drilled(DrillResult... results) {
        drills = List.of(results);
        return this;
    }

    public SampleSupervision with(Check... more) {
        checks.addAll(List.of(more));
        return this;
    }

    public SupervisionStatus status() {
        return new SupervisionStatus(
                clock,
                new Daemon(
                        "4.4.6",
                        OptionalLong.of(4711),
                        life,
                        Optional.of(NOW.minus(Duration.ofDays(3))),
                        Optional.of(writtenAt),
                        "/var/lib/nagios4/status.dat"),
                allChecks,
                notifications,
                checks,
                contacts,
                alerting,
                List.of());
    }

    public FleetSnapshot snapshot(List<TlsEndpoint> endpoints, TlsObservation... seen) {
        return snapshot(
                endpoints, new Observed(supervision, NOW, Duration.ofMillis(300), status()), seen);
    }

    /// A snapshot in which it did not answer.
    public FleetSnapshot silent(String text) {
        return snapshot(List.of(), new NotObserved(supervision, NOW, Duration.ofSeconds(10), text));
    }

    private FleetSnapshot snapshot(
            List<TlsEndpoint> endpoints, SupervisionObservation observed, TlsObservation... seen) {
        var fleet =
                new Fleet(
                        endpoints,
                        List.of(MONITOR),
                        List.of(),
                        Thresholds.DEFAULT,
                        List.of(),
                        List.of(),
                        List.of(supervision),
                        Notifications.NONE);
        var fold = new Fold(FleetSnapshot.empty(fleet, NOW)).add(observed);
        drills.forEach(fold::add);
        List.of(seen).forEach(fold::add);
        return fold.at(NOW);
    }

    public List<Finding> findings() {
        return new SupervisionRules().findings(Scene.of(snapshot(List.of())));
    }

    /// The check of a certificate by name.
    public static Scope expiry(String address, int port, String name, int warnDays) {
        return new Scope(
                Scope.What.TLS_EXPIRY,
                address,
                OptionalInt.of(port),
                List.of(name),
                Optional.of(Duration.ofDays(warnDays)),
                Optional.of(Duration.ofDays(Math.max(1, warnDays / 2))),
                "/usr/lib/nagios/plugins/check_http -I %s -C %d".formatted(address, warnDays));
    }

    public static Scope scope(Scope.What what, String address, int port) {
        return new Scope(
                what,
                address,
                OptionalInt.of(port),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                "/opt/plugins/check_tcp -H " + address);
    }

    public static Check check(String host, String name, Scope scope) {
        return new Check(
                host,
                name,
                scope,
                timing(NOW.plusSeconds(60), true),
                result(Check.State.OK, NOW.minus(Duration.ofDays(2))),
                telling(true, Optional.empty(), "oncall"));
    }

    public static Check plain(String name) {
        return check("web1", name, scope(Scope.What.OTHER, "192.0.2.80", 80));
    }

    public static Check.Timing timing(Instant next, boolean active) {
        return new Check.Timing(
                Duration.ofMinutes(5),
                Optional.of(next.minus(Duration.ofMinutes(5))),
                Optional.of(next),
                active,
                !active);
    }

    public static Check.Result result(Check.State state, Instant since) {
        return new Check.Result(state, true, Optional.of(since), "output");
    }

    public static Check.Telling telling(
            boolean enabled, Optional<Check.Downtime> downtime, String... contacts) {
        return new Check.Telling(enabled, Optional.empty(), false, downtime, List.of(contacts));
    }

    public static Check with(Check check, Check.Timing timing) {
        return new Check(
                check.host(), check.name(), check.scope(), timing, check.result(), check.telling());
    }

    public static Check with(Check check, Check.Result result) {
        return new Check(
                check.host(), check.name(), check.scope(), check.timing(), result, check.telling());
    }

    public static Check with(Check check, Check.Telling telling) {
        return new Check(
                check.host(), check.name(), check.scope(), check.timing(), check.result(), telling);
    }

    public static Contact contact(String name, Switch works) {
        return new Contact(
                name,
                Switch.ON,
                Switch.ON,
                List.of(new Contact.Way("notify-by-email", "/usr/bin/mail -s x", works)),
                Optional.empty());
    }
}
