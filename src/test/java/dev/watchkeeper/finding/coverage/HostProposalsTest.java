package dev.watchkeeper.finding.coverage;

import static dev.watchkeeper.finding.SampleSupervision.check;
import static dev.watchkeeper.finding.SampleSupervision.expiry;
import static dev.watchkeeper.finding.SampleSupervision.telling;
import static dev.watchkeeper.finding.SampleSupervision.with;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.SampleSupervision;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.supervision.Check;
import dev.watchkeeper.supervision.Scope;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What is proposed for hosts, and where nothing is.
final class HostProposalsTest {
    private static final Instant LONG_AGO = Instant.EPOCH;
    private static final TlsEndpoint DOCS = TlsEndpoint.of("docs.example.org", 443);

    @Test
    void whereOnlyNobodyWouldHearOfItOneMoreCheckIsNotProposed() {
        Check certificate = check("web", "cert", expiry("docs.example.org", 443, "", 21));
        Check off = with(certificate, telling(false, Optional.empty(), "oncall"));

        assertThat(proposal(DOCS.id(), off)).isEmpty();
        assertThat(proposal(DOCS.id())).isPresent();
    }

    @Test
    void aHostIsGoneIntoAsOthersAreAlreadyAndTheConsoleCanInstallThat() {
        Proposal known =
                proposal("monitor1", inside("-p 2222 -l nagios -i /etc/key")).orElseThrow();

        assertThat(known.byHand()).isEmpty();
        assertThat(known.text()).contains("/check_by_ssh -H monitor1 -l nagios -i /etc/key -t 20 ");
    }

    @Test
    void whereNoHostIsGoneIntoYetOrItFailsItIsByHand() {
        Check fails =
                with(inside("-l nagios"), SampleSupervision.result(Check.State.UNKNOWN, LONG_AGO));

        assertThat(proposal("monitor1").orElseThrow().byHand()).isPresent();
        assertThat(proposal("monitor1", fails).orElseThrow().byHand()).isPresent();
    }

    // fault 46
    @Test
    void onlyPlainWordsAreTakenFromACommandLine() {
        Proposal proposal = proposal("monitor1", inside("-l $(id) -l nagios")).orElseThrow();

        assertThat(proposal.text()).contains("/check_by_ssh -H monitor1 -l nagios -t 20 ");
    }

    private static Check inside(String options) {
        return check(
                "web1",
                "disk",
                new Scope(
                        Scope.What.INSIDE,
                        "web1",
                        OptionalInt.empty(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        "/opt/plugins/check_by_ssh -H web1 " + options + " -C 'check_disk'"));
    }

    private static Optional<Proposal> proposal(String id, Check... checks) {
        FleetSnapshot snapshot = new SampleSupervision().with(checks).snapshot(List.of(DOCS));
        return Proposals.of(snapshot, Coverage.of(snapshot).row(id).orElseThrow());
    }
}
