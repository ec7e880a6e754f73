package dev.watchkeeper.cli;

import dev.watchkeeper.inventory.Backend;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.SafeName;
import dev.watchkeeper.inventory.StartTls;
import dev.watchkeeper.inventory.TlsEndpoint;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// An endpoint that a command names.
///
/// @param startTls the word for what is spoken before TLS
/// @param addresses where it is asked in place of those that it has; empty for those
record AskedEndpoint(NamePort where, Optional<String> startTls, List<String> addresses) {
    AskedEndpoint {
        addresses = List.copyOf(addresses);
    }

    /// @param text as [NamePort] reads it
    /// @throws CliFailure that says what is expected
    static AskedEndpoint of(String text, Optional<String> startTls, List<String> addresses) {
        int usual = startTls.flatMap(StartTls::named).map(StartTls::port).orElse(NamePort.HTTPS);
        return new AskedEndpoint(NamePort.parse(text, usual), startTls, addresses);
    }

    /// A fleet of it alone: the fleet's own entry, with its backends and thresholds, when there is
    /// one.
    Fleet partOf(Fleet fleet) {
        TlsEndpoint plain = TlsEndpoint.of(where.name(), where.port());
        TlsEndpoint entry = fleet.endpoint(plain.id()).orElse(plain);
        TlsEndpoint known =
                startTls.map(word -> entry.after(chosen(word, where.port()))).orElse(entry);
        TlsEndpoint asked =
                addresses.isEmpty()
                        ? known
                        : known.at(addresses.stream().map(a -> backend(known, a)).toList());
        // Who names an endpoint wants it asked, whatever it is read from else.
        return new Fleet(
                List.of(asked.from(Optional.empty())),
                List.of(),
                List.of(),
                fleet.thresholds(),
                fleet.trustAnchors(),
                fleet.knownHosts());
    }

    private static StartTls chosen(String word, int port) {
        return StartTls.chosen(word, OptionalInt.of(port))
                .orElseThrow(() ->
                        new CliFailure(
                                "--starttls '%s': %s"
                                        .formatted(Plain.of(word), StartTls.expected(word))));
    }

    /// The entry's own of that label, else an address with the entry's port.
    private static Backend backend(TlsEndpoint entry, String address) {
        String fault = SafeName.faultOf(address);
        if (!fault.isEmpty()) {
            throw new CliFailure("--address '%s' %s".formatted(Plain.of(address), fault));
        }
        return entry.backends().stream()
                .filter(b -> b.label().equals(address))
                .findFirst()
                .orElseGet(() -> new Backend(address, address, entry.port()));
    }
}
