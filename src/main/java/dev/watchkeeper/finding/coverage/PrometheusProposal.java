package dev.watchkeeper.finding.coverage;

import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.supervision.Check;
import dev.watchkeeper.supervision.Scope.What;
import dev.watchkeeper.tls.TlsTarget;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A rule for Prometheus that closes a gap, and where nothing is scraped yet, what is to be
/// scraped.
final class PrometheusProposal {
    private static final Pattern INSTANCE = Pattern.compile("[A-Za-z0-9._:/\\[\\]-]+");

    private final Wanted wanted;

    PrometheusProposal(Wanted wanted) {
        this.wanted = wanted;
    }

    Proposal proposal() {
        return switch (wanted.row().subject()) {
            case Subject.OfEndpoint(var endpoint) -> endpoint(endpoint);
            case Subject.OfHost(var host) ->
                    wanted.proposal(
                            rule(
                                    "HostHangs",
                                    "up{instance=~\"%s(:.*)?\"} == 0 or node_procs_blocked{instance=~\"%s(:.*)?\"} > 5"
                                            .formatted(escaped(host.name()), escaped(host.name())),
                                    "10m",
                                    host.name()),
                            List.of("HostHangs " + host.name()),
                            scraped()
                                    ? Optional.empty()
                                    : Optional.of("node_exporter of it is not scraped yet"));
        };
    }

    private Proposal endpoint(TlsEndpoint endpoint) {
        String alert = "CertificateExpires " + endpoint.id();
        String expression =
                "min by (instance) (probe_ssl_earliest_cert_expiry{instance=~\"%s\"})"
                                .formatted(instances(endpoint))
                        + " - time() < 86400 * "
                        + wanted.warnDays();
        String rule = rule(alert, expression, "15m", endpoint.id());
        boolean scraped = scraped();
        return wanted.proposal(
                scraped ? rule : scrape(endpoint) + rule,
                List.of(alert),
                scraped
                        ? Optional.empty()
                        : Optional.of(
                                "a scrape job is to be added to its main configuration file"));
    }

    private boolean scraped() {
        return own().findAny().isPresent();
    }

    private Stream<Check> own() {
        return wanted.row().covers().stream()
                .filter(c -> c.supervision().name().equals(wanted.observed().supervision().name()))
                .map(Cover::check)
                .filter(c -> c.scope().what() != What.OTHER);
    }

    /// What is probed already, under the names that it has there.
    private String instances(TlsEndpoint endpoint) {
        List<String> probed =
                own().map(Check::host)
                        .filter(h -> INSTANCE.matcher(h).matches())
                        .map(PrometheusProposal::escaped)
                        .distinct()
                        .sorted()
                        .toList();
        return probed.isEmpty()
                ? "(https://)?%s(:.*|/.*)?".formatted(escaped(endpoint.name()))
                : String.join("|", probed);
    }

    private String scrape(TlsEndpoint endpoint) {
        List<TlsTarget> targets = wanted.addresses().targets(endpoint);
        String addresses =
                targets.isEmpty()
                        ? "\"" + endpoint.id() + "\""
                        : String.join(
                                ", ",
                                targets.stream()
                                        .map(t -> "\"%s:%d\"".formatted(t.address(), t.port()))
                                        .toList());
        return """
        # prometheus.yml, under scrape_configs; blackbox.yml needs the module tls_%s with
        # prober: tcp, tcp: {tls: true, tls_config: {server_name: %s}}
        #   - job_name: "certificate %s"
        #     metrics_path: /probe
        #     params: {module: [tls_%s]}
        #     static_configs: [{targets: [%s]}]
        #     relabel_configs:
        #       - {source_labels: [__address__], target_label: __param_target}
        #       - {source_labels: [__param_target], target_label: address}
        #       - {target_label: instance, replacement: "%s"}
        #       - {target_label: __address__, replacement: "127.0.0.1:9115"}
        """
                .formatted(
                        endpoint.name(),
                        endpoint.name(),
                        endpoint.id(),
                        endpoint.name(),
                        addresses,
                        endpoint.id());
    }

    private static String rule(String alert, String expression, String lasting, String subject) {
        return """
        groups:
          - name: "watchkeeper %s"
            rules:
              - alert: "%s"
                expr: '%s'
                for: %s
                labels: {severity: critical}
                annotations: {summary: "%s"}
        """
                .formatted(subject, alert, expression, lasting, alert);
    }

    /// In a regular expression in a string of a query.
    private static String escaped(String name) {
        return name.replace(".", "\\\\.").replace("[", "\\\\[").replace("]", "\\\\]");
    }
}
