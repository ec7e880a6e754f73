package dev.watchkeeper.ui.certificates;

import dev.watchkeeper.automation.AutomationObservation.NotObserved;
import dev.watchkeeper.automation.AutomationObservation.Observed;
import dev.watchkeeper.automation.RenewalAutomation;
import dev.watchkeeper.automation.ServerUse;
import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.FleetSnapshot.AutomationState;
import dev.watchkeeper.finding.FleetSnapshot.EndpointState;
import dev.watchkeeper.finding.FleetSnapshot.HostState;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Renewal;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.tls.TlsObservation;
import dev.watchkeeper.tls.TlsTarget;

import java.util.List;
import java.util.Optional;

/// Why a hop is not known, and what would make it known. Pure.
record HopHints(FleetSnapshot snapshot, TlsTarget target) {
    private static final int LONGEST = 300;

    /// Why no archive of a client is known to have the certificate.
    String archive() {
        String id = target.endpoint().id();
        List<Host> renewing =
                snapshot.fleet().renewalsOf(id).stream()
                        .map(Renewal::host)
                        .distinct()
                        .flatMap(h -> snapshot.fleet().host(h).stream())
                        .toList();
        if (renewing.isEmpty()) {
            return "No host that was asked keeps one for this name. It would be known with the host"
                    + " that renews it among `hosts:`, and a renewal that `renews: [%s]`."
                            .formatted(id);
        }
        Host host = renewing.getFirst();
        return unasked(host)
                .orElseGet(() ->
                        "No client on %s keeps one for this name.%s"
                                .formatted(host.name(), locked(host)));
    }

    /// Why the file that is served from is not known.
    String file() {
        return host().flatMap(this::observed)
                .flatMap(a -> use().map(u -> source(u, a)))
                .orElseGet(this::configuration);
    }

    /// The first use that a server of the address's host has for its name.
    Optional<ServerUse> use() {
        return host().flatMap(this::observed)
                .flatMap(a ->
                        a.usesFor(target.endpoint().name(), target.port()).stream().findFirst());
    }

    /// Why what the server is configured with is not known.
    String configuration() {
        Optional<Host> host = host();
        if (host.isEmpty()) {
            return "It would be known with a host among `hosts:` of the name or the address of %s."
                    .formatted(target.label());
        }
        return unasked(host.get())
                .orElseGet(() ->
                        "No server's configuration on %s names a certificate for %s on port %d.%s"
                                .formatted(
                                        host.get().name(),
                                        target.endpoint().name(),
                                        target.port(),
                                        locked(host.get())));
    }

    /// Why what an address serves is not known.
    String served(EndpointState state) {
        if (state.lastPresented().isPresent()) {
            return "Its certificate cannot be read.";
        }
        return state.latest() instanceof TlsObservation.Failed f
                ? f.text() + ". It is asked again by itself."
                : "It shows no certificate.";
    }

    private Optional<Host> host() {
        return snapshot.fleet()
                .host(target.label())
                .or(() ->
                        snapshot.fleet().hosts().stream()
                                .filter(h -> h.ssh().address().equals(target.address()))
                                .findFirst());
    }

    private Optional<AutomationState> automation(Host host) {
        return Optional.ofNullable(snapshot.hosts().get(host.name()))
                .flatMap(HostState::automation);
    }

    private Optional<RenewalAutomation> observed(Host host) {
        return automation(host).flatMap(AutomationState::lastObserved).map(Observed::automation);
    }

    /// Says so where nothing is known of a host's renewals.
    private Optional<String> unasked(Host host) {
        if (observed(host).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                automation(host)
                        .map(AutomationState::latest)
                        .filter(NotObserved.class::isInstance)
                        .map(o -> host.name() + ": " + shown(((NotObserved) o).text()))
                        .orElse(host.name() + " was not asked for it yet."));
    }

    /// What could not be read on a host, and by what it could be.
    private String locked(Host host) {
        List<String> unread =
                observed(host).stream()
                        .flatMap(a -> a.unread().keySet().stream())
                        .sorted()
                        .limit(3)
                        .toList();
        if (unread.isEmpty()) {
            return "";
        }
        return " Not read there: %s. %s"
                .formatted(
                        shown(String.join(", ", unread)),
                        host.sudo()
                                ? "`watchkeeper sudoers %s` prints what sudo has to allow."
                                        .formatted(host.name())
                                : "It would be with `sudo: true` for %s.".formatted(host.name()));
    }

    /// Of a configuration that names something: why what it names was not read.
    private static String source(ServerUse use, RenewalAutomation a) {
        return switch (use.source()) {
            case ServerUse.Source.NotKnown n -> named(use, n.text(), n.why());
            case ServerUse.Source.File(String path) ->
                    named(
                            use,
                            path,
                            a.unread().getOrDefault(path, "no certificate was read from it"));
        };
    }

    private static String named(ServerUse use, String what, String why) {
        return "%s names %s: %s".formatted(shown(use.place()), shown(what), shown(why));
    }

    private static String shown(String text) {
        return VisibleText.capped(text, LONGEST);
    }
}
