package dev.watchkeeper.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/// Debian's prometheus, prometheus-alertmanager and prometheus-blackbox-exporter on loopback ports,
/// with everything once a second.
final class LabPrometheus implements AutoCloseable {
    private final Path folder;
    private final int port = LabServer.freePort();
    private final LabServer blackbox;
    private final LabServer alertmanager;
    private final LabServer prometheus;

    /// @param probed `name:port` that is probed by TLS, and its authority's PEM file
    /// @param node `address:port` of a node_exporter
    /// @param routes below the root, and receivers, of the Alertmanager
    LabPrometheus(Path folder, String probed, String node, String routes) throws Exception {
        this(folder, probed, node, routes, List.of(), WATCHDOG + EXPIRY);
    }

    /// @param before words that come before the command of Prometheus
    /// @param rules of its one group
    LabPrometheus(
            Path folder,
            String probed,
            String node,
            String routes,
            List<String> before,
            String rules)
            throws Exception {
        this.folder = folder;
        blackbox = blackbox();
        alertmanager = alertmanager(routes);
        managers("'127.0.0.1:" + alertmanager.port() + "'");
        write("rules.yml", "groups: [{name: lab, rules: [" + rules + "]}]\n");
        Files.createDirectories(folder.resolve("rules.d"));
        Files.createDirectories(folder.resolve("tsdb"));
        configure(probed, node);
        prometheus =
                LabServer.start(
                        words(
                                before,
                                "prometheus",
                                "--config.file=" + folder.resolve("prometheus.yml"),
                                "--storage.tsdb.path=" + folder.resolve("tsdb"),
                                "--rules.alert.resend-delay=1s",
                                "--web.listen-address=127.0.0.1:" + port),
                        "127.0.0.1",
                        port);
    }

    private void configure(String probed, String node) throws IOException {
        write(
                "prometheus.yml",
                """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                alerting: {alertmanagers: [{file_sd_configs: [{files: [managers.yml]}]}]}
                rule_files:
                  - rules.yml
                  - rules.d/*.yml
                scrape_configs:
                  - {job_name: prometheus, static_configs: [{targets: ['127.0.0.1:%d']}]}
                  - {job_name: alertmanager, static_configs: [{targets: ['127.0.0.1:%d']}]}
                  - job_name: tls
                    metrics_path: /probe
                    params: {module: [tcp_tls]}
                    static_configs: [{targets: ['%s']}]
                    relabel_configs:
                      - {source_labels: [__address__], target_label: __param_target}
                      - {source_labels: [__param_target], target_label: instance}
                      - {target_label: __address__, replacement: '127.0.0.1:%d'}
                  - {job_name: node, static_configs: [{targets: ['%s']}]}
                """
                        .formatted(port, alertmanager.port(), probed, blackbox.port(), node));
    }

    static final String WATCHDOG = "{alert: Watchdog, expr: vector(1), labels: {severity: none}}";

    private static final String EXPIRY =
            ", {alert: CertificateEnds, expr: 'probe_ssl_earliest_cert_expiry{job=\"tls\"} - time()"
                    + " < 86400 * 21', labels: {severity: page}}";

    private static List<String> words(List<String> before, String... words) {
        return Stream.concat(before.stream(), Stream.of(words)).toList();
    }

    private LabServer blackbox() throws Exception {
        int at = LabServer.freePort();
        write(
                "blackbox.yml",
                """
                modules:
                  tcp_tls: {prober: tcp, timeout: 1s, tcp: {preferred_ip_protocol: ip4, tls: true, tls_config: {insecure_skip_verify: true}}}
                """);
        return LabServer.start(
                List.of(
                        "prometheus-blackbox-exporter",
                        "--config.file=" + folder.resolve("blackbox.yml"),
                        "--web.listen-address=127.0.0.1:" + at),
                "127.0.0.1",
                at);
    }

    private LabServer alertmanager(String routes) throws Exception {
        int at = LabServer.freePort();
        write(
                "alertmanager.yml",
                """
                route:
                  receiver: team
                  group_by: ['...']
                  group_wait: 0s
                  group_interval: 1s
                """
                        + routes);
        return LabServer.start(
                List.of(
                        "prometheus-alertmanager",
                        "--config.file=" + folder.resolve("alertmanager.yml"),
                        "--storage.path=" + folder.resolve("alertmanager"),
                        "--cluster.listen-address=",
                        "--web.listen-address=127.0.0.1:" + at),
                "127.0.0.1",
                at);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    /// Which Alertmanagers Prometheus finds, as a YAML list.
    void managers(String targets) throws IOException {
        write("managers.new", "[{targets: [" + targets + "]}]");
        Files.move(
                folder.resolve("managers.new"),
                folder.resolve("managers.yml"),
                StandardCopyOption.ATOMIC_MOVE);
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    String alertmanagerUrl() {
        return "http://127.0.0.1:" + alertmanager.port();
    }

    void stopAlertmanager() {
        alertmanager.close();
    }

    /// Stops Prometheus as `kill -STOP` does, or lets it go on.
    void signal(String signal) throws Exception {
        new ProcessBuilder("kill", "-" + signal, Long.toString(prometheus.process().pid()))
                .start()
                .waitFor();
    }

    @Override
    public void close() {
        prometheus.process().destroyForcibly();
        prometheus.close();
        alertmanager.close();
        blackbox.close();
    }
}
