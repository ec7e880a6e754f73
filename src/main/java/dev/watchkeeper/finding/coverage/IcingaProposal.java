package dev.watchkeeper.finding.coverage;

import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.tls.TlsTarget;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Icinga objects that close a gap.
final class IcingaProposal {
    private final Wanted wanted;
    private final StringBuilder text = new StringBuilder();
    private final List<String> objects = new ArrayList<>();

    IcingaProposal(Wanted wanted) {
        this.wanted = wanted;
    }

    Proposal proposal() {
        switch (wanted.row().subject()) {
            case Subject.OfEndpoint(var endpoint) -> endpoint(endpoint);
            case Subject.OfHost(var host) -> {
                String name =
                        wanted.knownHost().orElseGet(() -> host(host.name(), host.ssh().address()));
                service(
                        name,
                        "inside",
                        List.of(
                                "check_command = \"by_ssh\"",
                                "vars.by_ssh_command = [ \"timeout\", \"-k\", \"1\", \"10\","
                                        + " \"df\", \"-l\" ]"));
            }
        }
        return wanted.proposal(
                text.toString(),
                objects,
                Optional.of("whom it tells is decided by the apply rules of Icinga"));
    }

    private void endpoint(TlsEndpoint endpoint) {
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
    }

    private void certificate(
            String host, TlsEndpoint endpoint, String where, String address, int port) {
        service(
                host,
                "certificate " + endpoint.id() + where,
                List.of(
                        "check_command = \"http\"",
                        "vars.http_address = \"%s\"".formatted(address),
                        "vars.http_vhost = \"%s\"".formatted(endpoint.name()),
                        "vars.http_port = %d".formatted(port),
                        "vars.http_sni = true",
                        "vars.http_certificate = \"%d,%d\""
                                .formatted(wanted.warnDays(), wanted.criticalDays())));
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
    }
}
