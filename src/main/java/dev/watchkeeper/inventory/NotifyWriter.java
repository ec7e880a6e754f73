package dev.watchkeeper.inventory;

import java.util.ArrayList;
import java.util.List;

/// Writes whom the console tells, as [FleetWriter] does.
final class NotifyWriter {
    private NotifyWriter() {}

    static String yaml(Notifications all) {
        if (all.equals(Notifications.NONE)) {
            return "";
        }
        var text = new StringBuilder("notify:\n");
        if (!all.gather().equals(Notifications.GATHER)) {
            text.append("  gather: ").append(Amounts.text(all.gather())).append('\n');
        }
        if (!all.hold().equals(Notifications.HOLD)) {
            text.append("  hold: ").append(Amounts.text(all.hold())).append('\n');
        }
        if (!all.channels().isEmpty()) {
            text.append("  channels:\n");
            all.channels()
                    .forEach(c -> text.append("    - ").append(flow(channel(c))).append('\n'));
        }
        all.heartbeat()
                .ifPresent(
                        h -> text.append("  heartbeat: ").append(flow(heartbeat(h))).append('\n'));
        return text.toString();
    }

    private static String flow(List<String> entries) {
        return "{" + String.join(", ", entries) + "}";
    }

    private static List<String> channel(Channel channel) {
        var entries = new ArrayList<String>();
        entries.add("name: " + FleetWriter.scalar(channel.name()));
        if (channel.least() != Channel.LeastSeverity.HIGH) {
            entries.add("least: " + NotifyReader.word(channel.least()));
        }
        if (channel.resolved()) {
            entries.add("resolved: true");
        }
        switch (channel.way()) {
            case Channel.Desktop() -> entries.add("desktop: true");
            case Channel.Webhook(var web) -> web("webhook", web, entries);
            case Channel.Alertmanager(var web) -> web("alertmanager", web, entries);
            case Channel.Command(var line) -> entries.add("command: " + FleetWriter.flow(line));
            case Channel.Smtp smtp -> smtp(smtp, entries);
        }
        return entries;
    }

    private static void web(String key, WebAccess web, List<String> entries) {
        entries.add(key + ": " + FleetWriter.scalar(web.url().toString()));
        web.user().ifPresent(u -> entries.add("user: " + FleetWriter.scalar(u)));
        web.secret().ifPresent(p -> entries.add("secret: " + FleetWriter.scalar(p.toString())));
        web.ca().ifPresent(p -> entries.add("ca: " + FleetWriter.scalar(p.toString())));
    }

    private static void smtp(Channel.Smtp smtp, List<String> entries) {
        Channel.MailServer server = smtp.server();
        String host = server.host().contains(":") ? "[" + server.host() + "]" : server.host();
        entries.add("smtp: " + FleetWriter.scalar(host + ":" + server.port()));
        if (server.security() != Channel.MailSecurity.STARTTLS) {
            entries.add("tls: " + server.security().label());
        }
        entries.add("from: " + FleetWriter.scalar(smtp.from()));
        entries.add("to: " + FleetWriter.flow(smtp.to()));
        smtp.user().ifPresent(u -> entries.add("user: " + FleetWriter.scalar(u)));
        smtp.secret().ifPresent(p -> entries.add("secret: " + FleetWriter.scalar(p.toString())));
        smtp.ca().ifPresent(p -> entries.add("ca: " + FleetWriter.scalar(p.toString())));
    }

    private static List<String> heartbeat(Heartbeat heartbeat) {
        var entries = new ArrayList<String>();
        heartbeat.url().ifPresent(w -> web("url", w, entries));
        if (heartbeat.post()) {
            entries.add("method: POST");
        }
        if (!heartbeat.every().equals(Heartbeat.EVERY)) {
            entries.add("every: " + Amounts.text(heartbeat.every()));
        }
        heartbeat.file().ifPresent(p -> entries.add("file: " + FleetWriter.scalar(p.toString())));
        return entries;
    }
}
