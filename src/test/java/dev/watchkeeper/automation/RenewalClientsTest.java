package dev.watchkeeper.automation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.automation.Lineage.Link;
import dev.watchkeeper.inventory.Renewal;
import dev.watchkeeper.tls.RenewalRule;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is made of the files of each client, as the real ones write them.
final class RenewalClientsTest {
    private static final String CERTBOT =
            """
            client certbot|/etc/letsencrypt
            file certbot|1795898256|620|/etc/letsencrypt/renewal/docs.example.org.conf
            l 1:# renew_before_expiry = 30 days
            l 2:version = 2.1.0
            l 3:archive_dir = /etc/letsencrypt/archive/docs.example.org
            l 10:[renewalparams]
            """;
    private static final String LOG =
            """
            file certbot-log /etc/letsencrypt|1795898258|74459|/var/log/letsencrypt/letsencrypt.log
            """;

    @Test
    void certbotsRunsAreToldApartInOneLogAsDebianKeepsIt() {
        RenewalClient c =
                client(
                        CERTBOT
                                + LOG
                                + """
                                l 1:2026-11-28 03:00:31,179:DEBUG:certbot._internal.main:certbot version: 2.1.0
                                l 3:2026-11-28 03:00:31,179:DEBUG:certbot._internal.main:Arguments: ['-q']
                                l 9:2026-11-28 03:00:37,102:DEBUG:certbot._internal.renewal:no renewal failures
                                l 10:2026-11-28 15:00:38,347:DEBUG:certbot._internal.main:certbot version: 2.1.0
                                l 20:2026-11-28 15:00:38,404:ERROR:certbot._internal.renewal:Failed to renew certificate docs.example.org with error: Requesting 127.0.0.1/dir: Connection refused
                                l 30:2026-11-28 15:00:38,409:ERROR:certbot._internal.log:1 renew failure(s), 0 parse failure(s)
                                """);
        Activity a = c.activity();
        assertThat(a.lastStart().instant()).contains(Instant.parse("2026-11-28T15:00:38Z"));
        assertThat(a.lastSuccess().instant()).contains(Instant.parse("2026-11-28T03:00:37Z"));
        assertThat(a.isFailing()).isTrue();
        assertThat(a.lastFailure().orElseThrow().lines())
                .hasSize(2)
                .first()
                .asString()
                .contains("Connection refused");
    }

    // fault 63
    @Test
    void aRateLimitSaysUntilWhen() {
        Activity a =
                client(
                                CERTBOT
                                        + LOG
                                        + """
                                        l 1:2026-11-28 03:00:31,179:DEBUG:certbot._internal.main:certbot version: 2.1.0
                                        l 9:2026-11-28 03:00:37,102:ERROR:certbot._internal.renewal:Failed to renew certificate docs.example.org with error: urn:ietf:params:acme:error:rateLimited :: There were too many requests of a given type :: too many certificates (5) already issued for this exact set of identifiers in the last 168h0m0s, retry after 2026-11-30 12:00:00 UTC: see https://letsencrypt.org/docs/rate-limits/
                                        """)
                        .activity();
        assertThat(a.limitedUntil()).contains(Instant.parse("2026-11-30T12:00:00Z"));
        assertThat(a.isFailing()).isTrue();
    }

    // fault 59
    @Test
    void alreadyRunningIsNoFailure() {
        RenewalClient c =
                client(
                        CERTBOT
                                + """
                                held /etc/letsencrypt|/etc/letsencrypt/.certbot.lock|4711|3600000|S|do_wait|certbot
                                """
                                + LOG
                                + """
                                l 1:2026-11-28 03:00:31,179:DEBUG:certbot._internal.main:certbot version: 2.1.0
                                l 9:2026-11-28 03:00:37,102:ERROR:certbot._internal.log:Another instance of Certbot is already running.
                                """);
        assertThat(c.activity().isFailing()).isFalse();
        assertThat(c.activity().refused()).contains(Instant.parse("2026-11-28T03:00:31Z"));
        assertThat(c.lock())
                .isEqualTo(
                        new RenewalLock.Held(
                                "/etc/letsencrypt/.certbot.lock",
                                4711,
                                3_600_000,
                                Instant.ofEpochSecond(Answers.CLOCK).minusSeconds(86_400 - 36_000),
                                "S",
                                Optional.of("do_wait"),
                                "certbot"));
    }

    @Test
    void certbotsRuleIsItsSettingElseThatOfItsVersion() {
        assertThat(lineage(CERTBOT).rule())
                .isEqualTo(new RenewalRule.BeforeExpiry(Duration.ofDays(30), "certbot's default"));
        assertThat(
                        lineage(
                                        CERTBOT.replace("# renew_before", "renew_before")
                                                .replace("30 d", "14 d"))
                                .rule())
                .isEqualTo(
                        new RenewalRule.BeforeExpiry(
                                Duration.ofDays(14), "certbot's renew_before_expiry"));
        assertThat(lineage(CERTBOT.replace("2.1.0", "5.1.0")).rule())
                .isEqualTo(new RenewalRule.FractionLeft(1.0 / 3, "certbot's default"));
    }

    @Test
    void whatIsSwitchedOffAndWhatRunsAfterIsSeen() {
        Lineage plain = lineage(CERTBOT);
        assertThat(plain.automatic()).isTrue();
        assertThat(plain.deploys()).isEmpty();
        Lineage set =
                lineage(
                        CERTBOT
                                + """
                                l 11:autorenew = False
                                l 12:renew_hook = systemctl reload nginx
                                l 13:pre_hook = true
                                hook deploy|/etc/letsencrypt/renewal-hooks/deploy/reload
                                hook pre|/etc/letsencrypt/renewal-hooks/pre/x
                                """);
        assertThat(set.automatic()).isFalse();
        assertThat(set.deploys())
                .containsExactly(
                        "renew_hook systemctl reload nginx",
                        "/etc/letsencrypt/renewal-hooks/deploy/reload");
    }

    @Test
    void aLinkThatLeadsToAnOlderCertificateIsSeen() {
        String of = "archived /etc/letsencrypt/renewal/docs.example.org.conf|";
        String archive = "/etc/letsencrypt/archive/docs.example.org/cert12.pem";
        String link =
                "link /etc/letsencrypt/live/docs.example.org/cert.pem|../../archive/docs.example.org/";
        String known = of + archive + "\ncrt " + archive + "|1|1|" + archive + "\n";
        assertThat(lineage(CERTBOT + known + link + "cert9.pem\n").link())
                .isEqualTo(
                        new Link.Behind(
                                "/etc/letsencrypt/live/docs.example.org/cert.pem",
                                "../../archive/docs.example.org/cert9.pem",
                                archive));
        assertThat(lineage(CERTBOT + known + link + "cert12.pem\n").link())
                .isInstanceOf(Link.Current.class);
        assertThat(lineage(CERTBOT).link()).isInstanceOf(Link.NotKnown.class);
    }

    @Test
    void acmeShTellsWhenItRenewsAndWhatItRunsThen() {
        Lineage l =
                lineage(
                        """
                        client acme.sh|/root/.acme.sh
                        file acme.sh|1795898256|620|/root/.acme.sh/docs.example.org_ecc/docs.example.org.conf
                        l 1:Le_Domain='docs.example.org'
                        l 2:Le_CertCreateTime='1794000000'
                        l 3:Le_NextRenewTime='1796592000'
                        l 4:Le_ReloadCmd='__ACME_BASE64__START_c3lzdGVtY3RsIHJlbG9hZCBuZ2lueA==__ACME_BASE64__END_'
                        """);
        assertThat(l.name()).isEqualTo("docs.example.org");
        assertThat(l.next().instant()).contains(Instant.ofEpochSecond(1_796_592_000));
        assertThat(l.rule())
                .isEqualTo(new RenewalRule.AfterIssue(Duration.ofDays(30), "Le_NextRenewTime"));
        assertThat(l.deploys()).containsExactly("Le_ReloadCmd systemctl reload nginx");
    }

    @Test
    void acmeShsLogTellsOfItsLastRun() {
        Activity a =
                client(
                                """
                                client acme.sh|/root/.acme.sh
                                file acme.sh|1|1|/root/.acme.sh/a/a.conf
                                l 1:Le_Domain='a'
                                file acme.sh-log /root/.acme.sh|1|1|/root/.acme.sh/acme.sh.log
                                l 1:[Sat Nov 28 03:00:01 UTC 2026] ===Starting cron===
                                l 2:[Sat Nov 28 03:00:09 UTC 2026] ===End cron===
                                l 3:[Sat Nov 28 15:00:01 UTC 2026] ===Starting cron===
                                l 4:[Sat Nov 28 15:00:05 UTC 2026] Error renewing a.
                                l 5:[Sat Nov 28 15:00:06 UTC 2026] ===End cron===
                                """)
                        .activity();
        assertThat(a.lastStart().instant()).contains(Instant.parse("2026-11-28T15:00:01Z"));
        assertThat(a.lastSuccess().instant()).contains(Instant.parse("2026-11-28T03:00:09Z"));
        assertThat(a.isFailing()).isTrue();
    }

    @Test
    void dehydratedsLockFileIsNoProofOfARun() {
        RenewalClient c =
                client(
                        """
                        client dehydrated|/etc/dehydrated/config
                        file dehydrated|1|1|/etc/dehydrated/config
                        l 1:BASEDIR=/var/lib/dehydrated
                        l 2:RENEW_DAYS="20"
                        default /etc/dehydrated/config|30
                        left /etc/dehydrated/config|/var/lib/dehydrated/lock|1795800000
                        lineage /etc/dehydrated/config|/var/lib/dehydrated/certs/docs
                        """);
        assertThat(c.lock())
                .isEqualTo(
                        new RenewalLock.Left(
                                "/var/lib/dehydrated/lock", Instant.ofEpochSecond(1_795_800_000)));
        assertThat(c.lineages())
                .singleElement()
                .satisfies(l ->
                        assertThat(l.rule())
                                .isEqualTo(
                                        new RenewalRule.BeforeExpiry(
                                                Duration.ofDays(20), "RENEW_DAYS")));
    }

    @Test
    void anOwnCommandIsJudgedByThePatternsOfTheFleetFile() {
        String log =
                """
                file own|1795898000|100|/var/log/renew.log
                l 1:2026-11-27 03:00:00 all 3 certificates renewed
                l 2:2026-11-28 03:00:00 docs: could not renew: DNS
                """;
        Activity a =
                Answers.rows(log, own("all * renewed", "could not"))
                        .clients()
                        .getFirst()
                        .activity();
        assertThat(a.lastSuccess().instant()).contains(Instant.parse("2026-11-27T03:00:00Z"));
        assertThat(a.isFailing()).isTrue();
        assertThat(a.lastFailure().orElseThrow().lines())
                .containsExactly("2026-11-28 03:00:00 docs: could not renew: DNS");
        Activity well =
                Answers.rows(log, own("could", "nothing like it")).clients().getFirst().activity();
        assertThat(well.isFailing()).isFalse();
        Activity gone =
                Answers.rows("gone /var/log/renew.log\n", own("x", "y"))
                        .clients()
                        .getFirst()
                        .activity();
        assertThat(gone.lastSuccess()).isInstanceOf(Moment.Unknown.class);
    }

    @Test
    void unitFilesThatShadowAPackagesAreSeen() {
        RenewalAutomation a =
                Answers.rows(
                        """
                        file unit|1|1|/etc/systemd/system/certbot.service
                        l 1:ExecStart=/bin/true
                        file unit|1|1|/etc/systemd/system/certbot.timer.d/slow.conf
                        l 1:OnCalendar=yearly
                        file unit|1|1|/usr/lib/systemd/system/certbot.service
                        link /etc/systemd/system/certbot-renew.timer|/dev/null
                        """);
        assertThat(a.shadows())
                .extracting(s -> s.unit() + " " + s.masked())
                .containsExactly(
                        "certbot.service false", "certbot.timer false", "certbot-renew.timer true");
    }

    private static RenewalClient client(String rows) {
        return Answers.rows(rows).clients().getFirst();
    }

    private static Lineage lineage(String rows) {
        return client(rows).lineages().getFirst();
    }

    private static Renewal own(String success, String failure) {
        return new Renewal(
                "docs",
                "here",
                List.of("/usr/local/bin/renew"),
                Duration.ofMinutes(1),
                List.of(),
                List.of(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.of(
                        new Renewal.Log(
                                "/var/log/renew.log", Optional.of(success), Optional.of(failure))));
    }
}
