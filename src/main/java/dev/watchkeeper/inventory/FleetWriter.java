package dev.watchkeeper.inventory;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Writes a fleet as the text of a fleet file. What is at its default is left out, and reading the
/// text gives the same fleet again.
public final class FleetWriter {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9._/@-]*");
    private static final Pattern RESERVED =
            Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n");

    private final StringBuilder text = new StringBuilder();

    private FleetWriter() {}

    public static String yaml(Fleet fleet) {
        FleetWriter writer = new FleetWriter();
        writer.list("endpoints", fleet.endpoints(), writer::endpoint);
        writer.list("hosts", fleet.hosts(), writer::host);
        writer.list("renewals", fleet.renewals(), writer::renewal);
        writer.thresholds(fleet.thresholds());
        writer.files("trust", fleet.trustAnchors());
        writer.files("known-hosts", fleet.knownHosts());
        writer.text.append(SupervisionWriter.yaml(fleet.supervision()));
        writer.text.append(NotifyWriter.yaml(fleet.notifications()));
        return writer.text.toString();
    }

    private <T> void list(String key, List<T> entries, Consumer<T> entry) {
        if (!entries.isEmpty()) {
            text.append(key).append(":\n");
            entries.forEach(entry);
        }
    }

    private void files(String key, List<Path> files) {
        if (!files.isEmpty()) {
            List<String> names = files.stream().map(Path::toString).toList();
            text.append(key).append(": ").append(flow(names)).append('\n');
        }
    }

    private void endpoint(TlsEndpoint endpoint) {
        text.append("  - name: ").append(scalar(endpoint.name())).append('\n');
        endpoint.startTls().ifPresent(t -> key("starttls", t.word()));
        int usual = endpoint.startTls().map(StartTls::port).orElse(EndpointReader.HTTPS);
        if (endpoint.port() != usual) {
            key("port", endpoint.port());
        }
        if (!endpoint.backends().isEmpty()) {
            text.append("    backends:\n");
            endpoint.backends().forEach(this::backend);
        }
        endpoint.owner().ifPresent(o -> key("owner", scalar(o)));
        endpoint.renewalNote().ifPresent(n -> key("renewal-note", scalar(n)));
        endpoint.thresholds()
                .ifPresent(t -> key("thresholds", "{" + certificates(t, Optional.empty()) + "}"));
        endpoint.source().ifPresent(this::source);
    }

    private void backend(Backend backend) {
        text.append("      - {label: ")
                .append(scalar(backend.label()))
                .append(", address: ")
                .append(scalar(backend.address()))
                .append(", port: ")
                .append(backend.port())
                .append("}\n");
    }

    private void host(Host host) {
        SshAccess ssh = host.ssh();
        text.append("  - name: ").append(scalar(host.name())).append('\n');
        if (host.role() != HostRole.OTHER) {
            key("role", host.role().label());
        }
        if (!ssh.address().equals(host.name())) {
            key("address", scalar(ssh.address()));
        }
        ssh.user().ifPresent(u -> key("user", scalar(u)));
        ssh.port().ifPresent(p -> key("port", p));
        ssh.identity().ifPresent(i -> key("identity", scalar(i.toString())));
        ssh.jump().ifPresent(j -> key("jump", scalar(j)));
        keyUnlessEmpty("leftovers", host.leftovers());
        if (host.sudo()) {
            key("sudo", true);
        }
        keyUnlessEmpty("keystores", host.keystores());
        host.source().ifPresent(this::source);
    }

    private void source(Source source) {
        String name = scalar(source.supervision());
        key(
                SourceReader.KEY,
                source.instance()
                        .map(i -> "{prometheus: %s, instance: %s}".formatted(name, scalar(i)))
                        .orElse(name));
    }

    private void renewal(Renewal renewal) {
        text.append("  - name: ").append(scalar(renewal.name())).append('\n');
        key("host", scalar(renewal.host()));
        key("command", flow(renewal.command()));
        key("timeout", Amounts.text(renewal.timeout()));
        keyUnlessEmpty("renews", renewal.renews());
        keyUnlessEmpty("requires", renewal.requires());
        if (renewal.sudo()) {
            key("sudo", true);
        }
        renewal.runBy().ifPresent(r -> key("run-by", scalar(r)));
        renewal.lock().ifPresent(l -> key("lock", scalar(l)));
        renewal.log().ifPresent(this::log);
        RenewalTiming timing = renewal.timing();
        timing.before().ifPresent(b -> key("renew-before", Amounts.text(b)));
        timing.every().ifPresent(e -> key("every", Amounts.text(e)));
        timing.acmeDirectory().ifPresent(d -> key("acme-directory", scalar(d.toString())));
        if (!renewal.deploy().isEmpty()) {
            key("deploy", flow(renewal.deploy()));
        }
    }

    private void log(Renewal.Log log) {
        key("log", scalar(log.path()));
        log.success().ifPresent(t -> key("success", scalar(t)));
        log.failure().ifPresent(t -> key("failure", scalar(t)));
    }

    private void thresholds(Thresholds thresholds) {
        if (thresholds.equals(Thresholds.DEFAULT)) {
            return;
        }
        Thresholds base = Thresholds.DEFAULT;
        text.append("thresholds:\n");
        section(
                "certificates",
                certificates(thresholds.certificates(), Optional.of(base.certificates())));
        section("hosts", hosts(thresholds.hosts(), base.hosts()));
        section("schedule", schedule(thresholds.schedule(), base.schedule()));
    }

    private void section(String name, String entries) {
        if (!entries.isEmpty()) {
            text.append("  ").append(name).append(": {").append(entries).append("}\n");
        }
    }

    /// Without a base, everything is written.
    private static String certificates(
            CertificateThresholds t, Optional<CertificateThresholds> base) {
        return new Differences()
                .add("warning", t.warning(), base.map(CertificateThresholds::warning))
                .add("high", t.high(), base.map(CertificateThresholds::high))
                .add("critical", t.critical(), base.map(CertificateThresholds::critical))
                .add(
                        "short-lived-warning",
                        t.shortLivedWarning(),
                        base.map(CertificateThresholds::shortLivedWarning))
                .add("short-lived", t.shortLived(), base.map(CertificateThresholds::shortLived))
                .addPresent("renew-before", t.renewBefore())
                .add(
                        "deploy-within",
                        t.deployWithin(),
                        base.map(CertificateThresholds::deployWithin))
                .text();
    }

    private static String hosts(HostThresholds t, HostThresholds base) {
        Differences byName = new Differences();
        t.pileUpByName().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(e ->
                        byName.add(
                                scalar(e.getKey()),
                                e.getValue(),
                                Optional.ofNullable(base.pileUpByName().get(e.getKey()))));
        return new Differences()
                .add("stuck-after", t.stuckAfter(), Optional.of(base.stuckAfter()))
                .add("mount-answer", t.mountAnswer(), Optional.of(base.mountAnswer()))
                .add("pile-up", t.pileUp(), Optional.of(base.pileUp()))
                .addSection("pile-up-by-name", byName)
                .add("clock-offset", t.clockOffset(), Optional.of(base.clockOffset()))
                .add("leftover-after", t.leftoverAfter(), Optional.of(base.leftoverAfter()))
                .text();
    }

    private static String schedule(Schedule t, Schedule base) {
        return new Differences()
                .add("tls-every", t.tlsEvery(), Optional.of(base.tlsEvery()))
                .add("host-every", t.hostEvery(), Optional.of(base.hostEvery()))
                .add("tls-deadline", t.tlsDeadline(), Optional.of(base.tlsDeadline()))
                .add("host-deadline", t.hostDeadline(), Optional.of(base.hostDeadline()))
                .add("stale-after", t.staleAfter(), Optional.of(base.staleAfter()))
                .add("failures-before", t.failuresBefore(), Optional.of(base.failuresBefore()))
                .add("retention", t.retention(), Optional.of(base.retention()))
                .text();
    }

    private void key(String key, Object value) {
        text.append("    ").append(key).append(": ").append(value).append('\n');
    }

    private void keyUnlessEmpty(String key, List<String> values) {
        if (!values.isEmpty()) {
            key(key, flow(values));
        }
    }

    static String flow(List<String> values) {
        return values.stream().map(FleetWriter::scalar).collect(Collectors.joining(", ", "[", "]"));
    }

    /// A text as YAML: plain where nobody could read it as anything else, otherwise in quotes, with
    /// everything that hides escaped.
    static String scalar(String value) {
        return PLAIN.matcher(value).matches() && !RESERVED.matcher(value).matches()
                ? value
                : value.codePoints()
                        .mapToObj(FleetWriter::escaped)
                        .collect(Collectors.joining("", "\"", "\""));
    }

    private static String escaped(int c) {
        if (c == '"' || c == '\\') {
            return "\\" + (char) c;
        }
        String shown = Character.toString(c);
        return VisibleText.isPlain(shown) ? shown : "\\U%08x".formatted(c);
    }

    /// The entries of a flow mapping that differ from a base.
    private static final class Differences {
        private final StringBuilder entries = new StringBuilder();

        <T> Differences add(String key, T value, Optional<T> base) {
            return base.equals(Optional.of(value)) ? this : put(key, amount(value));
        }

        <T> Differences addPresent(String key, Optional<T> value) {
            return value.map(v -> put(key, amount(v))).orElse(this);
        }

        Differences addSection(String key, Differences section) {
            return section.entries.isEmpty() ? this : put(key, "{" + section.entries + "}");
        }

        private Differences put(String key, String value) {
            entries.append(entries.isEmpty() ? "" : ", ").append(key).append(": ").append(value);
            return this;
        }

        String text() {
            return entries.toString();
        }

        private static String amount(Object value) {
            return switch (value) {
                case Duration d -> Amounts.text(d);
                case Double d -> BigDecimal.valueOf(d).toPlainString();
                default -> String.valueOf(value);
            };
        }
    }
}
