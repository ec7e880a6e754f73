package dev.watchkeeper.notify;

import dev.watchkeeper.finding.Severity;
import dev.watchkeeper.inventory.Channel;
import dev.watchkeeper.inventory.WebAccess;

import java.time.InstantSource;
import java.util.Optional;

/// Makes what delivers on a channel.
final class Senders {
    private final Trust trust;
    private final Optional<DesktopNotices> desktop;
    private final InstantSource clock;

    Senders(Trust trust, Optional<DesktopNotices> desktop, InstantSource clock) {
        this.trust = trust;
        this.desktop = desktop;
        this.clock = clock;
    }

    /// Empty for a desktop where there is none.
    Optional<Sender> of(Channel channel) {
        return switch (channel.way()) {
            case Channel.Desktop() ->
                    desktop.map(d ->
                            n -> d.show(NoticeText.subject(n), NoticeText.body(n), isUrgent(n)));
            case Channel.Webhook(var web) -> {
                var sending = new WebSending(web, trust);
                yield Optional.of(n -> sending.post("", NoticeJson.write(n), Optional.of(n.id())));
            }
            case Channel.Alertmanager(var web) -> Optional.of(alerts(web));
            case Channel.Command(var line) -> Optional.of(new CommandSender(line));
            case Channel.Smtp smtp -> Optional.of(new SmtpSender(smtp, trust));
        };
    }

    private AlertSender alerts(WebAccess web) {
        return new AlertSender(new WebSending(web, trust), clock);
    }

    private static boolean isUrgent(Notice notice) {
        return notice.changes().stream()
                .anyMatch(c ->
                        c.event() != Change.Event.RESOLVED && c.severity() == Severity.CRITICAL);
    }
}
