package dev.watchkeeper.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.automation.Answers;
import dev.watchkeeper.automation.AutomationObservation;
import dev.watchkeeper.automation.RenewalAutomation;
import dev.watchkeeper.host.HostObservation.Probed;
import dev.watchkeeper.host.RecordedTimetable;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Renewal;
import dev.watchkeeper.inventory.Thresholds;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

final class RenewalRulesTest {
    private static final Host QUEEN = Host.of("ant-queen");
    private static final String CERTBOT =
            """
            client certbot|/etc/letsencrypt
            file certbot|1|1|/etc/letsencrypt/renewal/docs.conf
            l 1:version = 2.1.0
            """;
    private static final String LOG =
            """
            file certbot-log /etc/letsencrypt|1|1|/var/log/letsencrypt/letsencrypt.log
            l 1:2026-11-28 12:00:00,000:DEBUG:certbot._internal.main:certbot version: 2.1.0
            """;
    private static final String WELL =
            LOG
                    + "l 2:2026-11-28 12:00:09,000:DEBUG:certbot._internal.renewal:no renewal"
                    + " failures\n";

    @Test
    void aClientThatRunsAndSucceedsIsNoFinding() {
        assertThat(renewals(enabled(), CERTBOT + "free /etc/letsencrypt|x\n" + WELL)).isEmpty();
    }

    // fault 59
    @Test
    void aLockHeldForDaysIsFoundWithItsHolder() {
        long started = (86_400 - 80_000) * 100;
        Finding f =
                only(
                        renewals(
                                enabled(),
                                CERTBOT
                                        + WELL
                                        + "held /etc/letsencrypt|/etc/letsencrypt/.certbot.lock|4711|"
                                        + started
                                        + "|S|do_wait|certbot\n"));
        assertThat(f.key().value()).isEqualTo("renewal-blocked/ant-queen");
        assertThat(f.severity()).isEqualTo(Severity.HIGH);
        assertThat(f.statement().title())
                .isEqualTo("ant-queen: a run of certbot holds its lock for 22 h");
        assertThat(f.statement().impact()).contains("already running").contains("pid 4711");
        assertThat(f.statement().evidence().getFirst().text())
                .contains("held by pid 4711 (certbot), state S, wait channel do_wait, for 22 h");
    }

    @Test
    void aRunThatHoldsItsLockForAWhileIsJustARun() {
        long started = (86_400 - 600) * 100;
        assertThat(
                        renewals(
                                enabled(),
                                CERTBOT
                                        + WELL
                                        + "held /etc/letsencrypt|/x|4711|"
                                        + started
                                        + "|S|do_wait|certbot\n"))
                .isEmpty();
    }

    @Test
    void aLockFileThatWasLeftBehindIsFound() {
        Finding f =
                only(
                        renewals(
                                enabled().plus("cron /etc/crontab:9:0 3 * * * root dehydrated -c"),
                                """
                                client dehydrated|/etc/dehydrated/config
                                file dehydrated|1|1|/etc/dehydrated/config
                                lineage /etc/dehydrated/config|/var/lib/dehydrated/certs/docs
                                left /etc/dehydrated/config|/var/lib/dehydrated/lock|1795800000
                                """));
        assertThat(f.statement().title())
                .isEqualTo("ant-queen: dehydrated is kept out by its lock file, made 27 h ago");
        assertThat(f.statement().impact()).contains("left behind");
    }

    // fault 60: what certbot is told not to sleep is the remedy's; here, that no timer starts it.
    @Test
    void aTimerThatIsDisabledIsFoundWhileEveryCertificateIsFine() {
        Finding f = only(renewals(disabled(), CERTBOT + WELL));
        assertThat(f.key().value()).isEqualTo("renewal-unscheduled/ant-queen");
        assertThat(f.statement().title())
                .isEqualTo("ant-queen: certbot.timer does not start certbot: it is disabled");
        assertThat(f.statement().impact()).contains("systemctl enable --now certbot.timer");
        assertThat(f.statement().evidence()).anySatisfy(e -> assertThat(e.text()).contains("docs"));
    }

    @Test
    void anotherScheduleThatStartsItIsEnough() {
        assertThat(
                        renewals(
                                disabled().plus("cron /etc/crontab:9:0 3 * * * root certbot renew"),
                                CERTBOT + WELL))
                .isEmpty();
    }

    @Test
    void aTimerThatAUnitOfTheAdministratorsMakesStartSomethingElseIsFound() {
        RecordedTimetable changed =
                enabled().with(o -> o.replaceAll("/usr/bin/certbot -q renew[^;\n]*", "/bin/true "));
        Finding f =
                only(
                        renewals(
                                changed,
                                CERTBOT
                                        + WELL
                                        + """
                                        file unit|1|1|/etc/systemd/system/certbot.service.d/x.conf
                                        l 1:ExecStart=/bin/true
                                        """));
        assertThat(f.statement().title())
                .contains("certbot.timer does not start certbot")
                .contains("/etc/systemd/system/certbot.service.d/x.conf");
    }

    @Test
    void whatTheFleetFileSaysIsStartedElsewhereIsNotMissed() {
        var renewal =
                new Renewal(
                        "docs",
                        "ant-queen",
                        List.of("certbot", "renew"),
                        Duration.ofMinutes(5),
                        List.of(),
                        List.of(),
                        false,
                        Optional.of("nightly.yml"));
        assertThat(findings(disabled(), CERTBOT + WELL, renewal))
                .noneMatch(f -> f.kind() == FindingKind.RENEWAL_UNSCHEDULED);
    }

    // fault 63
    @Test
    void aRateLimitIsSaidWithItsEnd() {
        Finding f =
                only(
                        renewals(
                                enabled(),
                                CERTBOT
                                        + LOG
                                        + "l 2:2026-11-28 12:00:09,000:ERROR:x:Failed to renew"
                                        + " certificate docs with error: too many certificates (5)"
                                        + " already issued, retry after 2026-11-30 12:00:00"
                                        + " UTC\n"));
        assertThat(f.kind()).isEqualTo(FindingKind.RENEWAL_FAILING);
        assertThat(f.severity()).isEqualTo(Severity.HIGH);
        assertThat(f.statement().title())
                .isEqualTo(
                        "ant-queen: the last run of certbot failed 8 h ago, rate limited until"
                                + " 2026-11-30T12:00:00Z");
        assertThat(f.statement().impact()).contains("trying earlier fails");
        assertThat(f.statement().evidence().getFirst().text())
                .contains("too many certificates (5)");
    }

    @Test
    void aFailureAfterAFreshSuccessIsNotYetBad() {
        Finding f =
                only(
                        renewals(
                                enabled(),
                                CERTBOT
                                        + WELL
                                        + """
                                        l 3:2026-11-28 18:00:00,000:DEBUG:certbot._internal.main:certbot version: 2.1.0
                                        l 4:2026-11-28 18:00:09,000:ERROR:x:Failed to renew certificate docs
                                        """));
        assertThat(f.severity()).isEqualTo(Severity.MEDIUM);
    }

    @Test
    void noSuccessForLongerThanTwoIntervalsIsFound() {
        Finding f = only(renewals(enabled(), CERTBOT + WELL.replace("11-28", "11-24")));
        assertThat(f.kind()).isEqualTo(FindingKind.RENEWAL_SILENT);
        assertThat(f.statement().title())
                .isEqualTo("ant-queen: no run of certbot has succeeded for 4 d");
    }

    @Test
    void aRenewalThatIsSwitchedOffIsFound() {
        Finding f = only(renewals(enabled(), CERTBOT + "l 2:autorenew = False\n" + WELL));
        assertThat(f.kind()).isEqualTo(FindingKind.RENEWAL_OFF);
        assertThat(f.statement().title())
                .isEqualTo("ant-queen: the renewal of docs is switched off");
    }

    @Test
    void whatCouldNotBeReadIsNoFinding() {
        assertThat(
                        renewals(
                                enabled(),
                                """
                                client certbot|/etc/letsencrypt
                                unread /etc/letsencrypt/renewal
                                """))
                .isEmpty();
        assertThat(
                        renewals(
                                enabled()
                                        .without("unitfile certbot.timer")
                                        .without("unit Id=certbot.timer")
                                        .plus("unread /var/spool/cron/crontabs"),
                                CERTBOT))
                .isEmpty();
    }

    private static RecordedTimetable enabled() {
        return new RecordedTimetable().without("in 468 ");
    }

    private static RecordedTimetable disabled() {
        return enabled()
                .with(o ->
                        o.replace(
                                        "unitfile certbot.timer                enabled",
                                        "unitfile certbot.timer                disabled")
                                .replaceAll(
                                        "(?s)(unit Id=certbot.timer\nabcdefgh unit"
                                                + " LoadState=loaded\nabcdefgh unit"
                                                + " ActiveState=)active(.*?UnitFileState=)enabled",
                                        "$1inactive$2disabled"));
    }

    private static Finding only(List<Finding> found) {
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static List<Finding> renewals(RecordedTimetable recorded, String rows) {
        return findings(recorded, rows).stream()
                .filter(f -> f.kind().name().startsWith("RENEWAL_"))
                .toList();
    }

    private static List<Finding> findings(
            RecordedTimetable recorded, String rows, Renewal... renewals) {
        var fleet = new Fleet(List.of(), List.of(QUEEN), List.of(renewals), Thresholds.DEFAULT);
        RenewalAutomation automation = Answers.rows(rows);
        var fold = new Fold(FleetSnapshot.empty(fleet, RecordedTimetable.CLOCK));
        fold.add(
                new Probed(
                        QUEEN,
                        RecordedTimetable.CLOCK,
                        Duration.ofSeconds(1),
                        recorded.snapshot()));
        fold.add(
                new AutomationObservation.Observed(
                        QUEEN, RecordedTimetable.CLOCK, Duration.ofSeconds(1), automation));
        return Rules.evaluate(fold.at(RecordedTimetable.CLOCK));
    }
}
