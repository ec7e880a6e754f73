package dev.watchkeeper.inventory;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads the supervision systems of a fleet file.
final class SupervisionReader {
    private static final List<String> KEYS =
            List.of(
                    "name",
                    "kind",
                    "host",
                    "url",
                    "user",
                    "secret",
                    "ca",
                    "alertmanagers",
                    "config",
                    "restart",
                    "drill");
    private static final List<String> DRILL =
            List.of("canary", "every", "proven-for", "within", "pages", "receipt");
    private static final List<String> RECEIPT =
            List.of("file", "host", "imap", "user", "secret", "folder", "webhook");
    private static final List<String> KINDS =
            Arrays.stream(SupervisionKind.values()).map(SupervisionKind::label).toList();

    private final References references;
    private final Paths paths;
    private final Problems problems;

    SupervisionReader(References references, Paths paths, Problems problems) {
        this.references = references;
        this.paths = paths;
        this.problems = problems;
    }

    List<Entry<Supervision>> read(Section root) {
        List<Entry<Supervision>> entries =
                root.items("supervision").stream()
                        .flatMap(n -> Section.of(n, "a supervision", KEYS, problems).stream())
                        .flatMap(s -> entry(s).stream())
                        .toList();
        Entry.requireUnique("supervision", entries, problems);
        return entries;
    }

    private Optional<Entry<Supervision>> entry(Section s) {
        Optional<String> name = s.requiredName("name", "nagios");
        Optional<SupervisionKind> kind = kind(s);
        Optional<String> host = s.name("host").flatMap(h -> references.host(h, s.at("host")));
        Optional<WebAccess> web = web(s);
        List<URI> managers =
                s.items("alertmanagers").stream()
                        .flatMap(n -> s.addressOf("alertmanagers", n).stream())
                        .toList();
        Optional<String> config = s.path("config");
        List<String> restart = s.texts("restart");
        DrillPolicy drill = drill(s, kind, host);
        kind.ifPresent(k -> require(s, k));
        boolean known =
                kind.map(k -> k.isAskedOverHttp() ? web.isPresent() : host.isPresent())
                        .orElse(false);
        Optional<Supervision> value =
                name.filter(_ -> known)
                        .flatMap(n ->
                                kind.map(k ->
                                        new Supervision(
                                                n,
                                                k,
                                                host,
                                                web,
                                                managers,
                                                config.orElse(k.config()),
                                                restart,
                                                drill)));
        return name.map(n -> new Entry<>(n, s.at("name"), value));
    }

    private Optional<SupervisionKind> kind(Section s) {
        if (s.value("kind").isEmpty()) {
            problems.add(s.at("kind"), "has no 'kind'", "expected kind: " + KINDS.getFirst());
            return Optional.empty();
        }
        Optional<String> word = s.text("kind");
        Optional<SupervisionKind> kind =
                word.flatMap(w ->
                        Arrays.stream(SupervisionKind.values())
                                .filter(k -> k.label().equals(w))
                                .findFirst());
        if (word.isPresent() && kind.isEmpty()) {
            String near = Nearest.question(word.get(), KINDS);
            problems.add(
                    s.at("kind"),
                    "'kind' is " + Section.quoted(word.get()),
                    near.isEmpty() ? "expected one of " + String.join(", ", KINDS) : near);
        }
        return kind;
    }

    private void require(Section s, SupervisionKind kind) {
        if (kind.isAskedOverHttp() && s.value("url").isEmpty()) {
            problems.add(s.at("kind"), "has no 'url'", "expected the address of its API");
        }
        if (!kind.isAskedOverHttp() && s.value("host").isEmpty()) {
            problems.add(s.at("kind"), "has no 'host'", "expected the name of a host of this file");
        }
        if (kind != SupervisionKind.PROMETHEUS && s.value("alertmanagers").isPresent()) {
            problems.add(s.at("alertmanagers"), "only Prometheus has 'alertmanagers'", "");
        }
    }

    private Optional<WebAccess> web(Section s) {
        Optional<String> user = s.text("user");
        Optional<Path> secret = file(s, "secret");
        Optional<Path> ca = file(s, "ca");
        return s.value("url")
                .flatMap(n -> s.addressOf("url", n))
                .map(url -> new WebAccess(url, user, secret, ca));
    }

    private Optional<Path> file(Section s, String key) {
        try {
            return s.text(key).map(paths::resolve);
        } catch (InvalidPathException _) {
            problems.add(s.at(key), Section.quoted(key) + " is no file name", "");
            return Optional.empty();
        }
    }

    private DrillPolicy drill(Section s, Optional<SupervisionKind> kind, Optional<String> host) {
        DrillPolicy base = DrillPolicy.DEFAULT;
        return s.section("drill", DRILL)
                .map(d ->
                        new DrillPolicy(
                                canary(d, kind),
                                d.duration("every"),
                                d.duration("proven-for").orElse(base.provenFor()),
                                d.duration("within").filter(this::isSome).orElse(base.within()),
                                d.flag("pages"),
                                d.section("receipt", RECEIPT).flatMap(r -> receipt(r, host))))
                .orElse(base);
    }

    private boolean isSome(Duration duration) {
        return duration.isPositive();
    }

    private String canary(Section d, Optional<SupervisionKind> kind) {
        Optional<String> canary = d.name("canary");
        boolean wantsHost = !kind.equals(Optional.of(SupervisionKind.PROMETHEUS));
        if (canary.isPresent() && wantsHost && !canary.get().matches("[^/;]+/[^/;]+")) {
            problems.add(
                    d.at("canary"),
                    "'canary' is " + Section.quoted(canary.get()),
                    "expected a host and a service such as " + DrillPolicy.CANARY);
            return DrillPolicy.CANARY;
        }
        return canary.orElse(DrillPolicy.CANARY);
    }

    private Optional<Receipt> receipt(Section r, Optional<String> host) {
        long ways =
                List.of("file", "imap", "webhook").stream()
                        .filter(k -> r.value(k).isPresent())
                        .count();
        if (ways != 1) {
            problems.add(r.at("receipt"), "a receipt has one of 'file', 'imap', 'webhook'", "");
            return Optional.empty();
        }
        if (r.value("file").isPresent()) {
            Optional<String> on =
                    r.name("host").flatMap(h -> references.host(h, r.at("host"))).or(() -> host);
            if (on.isEmpty()) {
                problems.add(r.at("file"), "'file' is on no host", "expected host: mail1");
            }
            return on.flatMap(h -> r.path("file").map(f -> new Receipt.File(h, f)));
        }
        if (r.value("webhook").isPresent()) {
            return server(r, "webhook")
                    .map(s -> new Receipt.Webhook(s.host(), s.port().orElse(9099)));
        }
        return imap(r);
    }

    private Optional<Receipt> imap(Section r) {
        Optional<String> user = r.text("user");
        Optional<Path> secret = file(r, "secret");
        if (user.isEmpty() || secret.isEmpty()) {
            problems.add(
                    r.at("imap"),
                    "'imap' needs 'user' and 'secret'",
                    "secret: a file whose first line is the password");
        }
        String folder = r.text("folder").orElse("INBOX");
        return server(r, "imap")
                .flatMap(s ->
                        user.flatMap(u ->
                                secret.map(p ->
                                        new Receipt.Imap(
                                                s.host(), s.port().orElse(993), u, p, folder))));
    }

    private Optional<HostPort> server(Section r, String key) {
        Optional<HostPort> server = r.text(key).flatMap(HostPort::parse);
        if (server.isEmpty()) {
            problems.add(
                    r.at(key),
                    Section.quoted(key) + " is " + Section.kind(r.at(key)),
                    "expected a name or an address, with a port such as 127.0.0.1:9099");
        }
        return server;
    }
}
