package dev.watchkeeper.automation;

import dev.watchkeeper.automation.Lineage.Link;
import dev.watchkeeper.host.RenewalFiles;
import dev.watchkeeper.host.RenewalFiles.CertificateFile;
import dev.watchkeeper.host.RenewalFiles.Fact;
import dev.watchkeeper.host.RenewalFiles.TextFile;
import dev.watchkeeper.tls.StoredCertificates;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The files of a host, as the readers of each client look at them.
///
/// @param certificates by path, read once
/// @param links by path, to what they name
record HostFiles(
        RenewalFiles files,
        Map<String, StoredCertificate> certificates,
        Map<String, String> links) {
    static HostFiles of(RenewalFiles files) {
        var certificates = new LinkedHashMap<String, StoredCertificate>();
        for (CertificateFile f : files.certificates()) {
            certificates.putIfAbsent(
                    f.path(),
                    new StoredCertificate(
                            f.path(), f.real(), f.changed(), StoredCertificates.read(f.encoded())));
        }
        var links = new LinkedHashMap<String, String>();
        files.facts("link").forEach(f -> links.put(f.field(0), f.field(1)));
        return new HostFiles(files, certificates, links);
    }

    /// The places of the clients of a kind.
    List<String> clients(String kind) {
        return files.facts("client")
                .filter(f -> f.field(0).equals(kind))
                .map(f -> f.field(1))
                .filter(p -> p.startsWith("/"))
                .distinct()
                .toList();
    }

    /// Text files of a source below a folder.
    Stream<TextFile> below(String source, String folder) {
        return files.files(source).filter(f -> f.path().startsWith(folder + "/"));
    }

    /// The certificates that a renewal has got, newest first.
    List<StoredCertificate> archived(String of) {
        return files.facts("archived")
                .filter(f -> f.field(0).equals(of))
                .flatMap(f -> Optional.ofNullable(certificates.get(f.field(1))).stream())
                .toList();
    }

    /// Where a link leads, compared with the newest file beside its target.
    Link link(String path, Optional<StoredCertificate> newest) {
        Optional<String> target = Optional.ofNullable(links.get(path));
        if (target.isEmpty() || newest.isEmpty()) {
            return new Link.NotKnown(
                    target.isEmpty() ? "no link " + path + " was seen" : "no archive was seen");
        }
        return base(target.get()).equals(base(newest.get().path()))
                ? new Link.Current(path)
                : new Link.Behind(path, target.get(), newest.get().path());
    }

    private static String base(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// What keeps a client's second run out: a lock that is held, before all others.
    RenewalLock lock(String of) {
        Optional<RenewalLock> held =
                files.facts("held").filter(f -> isOf(f, of)).findFirst().map(this::held);
        Optional<RenewalLock> left =
                files.facts("left")
                        .filter(f -> isOf(f, of))
                        .findFirst()
                        .map(f ->
                                new RenewalLock.Left(
                                        f.field(1), Instant.ofEpochSecond(f.number(2))));
        Optional<RenewalLock> free =
                files.facts("free")
                        .filter(f -> isOf(f, of))
                        .findFirst()
                        .map(_ -> new RenewalLock.Free());
        return held.or(() -> left)
                .or(() -> free)
                .orElseGet(() -> new RenewalLock.NotKnown("its lock file could not be read"));
    }

    private static boolean isOf(Fact fact, String of) {
        return fact.field(0).equals(of);
    }

    private RenewalLock held(Fact f) {
        String channel = f.field(5);
        boolean hidden = channel.equals("0") || channel.equals("-") || channel.isEmpty();
        return new RenewalLock.Held(
                f.field(1),
                f.number(2),
                f.number(3),
                files.clock().started(f.number(3)),
                f.field(4),
                hidden ? Optional.empty() : Optional.of(channel),
                f.field(6));
    }

    ZoneId zone() {
        return files.clock().zone().orElse(ZoneOffset.UTC);
    }
}
