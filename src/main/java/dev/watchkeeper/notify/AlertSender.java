package dev.watchkeeper.notify;

import dev.watchkeeper.finding.Severity;
import dev.watchkeeper.notify.Change.Event;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Posts alerts to an Alertmanager (its API v2, `POST /api/v2/alerts`): one for each cause. An
/// alert lapses by itself unless it is posted again, so that it does not outlive this console by
/// much.
final class AlertSender implements Sender {
    private static final Duration LASTS = Duration.ofMinutes(5);
    private static final String PATH = "/api/v2/alerts";

    private final WebSending web;
    private final InstantSource clock;

    AlertSender(WebSending web, InstantSource clock) {
        this.web = web;
        this.clock = clock;
    }

    @Override
    public void send(Notice notice) throws Exception {
        post(notice.changes(), notice.console());
    }

    /// Posts again what is open.
    void refresh(List<Change> open, String console) throws Exception {
        if (!open.isEmpty()) {
            post(open, console);
        }
    }

    private void post(List<Change> changes, String console) throws Exception {
        Instant at = clock.instant();
        var alerts = new ArrayList<Map<String, Object>>();
        for (Change c : changes) {
            // Another severity is another alert there: the one before is over.
            c.before().ifPresent(b -> alerts.add(alert(c, b, console, at)));
            Instant ends = c.event() == Event.RESOLVED ? at : at.plus(LASTS);
            alerts.add(alert(c, c.severity(), console, ends));
        }
        web.post(PATH, NoticeJson.anything(alerts), Optional.empty());
    }

    private static Map<String, Object> alert(
            Change c, Severity severity, String console, Instant ends) {
        var labels = new LinkedHashMap<String, String>();
        labels.put("alertname", c.kind());
        labels.put("finding", c.key());
        labels.put("severity", severity.label());
        labels.put("console", console);
        var annotations = new LinkedHashMap<String, String>();
        annotations.put("summary", c.title());
        annotations.put("description", description(c));
        var alert = new LinkedHashMap<String, Object>();
        alert.put("labels", labels);
        alert.put("annotations", annotations);
        // An alert cannot end before it began.
        alert.put("startsAt", (c.since().isAfter(ends) ? ends : c.since()).toString());
        alert.put("endsAt", ends.toString());
        return alert;
    }

    private static String description(Change c) {
        return c.symptomCount() == 0
                ? c.impact()
                : c.impact() + " " + c.symptomCount() + " more findings come of it.";
    }
}
