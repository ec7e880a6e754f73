package dev.watchkeeper.supervision;

import dev.watchkeeper.inventory.Receipt;
import dev.watchkeeper.supervision.AlertmanagerConfig.Integration;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Where the alert of a drill would go, by the routes of an Alertmanager.
///
/// @param labels of the alert
/// @param receipt where the drill is watched for
record AlertmanagerWay(
        AlertmanagerConfig config, Map<String, String> labels, Optional<Receipt> receipt) {
    /// The label that a route for drills alone is recognised by; its value is the drill's token.
    static final String LABEL = "watchkeeper_drill";

    List<AlertmanagerRoute> ends() {
        return config.route().ends(labels);
    }

    List<Integration> integrations() {
        return ends().stream()
                .flatMap(e -> config.integrations(e.receiver()).stream())
                .distinct()
                .toList();
    }

    /// The receivers that may reach a person: those with an integration that is not the receipt,
    /// and that are not there for drills alone.
    List<String> people() {
        return ends().stream()
                .filter(e -> !isForDrills(e))
                .filter(e ->
                        config.integrations(e.receiver()).stream().anyMatch(i -> !isReceipt(i)))
                .map(AlertmanagerRoute::receiver)
                .distinct()
                .toList();
    }

    private boolean isForDrills(AlertmanagerRoute end) {
        boolean own =
                end.isFor(LABEL, labels.getOrDefault(LABEL, ""))
                        || end.isFor("alertname", labels.getOrDefault("alertname", ""));
        return own && config.routesTo(end.receiver()) == 1;
    }

    /// Whether what is watched is on this way: UNKNOWN where an address is kept secret.
    Switch reachesReceipt() {
        List<Integration> all = integrations();
        if (all.stream().anyMatch(this::isReceipt)) {
            return Switch.ON;
        }
        boolean told =
                receipt.orElse(null) instanceof Receipt.Webhook
                        && all.stream().noneMatch(AlertmanagerWay::isSecret);
        return told ? Switch.OFF : Switch.UNKNOWN;
    }

    private static boolean isSecret(Integration integration) {
        return integration.kind().equals("webhook") && integration.target().startsWith("<");
    }

    private boolean isReceipt(Integration integration) {
        return receipt.map(r ->
                        switch (r) {
                            case Receipt.Webhook w -> isAt(integration, w);
                            case Receipt.Imap i ->
                                    integration.kind().equals("email")
                                            && integration.target().equalsIgnoreCase(i.user());
                            case Receipt.File _ -> false;
                        })
                .orElse(false);
    }

    private static boolean isAt(Integration integration, Receipt.Webhook webhook) {
        if (!integration.kind().equals("webhook")) {
            return false;
        }
        try {
            URI url = URI.create(integration.target());
            return webhook.address().equals(url.getHost()) && webhook.port() == url.getPort();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /// `team-pager (webhook, email)`.
    String shown(List<String> receivers) {
        return receivers.stream()
                .map(r ->
                        r
                                + config.integrations(r).stream()
                                        .map(Integration::kind)
                                        .distinct()
                                        .collect(Collectors.joining(", ", " (", ")")))
                .collect(Collectors.joining(", "));
    }

    /// What makes a way for drills alone, each part in one line of YAML.
    String advice() {
        return "add first to the routes of route: - {receiver: watchkeeper-drill, matchers:"
                + " ['"
                + LABEL
                + "=~\".+\"'], group_by: ["
                + LABEL
                + "], group_wait: 0s, group_interval: 10s}, and to receivers: - {name:"
                + " watchkeeper-drill, "
                + integration()
                + "}";
    }

    private String integration() {
        return switch (receipt.orElse(new Receipt.Webhook("127.0.0.1", 9099))) {
            case Receipt.Webhook w ->
                    "webhook_configs: [{url: 'http://%s:%d/', send_resolved: false}]"
                            .formatted(w.address(), w.port());
            case Receipt.Imap i -> "email_configs: [{to: '%s'}]".formatted(i.user());
            case Receipt.File f ->
                    "email_configs: [{to: 'ADDRESS'}]  # whose mailbox is %s on %s"
                            .formatted(f.path(), f.host());
        };
    }
}
