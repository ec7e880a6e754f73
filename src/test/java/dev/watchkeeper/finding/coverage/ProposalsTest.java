package dev.watchkeeper.finding.coverage;

import static dev.watchkeeper.finding.SampleSupervision.check;
import static dev.watchkeeper.finding.SampleSupervision.contact;
import static dev.watchkeeper.finding.SampleSupervision.scope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.SampleSupervision;
import dev.watchkeeper.inventory.Backend;
import dev.watchkeeper.inventory.DrillPolicy;
import dev.watchkeeper.inventory.StartTls;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.inventory.SupervisionKind;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.inventory.WebAccess;
import dev.watchkeeper.supervision.Check;
import dev.watchkeeper.supervision.Contact;
import dev.watchkeeper.supervision.Scope.What;
import dev.watchkeeper.supervision.Switch;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/// What closes a gap, in the words of each supervision.
final class ProposalsTest {
    private static final TlsEndpoint DOCS = TlsEndpoint.of("docs.example.org", 443);
    private static final TlsEndpoint SMTP =
            TlsEndpoint.of("smtp.example.org", 25).after(StartTls.SMTP);
    private static final TlsEndpoint IMAP =
            TlsEndpoint.of("imap.example.org", 143).after(StartTls.IMAP);
    private static final TlsEndpoint POOL =
            DOCS.at(
                    List.of(
                            new Backend("proxy1", "192.0.2.1", 443),
                            new Backend("proxy2", "192.0.2.2", 443)));

    @Test
    void nagiosIsToCheckTheExpiryAndTellWhoHearsOfIt() {
        Proposal proposal = proposal(nagios(negotiates()), DOCS);

        assertThat(proposal.byHand()).isEmpty();
        assertThat(proposal.objects()).containsExactly("web/Certificate docs.example.org:443");
        assertThat(proposal.text())
                .contains("/opt/plugins/check_http -I docs.example.org -H docs.example.org")
                .contains("--sni -C ")
                .containsPattern("contacts +oncall\n")
                .doesNotContain("define host");
    }

    @Test
    void eachAddressIsAServiceOfItsOwn() {
        Proposal proposal = proposal(nagios(), POOL);

        assertThat(proposal.objects())
                .containsExactly(
                        "docs.example.org/Certificate docs.example.org:443 at proxy1",
                        "docs.example.org/Certificate docs.example.org:443 at proxy2");
        assertThat(proposal.text()).contains("-I 192.0.2.1 ", "-I 192.0.2.2 ", "define host");
    }

    @Test
    void whatStartsInTheClearIsCheckedByItsProtocol() {
        assertThat(proposal(nagios(), SMTP).text()).contains("check_smtp -H", " -S -D ");
        assertThat(proposal(nagios(), SMTP).byHand()).isEmpty();
        assertThat(proposal(nagios(), IMAP).byHand()).isPresent();
        assertThat(proposal(icinga(), SMTP).text())
                .contains("check_command = \"smtp\"", "vars.smtp_starttls = true");
        assertThat(proposal(icinga(), IMAP).text()).contains("vars.ssl_cert_protocol = \"imap\"");
        assertThat(proposal(icinga(), IMAP).byHand()).isPresent();
    }

    @Test
    void icingaTellsThoseWhomItTellsAlready() {
        Proposal proposal =
                proposal(
                        icinga(negotiates())
                                .contacts(
                                        told("oncall", "mail-host-notification"),
                                        told("oncall", "mail-service-notification")),
                        DOCS);

        assertThat(proposal.byHand()).isEmpty();
        assertThat(proposal.objects()).containsExactly("web/certificate docs.example.org:443");
        assertThat(proposal.text())
                .contains("command = \"mail-service-notification\"", "users = [ \"oncall\" ]")
                .doesNotContain("mail-host-notification");
    }

    @Test
    void whereNobodyCanBeToldItIsLeftToAPerson() {
        assertThat(proposal(nagios().contacts(), DOCS).byHand()).isPresent();
        assertThat(proposal(icinga().contacts(contact("oncall", Switch.OFF)), DOCS).byHand())
                .hasValueSatisfying(w -> assertThat(w).contains("no user of it can be told"));
    }

    @Test
    void prometheusIsToAlertOfTheSeriesThatItHas() {
        Proposal proposal =
                proposal(
                        prometheus(
                                check(
                                        "192.0.2.1:443",
                                        "tls",
                                        scope(What.TLS, "docs.example.org", 443))),
                        DOCS);

        assertThat(proposal.byHand()).isEmpty();
        assertThat(proposal.objects()).containsExactly("CertificateExpires docs.example.org:443");
        assertThat(proposal.text()).contains("{instance=~\"192\\\\.0\\\\.2\\\\.1:443\"}");
    }

    @Test
    void whatPrometheusDoesNotScrapeNeedsAScrapeJobFirst() {
        Proposal proposal = proposal(prometheus(), POOL);

        assertThat(proposal.byHand()).isPresent();
        assertThat(proposal.text())
                .contains("targets: [\"192.0.2.1:443\", \"192.0.2.2:443\"]")
                .contains("target_label: address");
    }

    // A name that ends its string and its object would bring an object of its own.
    @Test
    void namesFromOutsideBecomeNoConfiguration() {
        String hostile = "web\" } object User \"evil\" { x = \"";
        Check known = check(hostile, "https", scope(What.TLS, "docs.example.org", 443));

        for (SampleSupervision one : List.of(nagios(known), icinga(known), prometheus(known))) {
            one.contacts(contact("oncall", Switch.ON), contact("a\" b", Switch.ON));
            assertThat(proposal(one, DOCS).text()).doesNotContain("evil", "a\" b");
        }
    }

    private static Check negotiates() {
        return check("web", "https", scope(What.TLS, "docs.example.org", 443));
    }

    private static Contact told(String name, String command) {
        return new Contact(
                name,
                Switch.ON,
                Switch.ON,
                List.of(new Contact.Way(command, "", Switch.UNKNOWN)),
                Optional.empty());
    }

    private static SampleSupervision nagios(Check... checks) {
        return new SampleSupervision().with(checks);
    }

    private static SampleSupervision icinga(Check... checks) {
        return new SampleSupervision().of(supervision(SupervisionKind.ICINGA)).with(checks);
    }

    private static SampleSupervision prometheus(Check... checks) {
        return new SampleSupervision().of(supervision(SupervisionKind.PROMETHEUS)).with(checks);
    }

    private static Supervision supervision(SupervisionKind kind) {
        return new Supervision(
                "one",
                kind,
                Optional.of("monitor1"),
                Optional.of(WebAccess.of(URI.create("http://192.0.2.9"))),
                List.of(),
                kind.config(),
                List.of(),
                DrillPolicy.DEFAULT);
    }

    private static Proposal proposal(SampleSupervision supervision, TlsEndpoint endpoint) {
        FleetSnapshot snapshot = supervision.snapshot(List.of(endpoint));
        CoverageRow row = Coverage.of(snapshot).row(endpoint.id()).orElseThrow();
        return Proposals.of(snapshot, row).orElseThrow();
    }
}
