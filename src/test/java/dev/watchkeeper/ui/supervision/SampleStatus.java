package dev.watchkeeper.ui.supervision;

import dev.watchkeeper.supervision.Check;
import dev.watchkeeper.supervision.Contact;
import dev.watchkeeper.supervision.Daemon;
import dev.watchkeeper.supervision.DrillResult;
import dev.watchkeeper.supervision.DrillResult.Leg;
import dev.watchkeeper.supervision.DrillResult.Stage;
import dev.watchkeeper.supervision.DrillResult.Verdict;
import dev.watchkeeper.supervision.Scope;
import dev.watchkeeper.supervision.Scope.What;
import dev.watchkeeper.supervision.SupervisionStatus;
import dev.watchkeeper.supervision.Switch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What a Nagios says of itself.
final class SampleStatus {
    private static final Instant NOW = SampleSupervision.NOW;
    private static final Duration EVERY = Duration.ofMinutes(5);

    private SampleStatus() {}

    static SupervisionStatus of(List<Check> checks, Switch notifications) {
        var daemon =
                new Daemon(
                        "4.4.6",
                        OptionalLong.of(812),
                        Daemon.Life.RUNNING,
                        Optional.of(NOW.minus(Duration.ofDays(31))),
                        Optional.of(NOW.minusSeconds(9)),
                        "/var/lib/nagios4/status.dat");
        var mail =
                new Contact(
                        "oncall",
                        Switch.ON,
                        Switch.ON,
                        List.of(
                                new Contact.Way(
                                        "notify-service-by-email", "/usr/bin/mail", Switch.ON)),
                        Optional.of(NOW.minus(Duration.ofHours(31))));
        return new SupervisionStatus(
                NOW.minusSeconds(4),
                daemon,
                Switch.ON,
                notifications,
                checks,
                List.of(mail),
                Optional.empty(),
                List.of());
    }

    /// The same of a daemon that is stopped by a signal.
    static SupervisionStatus frozen(SupervisionStatus status) {
        Daemon d = status.daemon();
        var stopped =
                new Daemon(
                        d.version(),
                        d.pid(),
                        Daemon.Life.STOPPED,
                        d.startedAt(),
                        d.writtenAt(),
                        d.stateFile());
        return new SupervisionStatus(
                status.clock(),
                stopped,
                status.checks(),
                status.notifications(),
                status.services(),
                status.contacts(),
                status.alerting(),
                status.notes());
    }

    static Check check(String host, String name, What what) {
        return at(host, name, host, what);
    }

    static Check at(String host, String name, String address) {
        return at(host, name, address, What.TLS_EXPIRY);
    }

    private static Check at(String host, String name, String address, What what) {
        boolean expiry = what == What.TLS_EXPIRY;
        String command =
                switch (what) {
                    case TLS_EXPIRY ->
                            "/usr/lib/nagios/plugins/check_http -I %s -H %s --sni -C 20,7"
                                    .formatted(address, host);
                    case INSIDE -> "/usr/lib/nagios/plugins/check_nrpe -H " + address;
                    default -> "/usr/lib/nagios/plugins/check_tcp -H %s -p 443".formatted(address);
                };
        var scope =
                new Scope(
                        what,
                        address,
                        what == What.INSIDE ? OptionalInt.empty() : OptionalInt.of(443),
                        expiry ? List.of(host) : List.of(),
                        expiry ? Optional.of(Duration.ofDays(20)) : Optional.empty(),
                        expiry ? Optional.of(Duration.ofDays(7)) : Optional.empty(),
                        command);
        return new Check(
                host,
                name,
                scope,
                new Check.Timing(
                        EVERY,
                        Optional.of(NOW.minusSeconds(140)),
                        Optional.of(NOW.plusSeconds(160)),
                        true,
                        true),
                new Check.Result(
                        Check.State.OK, true, Optional.of(NOW.minus(EVERY)), "OK - 443 open"),
                new Check.Telling(
                        true, Optional.empty(), false, Optional.empty(), List.of("oncall")));
    }

    static DrillResult passed() {
        return new DrillResult(
                "nagios",
                "wk-7f3a",
                NOW.minus(Duration.ofHours(9)),
                false,
                List.of(
                        leg(Stage.ALIVE, Verdict.PASSED, 120, "pid 812 runs"),
                        leg(Stage.ACCEPTED, Verdict.PASSED, 420, "the command was taken"),
                        leg(Stage.STATE_CHANGED, Verdict.PASSED, 3_100, "the canary is CRITICAL"),
                        leg(Stage.NOTIFIED, Verdict.PASSED, 1_200, "oncall was told"),
                        leg(Stage.RECEIVED, Verdict.PASSED, 8_400, "the mail is in the mailbox")));
    }

    static DrillResult stopped() {
        return new DrillResult(
                "nagios",
                "wk-91c2",
                NOW.minus(Duration.ofHours(2)),
                false,
                List.of(
                        leg(Stage.ALIVE, Verdict.PASSED, 130, "pid 812 runs"),
                        leg(Stage.ACCEPTED, Verdict.PASSED, 380, "the command was taken"),
                        leg(Stage.STATE_CHANGED, Verdict.PASSED, 2_900, "the canary is CRITICAL"),
                        leg(
                                Stage.NOTIFIED,
                                Verdict.FAILED,
                                120_000,
                                "no notification was sent within 2 min")));
    }

    static Leg leg(Stage stage, Verdict verdict, long millis, String text) {
        return new Leg(stage, verdict, Duration.ofMillis(millis), text);
    }
}
