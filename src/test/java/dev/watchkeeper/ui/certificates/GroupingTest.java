package dev.watchkeeper.ui.certificates;

import static dev.watchkeeper.ui.certificates.Grouping.By;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.ui.SampleReports;
import dev.watchkeeper.ui.fx.Mark;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Certificates in groups.
final class GroupingTest {
    private final List<CertificateRow> rows = CertificateRows.of(SampleReports.outage());

    private Grouping by(By by, String... open) {
        return Grouping.of(rows, by, Set.of(open), SampleReports.NOW);
    }

    @Test
    void aGroupCountsItsAddressesAndIsAsBadAsTheWorstOfThem() {
        List<GroupLine> owners = by(By.OWNER).lines();

        assertThat(owners).extracting(GroupLine::name).containsExactly("web team", "no owner");
        assertThat(owners).extracting(GroupLine::addresses).containsExactly(4, 7);
        assertThat(owners)
                .extracting(GroupLine::worst)
                .containsExactly(Mark.CRITICAL, Mark.UNKNOWN);
        assertThat(owners.getFirst().verdict().word()).isEqualTo("4 wrong");
        assertThat(owners.getLast().verdict().word()).isEqualTo("1 wrong");
    }

    @Test
    void groupsAreByIssuerByOwnerOrByHost() {
        assertThat(by(By.ISSUER).lines())
                .extracting(GroupLine::name)
                .containsExactly("R11", "issuer not known");
        assertThat(by(By.HOST).lines())
                .extracting(GroupLine::name)
                .contains("proxy1", "proxy2", "10.0.3.7");
        assertThat(by(By.NOTHING).lines()).isEmpty();
    }

    @Test
    void onlyOpenGroupsShowTheirAddresses() {
        Grouping owners = by(By.OWNER, "web team");

        assertThat(rows.stream().filter(owners::shows))
                .extracting(CertificateRow::owner)
                .hasSize(4)
                .containsOnly("web team");
        assertThat(rows).allMatch(by(By.NOTHING)::shows);
        assertThat(rows).noneMatch(by(By.ISSUER)::shows);
    }

    @Test
    void headingsComeBeforeTheirAddressesAndGroupsStayTogether() {
        Grouping owners = by(By.OWNER, "web team", "no owner");
        List<Line> lines = new ArrayList<>(rows);
        lines.addAll(owners.lines());
        lines.sort(owners.order());

        assertThat(lines.getFirst()).isEqualTo(owners.lines().getFirst());
        assertThat(lines.get(5)).isEqualTo(owners.lines().getLast());
        assertThat(lines.subList(1, 5))
                .allMatch(l -> l instanceof CertificateRow r && r.owner().equals("web team"));
    }
}
