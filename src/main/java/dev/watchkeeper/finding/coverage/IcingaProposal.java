package dev.watchkeeper.finding.coverage;

import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.StartTls;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.supervision.Contact;
import dev.watchkeeper.tls.TlsTarget;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Icinga objects that close a gap.
final class IcingaProposal {
    /// Names that mean nothing to its configuration's language.
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._@ -]+");

    private final Wanted wanted;
    private final StringBuilder text = new StringBuilder();
    private final List<String> objects = new ArrayList<>();

    IcingaProposal(Wanted wanted) {
        this.wanted = wanted;
    }

    Proposal proposal() {
        Optional<String> byHand =
                switch (wanted.row().subject()) {
                    case Subject.OfEndpoint(var endpoint) -> endpoint(endpoint);
                    case Subject.OfHost(var host) -> host(host);
                };
        Optional<String> nobody =
                told().isEmpty()
                        ? Optional.of("no user of it can be told: define one first")
                        : Optional.empty();
        return wanted.proposal(text.toString(), objects, nobody.or(() -> byHand));
    }

    private Optional<String> host(Host host) {
        String name = wanted.knownHost().orElseGet(() -> host(host.name(), host.ssh().address()));
        service(
                name,
                "inside",
                List.of(
                        "check_command = \"by_ssh\"",
                        "vars.by_ssh_address = \"%s\"".formatted(host.ssh().address()),
                        "vars.by_ssh_command = [ \"timeout\", \"-k\", \"1\", \"10\", \"df\", \"-l\""
                                + " ]"));
        return Optional.of("its user needs a key with which it may log in to " + host.name());
    }

    /// Returns why it has to be installed by hand.
    private Optional<String> endpoint(TlsEndpoint endpoint) {
        String host = wanted.knownHost().orElseGet(() -> host(endpoint.name(), endpoint.name()));
        List<TlsTarget> targets = wanted.addresses().targets(endpoint);
        if (targets.isEmpty()) {
            certificate(host, endpoint, "", endpoint.name(), endpoint.port());
        }
        targets.forEach(t ->
                certificate(
                        host,
                        endpoint,
                        targets.size() < 2 ? "" : " at " + t.label(),
                        t.address(),
                        t.port()));
        return endpoint.startTls().filter(t -> !isMail(t)).isPresent()
                ? Optional.of("it needs the plugin check_ssl_cert, which Icinga does not bring")
                : Optional.empty();
    }

    private static boolean isMail(StartTls protocol) {
        return protocol == StartTls.SMTP || protocol == StartTls.SUBMISSION;
    }

    private void certificate(
            String host, TlsEndpoint endpoint, String where, String address, int port) {
        service(
                host,
                "certificate " + endpoint.id() + where,
                endpoint.startTls()
                        .map(t ->
                                isMail(t)
                                        ? mail(address, port)
                                        : starting(t, endpoint, address, port))
                        .orElseGet(() -> http(endpoint, address, port)));
    }

    private List<String> http(TlsEndpoint endpoint, String address, int port) {
        return List.of(
                "check_command = \"http\"",
                "vars.http_address = \"%s\"".formatted(address),
                "vars.http_vhost = \"%s\"".formatted(endpoint.name()),
                "vars.http_port = %d".formatted(port),
                "vars.http_sni = true",
                "vars.http_certificate = \"%d,%d\""
                        .formatted(wanted.warnDays(), wanted.criticalDays()));
    }

    private List<String> mail(String address, int port) {
        return List.of(
                "check_command = \"smtp\"",
                "vars.smtp_address = \"%s\"".formatted(address),
                "vars.smtp_port = %d".formatted(port),
                "vars.smtp_starttls = true",
                "vars.smtp_certificate_age = \"%d,%d\""
                        .formatted(wanted.warnDays(), wanted.criticalDays()));
    }

    private List<String> starting(
            StartTls protocol, TlsEndpoint endpoint, String address, int port) {
        return List.of(
                "check_command = \"ssl_cert\"",
                "vars.ssl_cert_address = \"%s\"".formatted(address),
                "vars.ssl_cert_cn = \"%s\"".formatted(endpoint.name()),
                "vars.ssl_cert_port = %d".formatted(port),
                "vars.ssl_cert_protocol = \"%s\"".formatted(protocol.word()),
                "vars.ssl_cert_warn = %d".formatted(wanted.warnDays()),
                "vars.ssl_cert_critical = %d".formatted(wanted.criticalDays()));
    }

    private String host(String name, String address) {
        text.append(
                "object Host \"%s\" {\n  check_command = \"dummy\"\n  address = \"%s\"\n}\n\n"
                        .formatted(name, address));
        return name;
    }

    private void service(String host, String name, List<String> lines) {
        objects.add(host + "/" + name);
        text.append("object Service \"%s\" {\n  host_name = \"%s\"\n".formatted(name, host));
        lines.forEach(l -> text.append("  ").append(l).append('\n'));
        text.append("  check_interval = 1h\n  retry_interval = 5m\n}\n\n");
        told().forEach((command, users) -> notification(host, name, command, users));
    }

    private void notification(String host, String service, String command, List<String> users) {
        String quoted = users.stream().map(u -> "\"" + u + "\"").collect(Collectors.joining(", "));
        text.append(
                """
                object Notification "watchkeeper %s" {
                  host_name = "%s"
                  service_name = "%s"
                  command = "%s"
                  users = [ %s ]
                  interval = 1d
                }

                """
                        .formatted(command, host, service, command, quoted));
    }

    /// The users who are told, by the command that does it; those for services alone, which by
    /// their names are not for hosts.
    private Map<String, List<String>> told() {
        Map<String, List<String>> told = new TreeMap<>();
        for (Contact contact : wanted.observed().status().contacts()) {
            if (wanted.contacts().contains(contact.name()) && isPlain(contact.name())) {
                contact.ways().stream()
                        .map(Contact.Way::name)
                        .filter(w -> isPlain(w) && !w.contains("host"))
                        .forEach(w ->
                                told.computeIfAbsent(w, _ -> new ArrayList<>())
                                        .add(contact.name()));
            }
        }
        return told;
    }

    private static boolean isPlain(String name) {
        return PLAIN.matcher(name).matches();
    }
}
