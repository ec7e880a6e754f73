package dev.watchkeeper.ssh;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The host keys that are trusted: several known_hosts files that are read, and one of our own that
/// accepted keys are added to. Always strict, whatever `StrictHostKeyChecking` says anywhere.
///
/// A key is unknown only while nothing at all is known of the host. When any other key is known, of
/// whatever type, it has changed: known types are asked for first, so an honest host would have
/// shown that one. `@revoked` wins over everything. Host certificates (`@cert-authority`) are not
/// supported; the authorities listed are named in the problem.
public final class KnownHosts {
    private final Path own;
    private final Supplier<List<Path>> further;
    private final ConcurrentHashMap<Path, KnownHostsFile> files = new ConcurrentHashMap<>();

    /// @param own the file that accepted keys are stored in; need not exist
    /// @param further files that are only read
    public KnownHosts(Path own, List<Path> further) {
        this(own, () -> further);
    }

    /// @param further gives the files that are only read, anew at each key, so that they may change
    public KnownHosts(Path own, Supplier<List<Path>> further) {
        this.own = own;
        this.further = further;
    }

    /// The files that OpenSSH reads, beside the own one.
    ///
    /// @param home the user's home folder
    public static KnownHosts ofUser(Path own, Path home) {
        return new KnownHosts(
                own,
                List.of(
                        home.resolve(".ssh/known_hosts"),
                        home.resolve(".ssh/known_hosts2"),
                        Path.of("/etc/ssh/ssh_known_hosts"),
                        Path.of("/etc/ssh/ssh_known_hosts2")));
    }

    /// Stores an unknown key as trusted from now on: atomically, readable by the owner only.
    ///
    /// @throws IllegalArgumentException if the key is not merely unknown
    /// @throws IOException if it cannot be stored, or another key of the host was stored meanwhile;
    ///   then nothing has changed
    public void accept(HostKeyProblem problem) throws IOException {
        if (problem.kind() != HostKeyProblem.Kind.UNKNOWN) {
            throw new IllegalArgumentException(
                    "a changed or revoked host key cannot be accepted; remove the old one first");
        }
        byte[] blob = Base64.getDecoder().decode(problem.key());
        if (!HostKeys.fingerprintOf(blob).equals(problem.fingerprint())) {
            throw new IllegalArgumentException("the fingerprint is not that of the key");
        }
        if (!problem.host().matches("[^\\s,*?!|#@\\p{Cntrl}]+")) {
            throw new IllegalArgumentException("the name cannot stand in known_hosts");
        }
        String line = problem.host() + " " + HostKeys.typeOf(blob) + " " + problem.key();
        new KnownHostsStore(own).add(line, () -> isStillUnknown(problem.host(), blob));
    }

    /// Asked under the store's lock: another console may have accepted a key meanwhile.
    private boolean isStillUnknown(String host, byte[] blob) throws IOException {
        Optional<HostKeyProblem> now = check(host, blob, List.of());
        if (now.isPresent() && now.get().kind() != HostKeyProblem.Kind.UNKNOWN) {
            throw new IOException("another key of " + host + " has become known meanwhile");
        }
        return now.isPresent();
    }

    /// Judges a key.
    ///
    /// @param host `name`, or `[name]:port` for a port other than 22, in lower case
    /// @param more further files for this host
    /// @return what is wrong with it; empty when it is trusted
    Optional<HostKeyProblem> check(String host, byte[] blob, List<Path> more) {
        String key = Base64.getEncoder().encodeToString(blob);
        List<KnownHostsLine> lines = linesOf(host, more);
        if (has(lines, KnownHostsLine.Marker.REVOKED, key)) {
            return Optional.of(problem(HostKeyProblem.Kind.REVOKED, host, blob, lines));
        }
        if (has(lines, KnownHostsLine.Marker.NONE, key)) {
            return Optional.empty();
        }
        boolean known = lines.stream().anyMatch(l -> l.marker() == KnownHostsLine.Marker.NONE);
        return Optional.of(
                problem(
                        known ? HostKeyProblem.Kind.CHANGED : HostKeyProblem.Kind.UNKNOWN,
                        host,
                        blob,
                        lines));
    }

    /// The keys known for a host, base64, without those that are revoked.
    List<String> keysOf(String host, List<Path> more) {
        return linesOf(host, more).stream()
                .filter(l -> l.marker() == KnownHostsLine.Marker.NONE)
                .map(KnownHostsLine::key)
                .toList();
    }

    private List<KnownHostsLine> linesOf(String host, List<Path> more) {
        return Stream.of(Stream.of(own), further.get().stream(), more.stream())
                .flatMap(paths -> paths)
                .distinct()
                .flatMap(p -> files.computeIfAbsent(p, KnownHostsFile::new).lines().stream())
                .filter(line -> line.matches(host))
                .toList();
    }

    private static boolean has(
            List<KnownHostsLine> lines, KnownHostsLine.Marker marker, String key) {
        return lines.stream().anyMatch(l -> l.marker() == marker && l.key().equals(key));
    }

    private static HostKeyProblem problem(
            HostKeyProblem.Kind kind, String host, byte[] blob, List<KnownHostsLine> lines) {
        List<String> known = new ArrayList<>();
        for (KnownHostsLine line : lines) {
            String fingerprint = HostKeys.fingerprintOf(line.key());
            switch (line.marker()) {
                case NONE -> known.add(fingerprint);
                case REVOKED -> known.add("@revoked " + fingerprint);
                case CERT_AUTHORITY -> known.add("@cert-authority " + fingerprint);
                case UNKNOWN -> {}
            }
        }
        return new HostKeyProblem(
                kind,
                host,
                HostKeys.typeOf(blob),
                HostKeys.fingerprintOf(blob),
                known.stream().distinct().toList(),
                Base64.getEncoder().encodeToString(blob));
    }
}
