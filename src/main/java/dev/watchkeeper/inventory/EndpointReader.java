package dev.watchkeeper.inventory;

import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Reads the endpoints of a fleet file.
final class EndpointReader {
    static final int HTTPS = 443;
    private static final List<String> KEYS =
            List.of(
                    "name",
                    "port",
                    "starttls",
                    "backends",
                    "addresses",
                    "owner",
                    "renewal-note",
                    "thresholds",
                    SourceReader.KEY);
    private static final List<String> BACKEND = List.of("label", "address", "port");
    private static final String BACKEND_FORM =
            "expected an address such as 192.0.2.1 or [2001:db8::1]:8443";

    private final CertificateThresholds thresholds;
    private final SourceReader sources;
    private final Problems problems;

    EndpointReader(CertificateThresholds thresholds, SourceReader sources, Problems problems) {
        this.thresholds = thresholds;
        this.sources = sources;
        this.problems = problems;
    }

    /// Entries named by [TlsEndpoint#id()].
    List<Entry<TlsEndpoint>> read(Section root) {
        List<Entry<TlsEndpoint>> entries =
                root.items("endpoints").stream().flatMap(n -> entry(n).stream()).toList();
        Entry.requireUnique("endpoint", entries, problems);
        return entries;
    }

    private Optional<Entry<TlsEndpoint>> entry(Node node) {
        return node instanceof ScalarNode scalar
                ? shorthand(scalar)
                : Section.of(node, "an endpoint", KEYS, problems).flatMap(this::entry);
    }

    private Optional<Entry<TlsEndpoint>> shorthand(ScalarNode node) {
        Optional<TlsEndpoint> endpoint =
                HostPort.parse(node.getValue())
                        .map(h -> TlsEndpoint.of(h.host(), h.port().orElse(HTTPS)));
        if (endpoint.isEmpty()) {
            problems.add(
                    node,
                    "endpoint is " + Section.kind(node),
                    "expected a name such as docs.example.org or docs.example.org:8443");
        }
        return endpoint.map(e -> new Entry<>(e.id(), node, Optional.of(e)));
    }

    private Optional<Entry<TlsEndpoint>> entry(Section s) {
        OptionalInt given = s.port("port");
        boolean portIsWrong = s.value("port").isPresent() && given.isEmpty();
        Optional<StartTls> startTls = portIsWrong ? Optional.empty() : startTls(s, given);
        int port = given.orElse(startTls.map(StartTls::port).orElse(HTTPS));
        Optional<String> name =
                s.requiredName("name", "docs.example.org").filter(n -> isBare(n, s.at("name")));
        List<Backend> backends = backends(s, port);
        Optional<String> owner = s.text("owner");
        Optional<String> note = s.text("renewal-note");
        Optional<CertificateThresholds> own =
                s.value("thresholds")
                        .map(_ -> ThresholdReader.certificates(s, "thresholds", thresholds));
        Optional<Source> source = sources.read(s);
        return name.map(n -> new TlsEndpoint(n, port, backends, owner, note, own, startTls, source))
                .map(e -> entry(e, s.at("name"), portIsWrong));
    }

    private Optional<StartTls> startTls(Section s, OptionalInt port) {
        Optional<String> text = s.text("starttls");
        Optional<StartTls> chosen = text.flatMap(t -> StartTls.chosen(t, port));
        if (text.isPresent() && chosen.isEmpty()) {
            String near = Nearest.question(text.get(), StartTls.words());
            problems.add(
                    s.at("starttls"),
                    "'starttls' is " + Section.quoted(text.get()),
                    near.isEmpty() ? StartTls.expected(text.get()) : near);
        }
        return chosen;
    }

    private static Entry<TlsEndpoint> entry(TlsEndpoint endpoint, Node at, boolean incomplete) {
        return new Entry<>(
                endpoint.id(), at, incomplete ? Optional.empty() : Optional.of(endpoint));
    }

    private boolean isBare(String name, Node at) {
        Optional<HostPort> parsed = HostPort.parse(name);
        if (parsed.isEmpty()) {
            problems.add(
                    at,
                    "'name' is " + Section.quoted(name),
                    "expected a name or address alone, such as docs.example.org");
        } else if (parsed.get().port().isPresent()) {
            problems.add(
                    at,
                    "'name' " + Section.quoted(name) + " holds a port",
                    "expected it as port: " + parsed.get().port().getAsInt());
            return false;
        }
        return parsed.isPresent();
    }

    private List<Backend> backends(Section s, int port) {
        List<Entry<Backend>> backends = new ArrayList<>();
        for (Node node : s.items("backends")) {
            backend(node, port).ifPresent(b -> backends.add(entry(b, node)));
        }
        for (Node node : s.items("addresses")) {
            address(node, port).ifPresent(b -> backends.add(entry(b, node)));
        }
        Entry.requireUnique("backend", backends, problems);
        return Entry.values(backends);
    }

    private static Entry<Backend> entry(Backend backend, Node at) {
        return new Entry<>(backend.label(), at, Optional.of(backend));
    }

    private Optional<Backend> backend(Node node, int port) {
        if (node instanceof ScalarNode scalar) {
            return labelled(scalar, port);
        }
        return Section.of(node, "a backend", BACKEND, problems).flatMap(s -> backend(s, port));
    }

    private static Optional<Backend> backend(Section s, int port) {
        Optional<String> address = s.requiredName("address", "192.0.2.1");
        Optional<String> label = s.value("label").isPresent() ? s.name("label") : address;
        int own = s.port("port").orElse(port);
        return address.flatMap(a -> label.map(l -> new Backend(l, a, own)));
    }

    /// `proxy1=192.0.2.1`, `proxy1=192.0.2.1:8443`, or an address alone.
    private Optional<Backend> labelled(ScalarNode node, int port) {
        String text = node.getValue();
        int equals = text.indexOf('=');
        if (equals < 0) {
            return address(node, port);
        }
        String label = text.substring(0, equals);
        return located(node, HostPort.parse(text.substring(equals + 1)))
                .filter(_ -> isSafe(node, label))
                .map(h -> new Backend(label, h.host(), h.port().orElse(port)));
    }

    private Optional<Backend> address(Node node, int port) {
        Optional<HostPort> parsed =
                node instanceof ScalarNode s ? HostPort.parse(s.getValue()) : Optional.empty();
        return located(node, parsed)
                .map(h -> new Backend(label(h), h.host(), h.port().orElse(port)));
    }

    private static String label(HostPort address) {
        return address.port().isEmpty()
                ? address.host()
                : TlsEndpoint.of(address.host(), address.port().getAsInt()).id();
    }

    private boolean isSafe(Node node, String label) {
        String fault = SafeName.faultOf(label);
        if (!fault.isEmpty()) {
            problems.add(node, "label " + Section.quoted(label) + " " + fault, "");
        }
        return fault.isEmpty();
    }

    private Optional<HostPort> located(Node node, Optional<HostPort> parsed) {
        if (parsed.isEmpty()) {
            problems.add(node, "a backend is " + Section.kind(node), BACKEND_FORM);
        }
        return parsed;
    }
}
