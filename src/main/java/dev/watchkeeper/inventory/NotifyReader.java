package dev.watchkeeper.inventory;

import dev.watchkeeper.inventory.Channel.LeastSeverity;
import dev.watchkeeper.inventory.Channel.MailSecurity;
import dev.watchkeeper.inventory.Channel.MailServer;
import dev.watchkeeper.inventory.Channel.Way;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads whom the console tells, from a fleet file.
final class NotifyReader {
    private static final List<String> KEYS = List.of("gather", "hold", "channels", "heartbeat");
    private static final List<String> WAYS =
            List.of("desktop", "webhook", "smtp", "alertmanager", "command");
    private static final List<String> CHANNEL =
            List.of(
                    "name",
                    "least",
                    "resolved",
                    "desktop",
                    "webhook",
                    "smtp",
                    "alertmanager",
                    "command",
                    "user",
                    "secret",
                    "ca",
                    "tls",
                    "from",
                    "to");
    private static final List<String> HEARTBEAT =
            List.of("url", "method", "user", "secret", "ca", "every", "file");
    private static final Pattern MAIL =
            Pattern.compile("[A-Za-z0-9._%+=/-]{1,64}@[A-Za-z0-9._-]{1,255}");

    private final Paths paths;
    private final Problems problems;

    NotifyReader(Paths paths, Problems problems) {
        this.paths = paths;
        this.problems = problems;
    }

    Notifications read(Section root) {
        return root.section("notify", KEYS).map(this::notifications).orElse(Notifications.NONE);
    }

    private Notifications notifications(Section s) {
        List<Entry<Channel>> channels =
                s.items("channels").stream()
                        .flatMap(n -> Section.of(n, "a channel", CHANNEL, problems).stream())
                        .flatMap(c -> channel(c).stream())
                        .toList();
        Entry.requireUnique("channel", channels, problems);
        return new Notifications(
                Entry.values(channels),
                s.section("heartbeat", HEARTBEAT).flatMap(this::heartbeat),
                s.duration("gather").orElse(Notifications.GATHER),
                s.duration("hold").orElse(Notifications.HOLD));
    }

    private Optional<Entry<Channel>> channel(Section s) {
        Optional<String> name = s.requiredName("name", "ops-mail");
        LeastSeverity least =
                s.text("least")
                        .flatMap(w -> word(s, "least", w, LeastSeverity.values()))
                        .orElse(LeastSeverity.HIGH);
        boolean resolved = s.flag("resolved");
        Optional<Way> way = way(s);
        return name.map(n ->
                new Entry<>(n, s.at("name"), way.map(w -> new Channel(n, least, resolved, w))));
    }

    private Optional<Way> way(Section s) {
        List<String> given = WAYS.stream().filter(w -> s.value(w).isPresent()).toList();
        if (given.size() != 1) {
            problems.add(s.at("name"), "a channel has one of " + String.join(", ", WAYS), "");
            return Optional.empty();
        }
        return switch (given.getFirst()) {
            case "desktop" -> desktop(s);
            case "webhook" -> web(s, "webhook").map(Channel.Webhook::new);
            case "alertmanager" -> web(s, "alertmanager").map(Channel.Alertmanager::new);
            case "command" -> command(s);
            default -> smtp(s);
        };
    }

    private Optional<Way> desktop(Section s) {
        boolean on = s.flag("desktop");
        if (!on) {
            problems.add(s.at("desktop"), "'desktop' is only ever true", "leave the channel out");
        }
        return on ? Optional.of(new Channel.Desktop()) : Optional.empty();
    }

    private Optional<Way> command(Section s) {
        List<String> line = s.texts("command");
        if (line.isEmpty() || !RenewalReader.isPath(line.getFirst())) {
            problems.add(
                    s.at("command"),
                    "'command' begins with no absolute path",
                    "expected a list such as [/usr/local/bin/page, --team, ops]");
            return Optional.empty();
        }
        return Optional.of(new Channel.Command(line));
    }

    private Optional<WebAccess> web(Section s, String key) {
        Optional<String> user = s.text("user");
        Optional<Path> secret = file(s, "secret");
        Optional<Path> ca = file(s, "ca");
        Optional<URI> url = s.value(key).flatMap(n -> s.addressOf(key, n));
        return url.map(u -> new WebAccess(u, user, secret, ca));
    }

    private Optional<Way> smtp(Section s) {
        MailSecurity security =
                s.text("tls")
                        .flatMap(w -> word(s, "tls", w, MailSecurity.values()))
                        .orElse(MailSecurity.STARTTLS);
        Optional<HostPort> server = s.text("smtp").flatMap(HostPort::parse);
        if (server.isEmpty()) {
            problems.add(s.at("smtp"), "'smtp' names no server", "expected mail.example.org:587");
        }
        if (security == MailSecurity.NONE && server.filter(h -> isLoopback(h.host())).isEmpty()) {
            problems.add(
                    s.at("tls"),
                    "'tls' is none for a server that is not this machine",
                    "expected starttls or tls; without them everybody on the way reads along");
        }
        Optional<String> from = s.text("from").filter(a -> isMail(s, "from", a));
        List<String> to = s.texts("to").stream().filter(a -> isMail(s, "to", a)).toList();
        if (s.value("from").isEmpty() || to.isEmpty()) {
            problems.add(s.at("smtp"), "a mail needs 'from' and 'to'", "to: [ops@example.org]");
        }
        Optional<String> user = s.text("user");
        Optional<Path> secret = file(s, "secret");
        if (user.isPresent() != secret.isPresent()) {
            problems.add(s.at("user"), "'user' and 'secret' go together", "");
        }
        Optional<Path> ca = file(s, "ca");
        return server.flatMap(h ->
                from.map(f ->
                        new Channel.Smtp(
                                new MailServer(
                                        h.host(), h.port().orElse(security.port()), security),
                                f,
                                to,
                                user,
                                secret,
                                ca)));
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.equals("::1")
                || host.matches("127(\\.\\d{1,3}){3}");
    }

    private boolean isMail(Section s, String key, String address) {
        boolean is = MAIL.matcher(address).matches();
        if (!is) {
            problems.add(
                    s.at(key),
                    Section.quoted(key) + " is " + Section.quoted(address),
                    "expected an address such as ops@example.org");
        }
        return is;
    }

    private Optional<Heartbeat> heartbeat(Section s) {
        Optional<WebAccess> url = s.value("url").flatMap(_ -> web(s, "url"));
        Optional<Path> file = file(s, "file");
        if (s.value("url").isEmpty() && s.value("file").isEmpty()) {
            problems.add(s.at("heartbeat"), "'heartbeat' needs 'url' or 'file'", "");
        }
        Optional<String> method = s.text("method");
        if (method.filter(m -> !m.equals("GET") && !m.equals("POST")).isPresent()) {
            problems.add(
                    s.at("method"),
                    "'method' is " + Section.kind(s.at("method")),
                    "expected GET or POST");
        }
        return Optional.of(
                new Heartbeat(
                        url,
                        method.equals(Optional.of("POST")),
                        s.duration("every").orElse(Heartbeat.EVERY),
                        file));
    }

    private Optional<Path> file(Section s, String key) {
        try {
            return s.text(key).map(paths::resolve);
        } catch (InvalidPathException _) {
            problems.add(s.at(key), Section.quoted(key) + " is no file name", "");
            return Optional.empty();
        }
    }

    private <E extends Enum<E>> Optional<E> word(Section s, String key, String word, E[] all) {
        Optional<E> found = Arrays.stream(all).filter(e -> word(e).equals(word)).findFirst();
        if (found.isEmpty()) {
            problems.add(
                    s.at(key),
                    Section.quoted(key) + " is " + Section.quoted(word),
                    "expected one of "
                            + String.join(
                                    ", ", Arrays.stream(all).map(NotifyReader::word).toList()));
        }
        return found;
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
