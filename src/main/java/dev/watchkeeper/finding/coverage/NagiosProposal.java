package dev.watchkeeper.finding.coverage;

import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.StartTls;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.supervision.Check;
import dev.watchkeeper.tls.TlsTarget;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Nagios objects that close a gap. They need no template: which there are cannot be read from a
/// running Nagios.
final class NagiosProposal {
    private static final String PLUGINS = "/usr/lib/nagios/plugins";
    private static final Pattern PLUGIN = Pattern.compile("(/[A-Za-z0-9._/-]+)/check_[a-z_]+");

    private static final Pattern BY_SSH = Pattern.compile("/[A-Za-z0-9._/-]+/check_by_ssh\\s.*");
    private static final Pattern LOGIN = Pattern.compile("\\s-[li] [A-Za-z0-9._/-]+(?=\\s)");

    private final Wanted wanted;
    private final StringBuilder text = new StringBuilder();
    private final List<String> objects = new ArrayList<>();

    NagiosProposal(Wanted wanted) {
        this.wanted = wanted;
    }

    Proposal proposal() {
        List<String> contacts = wanted.contacts();
        Optional<String> byHand =
                contacts.isEmpty()
                        ? Optional.of("no contact can be told: define one first")
                        : Optional.empty();
        byHand = byHand.or(() -> write(contacts));
        return wanted.proposal(text.toString(), objects, byHand);
    }

    /// Returns why it has to be installed by hand.
    private Optional<String> write(List<String> contacts) {
        return switch (wanted.row().subject()) {
            case Subject.OfEndpoint(var endpoint) -> endpoint(endpoint, contacts);
            case Subject.OfHost(var host) -> host(host, contacts);
        };
    }

    private Optional<String> endpoint(TlsEndpoint endpoint, List<String> contacts) {
        String host = wanted.knownHost().orElseGet(() -> host(endpoint.name(), endpoint.name()));
        List<TlsTarget> targets = wanted.addresses().targets(endpoint);
        if (targets.size() < 2) {
            String address = targets.isEmpty() ? endpoint.name() : targets.getFirst().address();
            int port = targets.isEmpty() ? endpoint.port() : targets.getFirst().port();
            certificate(host, endpoint, "", address, port, contacts);
        } else {
            targets.forEach(t ->
                    certificate(
                            host, endpoint, " at " + t.label(), t.address(), t.port(), contacts));
        }
        boolean other =
                endpoint.startTls()
                        .filter(t -> t != StartTls.SMTP && t != StartTls.SUBMISSION)
                        .isPresent();
        return other
                ? Optional.of("it needs the plugin check_ssl_cert, which Nagios does not bring")
                : Optional.empty();
    }

    private void certificate(
            String host,
            TlsEndpoint endpoint,
            String where,
            String address,
            int port,
            List<String> contacts) {
        String command = command(endpoint, address, port);
        String service = "Certificate " + endpoint.id().replace("[", "").replace("]", "") + where;
        String name =
                "watchkeeper-certificate-"
                        + (endpoint.id() + where).replaceAll("[^A-Za-z0-9.]", "-");
        define("command", List.of(List.of("command_name", name), List.of("command_line", command)));
        service(host, service, name, contacts);
    }

    private String command(TlsEndpoint endpoint, String address, int port) {
        int warning = wanted.warnDays();
        int critical = wanted.criticalDays();
        boolean smtp =
                endpoint.startTls()
                        .filter(t -> t == StartTls.SMTP || t == StartTls.SUBMISSION)
                        .isPresent();
        if (smtp) {
            return "%s/check_smtp -H %s -p %d -S -D %d,%d -t 20"
                    .formatted(plugins(), address, port, warning, critical);
        }
        return endpoint.startTls()
                .map(t ->
                        "%s/check_ssl_cert -H %s --resolve %s -p %d -P %s -w %d -c %d"
                                .formatted(
                                        plugins(),
                                        endpoint.name(),
                                        address,
                                        port,
                                        t.word(),
                                        warning,
                                        critical))
                .orElseGet(() ->
                        "%s/check_http -I %s -H %s -p %d --sni -C %d,%d -t 20"
                                .formatted(
                                        plugins(),
                                        address,
                                        endpoint.name(),
                                        port,
                                        warning,
                                        critical));
    }

    /// Where the plugins are of checks that there are.
    private String plugins() {
        return wanted.observed().status().services().stream()
                .map(Check::scope)
                .map(s -> PLUGIN.matcher(s.command()))
                .filter(java.util.regex.Matcher::lookingAt)
                .map(m -> m.group(1))
                .findFirst()
                .orElse(PLUGINS);
    }

    private Optional<String> host(Host host, List<String> contacts) {
        String name = wanted.knownHost().orElseGet(() -> host(host.name(), host.ssh().address()));
        String command = "watchkeeper-inside-" + host.name().replaceAll("[^A-Za-z0-9.]", "-");
        Optional<String> login = login();
        define(
                "command",
                List.of(
                        List.of("command_name", command),
                        List.of(
                                "command_line",
                                "%s/check_by_ssh -H %s%s%s -t 20 -o BatchMode=yes -C '%s'"
                                        .formatted(
                                                plugins(),
                                                host.ssh().address(),
                                                port(host),
                                                login.orElse(""),
                                                "timeout -k 1 10 "
                                                        + PLUGINS
                                                        + "/check_disk -w 10% -c 5%"))));
        service(name, "Inside of " + host.name(), command, contacts);
        return login.isPresent()
                ? Optional.empty()
                : Optional.of(
                        "the user nagios needs a key with which it may log in to " + host.name());
    }

    private static String port(Host host) {
        return host.ssh().port().isPresent() ? " -p " + host.ssh().port().getAsInt() : "";
    }

    /// The options by which it gets into another host, where it does; empty where none is gone into
    /// yet.
    private Optional<String> login() {
        return wanted.observed().status().services().stream()
                .filter(c -> c.result().state() == Check.State.OK)
                .map(c -> c.scope().command())
                .filter(line -> BY_SSH.matcher(line).matches())
                .findFirst()
                .map(line ->
                        LOGIN.matcher(line)
                                .results()
                                .map(MatchResult::group)
                                .collect(Collectors.joining()));
    }

    /// A host that Nagios does not know yet; returns its name.
    private String host(String name, String address) {
        define(
                "host",
                List.of(
                        List.of("host_name", name),
                        List.of("address", address),
                        List.of("max_check_attempts", "3"),
                        List.of("active_checks_enabled", "0"),
                        List.of("contacts", String.join(",", wanted.contacts()))));
        return name;
    }

    private void service(String host, String service, String command, List<String> contacts) {
        objects.add(host + "/" + service);
        define(
                "service",
                List.of(
                        List.of("host_name", host),
                        List.of("service_description", service),
                        List.of("check_command", command),
                        List.of("max_check_attempts", "3"),
                        List.of("check_interval", "60"),
                        List.of("retry_interval", "5"),
                        List.of("notification_interval", "1440"),
                        List.of("notification_options", "w,u,c,r"),
                        List.of("contacts", String.join(",", contacts))));
    }

    private void define(String type, List<List<String>> directives) {
        text.append("define ").append(type).append(" {\n");
        directives.forEach(d -> text.append("    %-24s %s\n".formatted(d.getFirst(), d.getLast())));
        text.append("}\n\n");
    }
}
