package dev.watchkeeper.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.FleetReader;
import dev.watchkeeper.inventory.FleetReading;

import org.apache.sshd.common.config.keys.PublicKeyEntry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;

/// The files that name a box: its fleet with the ports of this run, host keys, trust anchor and the
/// private key that opens it. The fleet is read back from its file, so that both are one.
record BoxFiles(Certificates certificates, List<SshHost> hosts, BoxKeys keys) {
    static final String FLEET = "fleet.yaml";
    static final String KNOWN_HOSTS = "known_hosts";
    static final String ANCHOR = "ca.pem";
    static final String IDENTITY = "id_ed25519";

    private static final String TEMPLATES = "/dev/watchkeeper/assets/demo/";
    private static final String OBJECTS = "nagios.cfg";

    /// Writes the four files into an existing folder, where none of them may exist yet.
    Fleet writeTo(Path folder) throws IOException {
        write(folder.resolve(IDENTITY), keys.privateKey());
        write(folder.resolve(ANCHOR), certificates.anchorPem());
        write(folder.resolve(KNOWN_HOSTS), knownHosts());
        write(folder.resolve(FLEET), filled(FLEET));
        return read(folder.resolve(FLEET));
    }

    /// Readable by the owner only from the first byte on: ssh refuses a key that others can read.
    private static void write(Path file, String text) throws IOException {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] owner =
                posix
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        Files.createFile(file, owner);
        Files.writeString(file, text);
    }

    private static Fleet read(Path file) {
        return switch (new FleetReader(file.toAbsolutePath().resolveSibling("")).read(file)) {
            case FleetReading.Read read -> read.fleet();
            case FleetReading.Broken broken ->
                    throw new IllegalStateException("the demo's fleet: " + broken.problems());
            case FleetReading.Missing _ -> throw new IllegalStateException("no fleet was written");
        };
    }

    private String knownHosts() {
        return hosts.stream()
                .map(h -> "[127.0.0.1]:" + h.port() + " " + PublicKeyEntry.toString(h.hostKey()))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /// The objects of the demo's Nagios.
    String objects() throws IOException {
        return filled(OBJECTS);
    }

    private String filled(String template) throws IOException {
        String text = text(template);
        for (TlsProxy proxy : certificates.proxies()) {
            text = text.replace("${" + proxy.label() + "}", String.valueOf(proxy.port()));
        }
        for (SshHost host : hosts) {
            text = text.replace("${" + host.name() + "}", String.valueOf(host.port()));
        }
        return text;
    }

    private static String text(String template) throws IOException {
        try (InputStream in = BoxFiles.class.getResourceAsStream(TEMPLATES + template)) {
            if (in == null) {
                throw new IllegalStateException(template + " is not on the class path");
            }
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
