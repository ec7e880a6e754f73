package dev.watchkeeper.supervision;

/// What a Prometheus and an Alertmanager answer, in the form of versions 2.42 and 0.25.
final class PrometheusAnswers {
    private PrometheusAnswers() {}

    /// @param manager the address of the one that it has found
    static void healthy(ScriptedApi api, String manager) {
        success(
                api,
                "status/runtimeinfo",
                "{\"startTime\": \"2026-05-01T00:00:00Z\", \"reloadConfigSuccess\": true}");
        success(api, "status/buildinfo", "{\"version\": \"2.42.0\"}");
        success(
                api,
                "alertmanagers",
                "{\"activeAlertmanagers\": [{\"url\": \"%s/api/v2/alerts\"}]}".formatted(manager));
        success(api, "rules", RULES);
        success(api, "targets", TARGETS);
        success(api, "query", "{\"resultType\": \"vector\", \"result\": []}");
        query(api, "time()", "[1777896000, \"1777896000\"]");
        query(
                api,
                PrometheusScopes.QUERY,
                """
                [{"metric": {"__name__": "probe_ssl_earliest_cert_expiry", "job": "tls",
                    "instance": "docs.example.org:8443"}, "value": [1, "1"]},
                 {"metric": {"__name__": "node_boot_time_seconds", "job": "linux",
                    "instance": "builder1:9100"}, "value": [1, "1"]}]
                """);
    }

    private static void success(ScriptedApi api, String path, String data) {
        api.on("/api/v1/" + path, "{\"status\": \"success\", \"data\": " + data + "}");
    }

    static void query(ScriptedApi api, String query, String result) {
        success(api, "query?query=" + query, "{\"result\": " + result + "}");
    }

    static void alertmanager(ScriptedApi api) {
        api.on(
                "/api/v2/status",
                """
                {"config": {"original": "%s"}}
                """
                        .formatted(CONFIG.replace("\"", "\\\"").replace("\n", "\\n")));
        api.on("/api/v2/silences", "[]");
        api.on(
                "/api/v2/alerts",
                """
                [{"fingerprint": "f", "labels": {"alertname": "CertificateEnds",
                    "instance": "docs.example.org:8443"}, "receivers": [{"name": "pager"}],
                  "status": {"state": "active", "silencedBy": [], "inhibitedBy": []},
                  "updatedAt": "2026-05-04T11:59:00Z"}]
                """);
        api.on(
                "/metrics",
                """
                # HELP alertmanager_notifications_total The total number.
                alertmanager_notifications_total{integration="webhook"} 10
                alertmanager_notifications_total{integration="email"} 5
                alertmanager_notifications_failed_total{integration="webhook"} 3
                alertmanager_notifications_failed_total{integration="email"} 0
                process_start_time_seconds 1.7778951e+09
                """);
    }

    static final String CONFIG =
            """
            global:
              resolve_timeout: 5m
            route:
              receiver: team
              group_wait: 10s
              routes:
              - receiver: nobody
                match:
                  alertname: Watchdog
              - receiver: pager
                matchers:
                - severity=~"page|critical"
            receivers:
            - name: nobody
            - name: team
              email_configs:
              - to: team@example.org
            - name: pager
              webhook_configs:
              - url: <secret>
            """;

    private static final String RULES =
            """
            {"groups": [{"name": "tls", "file": "tls.yml", "interval": 15,
              "lastEvaluation": "2026-05-04T11:59:50Z", "rules": [
              {"type": "alerting", "name": "Watchdog", "query": "vector(1)", "health": "ok",
               "state": "firing", "labels": {"severity": "none"}, "alerts": []},
              {"type": "alerting", "name": "CertificateEndsSoon", "health": "ok",
               "query": "probe_ssl_earliest_cert_expiry - time() < 86400 * 21",
               "state": "inactive", "labels": {"severity": "warning"}, "alerts": []},
              {"type": "alerting", "name": "CertificateEnds", "health": "ok",
               "query": "(probe_ssl_earliest_cert_expiry{job=~\\"tls|web\\"} - time()) / 86400 < 7",
               "state": "firing", "labels": {"severity": "page"}, "alerts": [
                 {"labels": {"alertname": "CertificateEnds", "severity": "page",
                    "instance": "docs.example.org:8443", "job": "tls"},
                  "annotations": {"summary": "ends in 3 days"}, "state": "firing",
                  "activeAt": "2026-05-04T10:00:00Z"}]},
              {"type": "alerting", "name": "NodeDown", "health": "ok",
               "query": "up{job=\\"linux\\"} == 0", "state": "inactive",
               "labels": {"severity": "page"}, "alerts": []}]}]}
            """;

    private static final String TARGETS =
            """
            {"activeTargets": [
              {"labels": {"job": "tls", "instance": "docs.example.org:8443"},
               "scrapeUrl": "http://b:9115/probe?module=tcp_tls&target=docs.example.org%3A8443",
               "health": "up", "lastError": "", "lastScrape": "2026-05-04T11:59:55Z",
               "scrapeInterval": "15s"},
              {"labels": {"job": "linux", "instance": "builder1:9100"},
               "scrapeUrl": "http://builder1:9100/metrics", "health": "up", "lastError": "",
               "lastScrape": "2026-05-04T11:59:40Z", "scrapeInterval": "1m"},
              {"labels": {"job": "postgres", "instance": "db.example.org:9187"},
               "scrapeUrl": "http://db.example.org:9187/metrics", "health": "up",
               "lastError": "", "lastScrape": "0001-01-01T00:00:00Z", "scrapeInterval": "1m"}]}
            """;
}
