package dev.watchkeeper.automation;

import dev.watchkeeper.tls.StoredCertificates;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What renews certificates on a host, which it has got, and which servers use them, at one moment.
/// All texts come from the host, made visible.
///
/// @param hostClock the host's own time
/// @param clients what renews
/// @param certificates files of certificates: those of the clients, those that servers name, and
///   the keystores of the fleet file
/// @param uses what servers' configurations name
/// @param servers the servers
/// @param shadows unit files that take the place of a package's, or change it
/// @param unread paths that could not be read, and why: of those nothing is known
/// @param notes what else could not be told
/// @param complete whether the answer came to its end
public record RenewalAutomation(
        Instant hostClock,
        List<RenewalClient> clients,
        List<StoredCertificate> certificates,
        List<ServerUse> uses,
        List<ServerProgram> servers,
        List<Shadow> shadows,
        Map<String, String> unread,
        List<String> notes,
        boolean complete) {
    public RenewalAutomation {
        clients = List.copyOf(clients);
        certificates = List.copyOf(certificates);
        uses = List.copyOf(uses);
        servers = List.copyOf(servers);
        shadows = List.copyOf(shadows);
        unread = Map.copyOf(unread);
        notes = List.copyOf(notes);
    }

    /// The file of certificates at a path, as it is named or where its links lead.
    public Optional<StoredCertificate> certificate(String path) {
        return Stream.concat(
                        certificates.stream().filter(c -> c.path().equals(path)),
                        certificates.stream().filter(c -> c.real().equals(path)))
                .findFirst();
    }

    /// The newest certificate that any client has got for a name, by the beginning of its validity.
    ///
    /// @param name a DNS name or an IP address
    public Optional<StoredCertificate> newestFor(String name) {
        return clients.stream()
                .flatMap(c -> c.lineages().stream())
                .flatMap(l -> l.newest().stream())
                .filter(c -> c.leaf().filter(l -> StoredCertificates.covers(l, name)).isPresent())
                .max(Comparator.comparing(c -> c.leaf().orElseThrow().notBefore()));
    }

    /// The lineages with a certificate for a name.
    public List<Lineage> lineagesFor(String name) {
        return clients.stream()
                .flatMap(c -> c.lineages().stream())
                .filter(l ->
                        l.newest()
                                .flatMap(StoredCertificate::leaf)
                                .filter(c -> StoredCertificates.covers(c, name))
                                .isPresent())
                .toList();
    }

    /// What servers here may serve under a name on a port. Those that name it come before those
    /// with a wildcard, and these before those that are for any.
    public List<ServerUse> usesFor(String name, int port) {
        return uses.stream()
                .filter(u -> u.isFor(name, port))
                .sorted(Comparator.comparingInt(u -> u.rank(name)))
                .toList();
    }

    /// The certificate in the file that a server's configuration names, where it could be read.
    public Optional<StoredCertificate> certificateOf(ServerUse use) {
        return use.source() instanceof ServerUse.Source.File(String path)
                ? certificate(path)
                : Optional.empty();
    }

    /// The server of a use, where it is known.
    public Optional<ServerProgram> serverOf(ServerUse use) {
        return servers.stream()
                .filter(s ->
                        s.program().equals(use.program())
                                && s.configuration().equals(use.configuration()))
                .findFirst();
    }

    /// A unit file of systemd that takes the place of a package's one, or changes it.
    ///
    /// @param unit such as `certbot.timer`
    /// @param path of the file that does
    /// @param masked whether it is a link to nothing, so that the unit cannot start
    /// @param lines what it sets
    public record Shadow(String unit, String path, boolean masked, List<String> lines) {
        public Shadow {
            lines = List.copyOf(lines);
        }
    }
}
