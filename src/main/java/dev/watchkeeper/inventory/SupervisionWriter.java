package dev.watchkeeper.inventory;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes the supervision systems of a fleet, as [FleetWriter] does.
final class SupervisionWriter {
    private final StringBuilder text = new StringBuilder();

    private SupervisionWriter() {}

    static String yaml(List<Supervision> all) {
        var writer = new SupervisionWriter();
        if (!all.isEmpty()) {
            writer.text.append("supervision:\n");
            all.forEach(writer::supervision);
        }
        return writer.text.toString();
    }

    private void supervision(Supervision s) {
        text.append("  - name: ").append(FleetWriter.scalar(s.name())).append('\n');
        key("kind", s.kind().label());
        s.host().ifPresent(h -> key("host", FleetWriter.scalar(h)));
        s.web().ifPresent(this::web);
        if (!s.alertmanagers().isEmpty()) {
            key(
                    "alertmanagers",
                    FleetWriter.flow(s.alertmanagers().stream().map(URI::toString).toList()));
        }
        if (!s.config().equals(s.kind().config())) {
            key("config", FleetWriter.scalar(s.config()));
        }
        if (!s.restart().isEmpty()) {
            key("restart", FleetWriter.flow(s.restart()));
        }
        List<String> drill = drill(s.drill());
        if (!drill.isEmpty()) {
            key("drill", "{" + String.join(", ", drill) + "}");
        }
    }

    private void web(WebAccess web) {
        key("url", FleetWriter.scalar(web.url().toString()));
        web.user().ifPresent(u -> key("user", FleetWriter.scalar(u)));
        web.secret().ifPresent(p -> key("secret", FleetWriter.scalar(p.toString())));
        web.ca().ifPresent(p -> key("ca", FleetWriter.scalar(p.toString())));
    }

    private static List<String> drill(DrillPolicy drill) {
        DrillPolicy base = DrillPolicy.DEFAULT;
        var entries = new ArrayList<String>();
        if (!drill.canary().equals(base.canary())) {
            entries.add("canary: " + FleetWriter.scalar(drill.canary()));
        }
        drill.every().ifPresent(e -> entries.add("every: " + Amounts.text(e)));
        if (!drill.provenFor().equals(base.provenFor())) {
            entries.add("proven-for: " + Amounts.text(drill.provenFor()));
        }
        if (!drill.within().equals(base.within())) {
            entries.add("within: " + Amounts.text(drill.within()));
        }
        if (drill.pages()) {
            entries.add("pages: true");
        }
        Optional<Receipt> receipt = drill.receipt();
        receipt.ifPresent(r -> entries.add("receipt: {" + receipt(r) + "}"));
        return entries;
    }

    private static String receipt(Receipt receipt) {
        return switch (receipt) {
            case Receipt.File(var host, var path) ->
                    "file: %s, host: %s"
                            .formatted(FleetWriter.scalar(path), FleetWriter.scalar(host));
            case Receipt.Imap(var server, var port, var user, var secret, var folder) ->
                    "imap: %s, user: %s, secret: %s, folder: %s"
                            .formatted(
                                    FleetWriter.scalar(address(server, port)),
                                    FleetWriter.scalar(user),
                                    FleetWriter.scalar(secret.toString()),
                                    FleetWriter.scalar(folder));
            case Receipt.Webhook(var address, var port) ->
                    "webhook: " + FleetWriter.scalar(address(address, port));
        };
    }

    private static String address(String host, int port) {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }

    private void key(String key, Object value) {
        text.append("    ").append(key).append(": ").append(value).append('\n');
    }
}
