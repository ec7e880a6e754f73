package dev.watchkeeper.demo;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Shows a simulated Nagios in the rows that `supervision`'s scripts print.
final class NagiosPortrait {
    private static final String FIELD = "\u001f";
    private static final String VAR = "/var/lib/nagios4/";
    private static final int SIZE = 41_288;

    private final NagiosQuestion question;
    private final SimulatedHost host;
    private final SimulatedNagios.Status status;
    private final StringBuilder text = new StringBuilder();

    NagiosPortrait(NagiosQuestion question, SimulatedHost host, SimulatedNagios.Status status) {
        this.question = question;
        this.host = host;
        this.status = status;
    }

    NagiosPortrait row(String tag, Object... fields) {
        text.append(question.text("nonce")).append(' ').append(tag).append(' ');
        text.append(String.join(FIELD, List.of(fields).stream().map(String::valueOf).toList()));
        text.append('\n');
        return this;
    }

    String end() {
        row("end");
        return text.toString();
    }

    /// The answer to `nagios-observe`, but the log.
    NagiosPortrait observed() {
        row("begin", 1);
        clock();
        file("config", question.text("config"), host.identity().bootedAt());
        row("cfg", "status_file", VAR + "status.dat");
        row("cfg", "object_cache_file", VAR + "objects.cache");
        row("cfg", "command_file", VAR + "rw/nagios.cmd");
        row("cfg", "log_file", SimulatedNagios.LOG);
        row("cfg", "interval_length", 60);
        row("cfg", "check_external_commands", 1);
        row("user", 1, "/usr/lib/nagios/plugins");
        file("objects", VAR + "objects.cache", status.started());
        status.objects().forEach(this::object);
        status.notifying().forEach(n -> row("prog", n, "/usr/bin/printf", "ok"));
        file("status", VAR + "status.dat", status.written());
        state();
        process("status");
        process("lock");
        return this;
    }

    NagiosPortrait clock() {
        return row("clock", host.now().getEpochSecond());
    }

    Instant written() {
        return status.written();
    }

    private void file(String kind, String path, Instant changed) {
        row("file", kind, path, "ok", changed.getEpochSecond(), SIZE, "nagios");
    }

    private void object(NagiosObject object) {
        Map<String, String> directives = object.directives();
        if (object.type().equals("timeperiod") && directives.size() > 2) {
            block("objects", "timeperiod", with(directives, Map.of("ranges", "7")));
        } else {
            block("objects", object.type(), directives);
        }
    }

    private static Map<String, String> with(Map<String, String> some, Map<String, String> more) {
        var all = new java.util.HashMap<>(some);
        all.putAll(more);
        return all;
    }

    private void state() {
        String written = String.valueOf(status.written().getEpochSecond());
        block("status", "info", Map.of("created", written, "version", "4.4.6"));
        block(
                "status",
                "programstatus",
                Map.of(
                        "nagios_pid", String.valueOf(status.pid()),
                        "program_start", String.valueOf(status.started().getEpochSecond()),
                        "enable_notifications", "1",
                        "active_service_checks_enabled", "1",
                        "active_host_checks_enabled", "1"));
        for (Map<String, String> check : status.checks()) {
            boolean service = !check.getOrDefault("service_description", "").isEmpty();
            block("status", service ? "servicestatus" : "hoststatus", check);
        }
    }

    private void process(String source) {
        host.process(status.pid())
                .ifPresentOrElse(
                        p ->
                                row(
                                        "proc",
                                        source,
                                        p.pid(),
                                        p.state(),
                                        p.started().getEpochSecond(),
                                        p.command()),
                        () -> row("proc", source, status.pid(), "gone", 0, ""));
    }

    /// What is wanted of a block, in the order in which the question names it: `TYPE:KEY,KEY
    /// TYPE:KEY`.
    private void block(String file, String type, Map<String, String> values) {
        for (String wanted : question.text(file).split(" ", -1)) {
            if (wanted.startsWith(type + ":")) {
                String[] keys = wanted.substring(type.length() + 1).split(",", -1);
                Object[] fields = new Object[keys.length + 1];
                fields[0] = type;
                for (int i = 0; i < keys.length; i++) {
                    fields[i + 1] = values.getOrDefault(keys[i], "");
                }
                row("b", fields);
            }
        }
    }
}
