package dev.watchkeeper.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.inventory.Receipt;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Optional;

/// Which receivers a drill's alert would reach.
final class AlertmanagerWayTest {
    private static final Map<String, String> DRILL =
            Map.of("alertname", "drill", AlertmanagerWay.LABEL, "t", "severity", "none");
    private static final Optional<Receipt> WEBHOOK =
            Optional.of(new Receipt.Webhook("127.0.0.1", 9099));

    @Test
    void withoutARouteOfItsOwnItWouldReachPeopleAndTheAdviceMakesOne() {
        AlertmanagerWay way = way(PrometheusAnswers.CONFIG);
        assertThat(way.people()).containsExactly("team");
        assertThat(way.shown(way.people())).isEqualTo("team (email)");

        String route = way.advice().replaceFirst(".*?- (\\{.*\\}), and to.*", "$1");
        String receiver = way.advice().replaceFirst(".*receivers: - ", "");
        AlertmanagerWay advised =
                way(
                        PrometheusAnswers.CONFIG
                                .replace("  routes:\n", "  routes:\n  - " + route + "\n")
                                .replace("receivers:\n", "receivers:\n- " + receiver + "\n"));
        assertThat(advised.people()).isEmpty();
        assertThat(advised.integrations()).hasSize(1);
        assertThat(advised.reachesReceipt()).isEqualTo(Switch.ON);
    }

    @Test
    void aRouteOfItsOwnToAReceiverThatOthersUseTooMayReachPeople() {
        AlertmanagerWay shared = way(first("{receiver: pager, match: {alertname: drill}}"));

        assertThat(shared.people()).containsExactly("pager");
    }

    @Test
    void aRouteThatTakesEverythingIsNotOneForDrills() {
        String all = first("{receiver: all, matchers: ['watchkeeper_drill=~\".*\"']}");
        String receiver = "receivers:\n- {name: all, email_configs: [{to: x}]}";

        assertThat(way(all.replace("receivers:", receiver)).people()).containsExactly("all");
    }

    @Test
    void continueGoesOnToTheNextRoute() {
        String second = first("{receiver: team, matchers: ['severity!=\"page\"']}");
        String both =
                second.replace(
                        "routes:",
                        "routes: \n"
                                + "  - {receiver: nobody, match_re: {alertname: dr.*}, continue:"
                                + " true}");

        assertThat(way(both).ends())
                .extracting(AlertmanagerRoute::receiver)
                .containsExactly("nobody", "team");
    }

    private static String first(String route) {
        return PrometheusAnswers.CONFIG.replace("routes:", "routes:\n  - " + route);
    }

    @Test
    void whatIsNoConfigurationIsNotTakenForOne() {
        assertThat(AlertmanagerConfig.of("route: []")).isEmpty();
        assertThat(AlertmanagerConfig.of("{{{")).isEmpty();
        assertThat(AlertmanagerConfig.of("[".repeat(100_000))).isEmpty();
        assertThat(AlertmanagerConfig.of("")).isEmpty();
    }

    private static AlertmanagerWay way(String yaml) {
        return new AlertmanagerWay(AlertmanagerConfig.of(yaml).orElseThrow(), DRILL, WEBHOOK);
    }
}
