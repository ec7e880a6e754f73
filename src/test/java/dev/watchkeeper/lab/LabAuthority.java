package dev.watchkeeper.lab;

import dev.watchkeeper.tls.TestCertificates.Issued;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// An authority that is the program openssl (Debian: openssl).
final class LabAuthority {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path folder;

    /// @param root that signs, with its key
    LabAuthority(Path folder, Issued root) throws IOException {
        this.folder = Files.createDirectories(folder);
        Files.writeString(root(), LabServer.pem(root));
        Files.writeString(folder.resolve("index"), "");
        Files.writeString(
                folder.resolve("ca.conf"),
                """
                [ca]
                default_ca = lab
                [lab]
                database = %1$s/index
                new_certs_dir = %1$s
                default_md = sha256
                rand_serial = yes
                policy = any
                [any]
                commonName = supplied
                """
                        .formatted(folder));
    }

    /// The root's certificate alone, as a fleet file trusts it.
    Path anchor() throws IOException {
        String both = Files.readString(root());
        return Files.writeString(
                folder.resolve("anchor.pem"),
                both.substring(0, both.indexOf("-----BEGIN PRIVATE")));
    }

    private Path root() {
        return folder.resolve("root.pem");
    }

    /// Issues a server's certificate and returns the file with it and its key.
    Path issue(String name, Instant from, Instant until) throws Exception {
        Path key = folder.resolve(name + ".key");
        Path request = folder.resolve(name + ".csr");
        Path made = folder.resolve(name + ".crt");
        Path extensions =
                Files.writeString(
                        folder.resolve(name + ".ext"),
                        """
                        subjectAltName = DNS:%s
                        basicConstraints = CA:FALSE
                        keyUsage = critical, digitalSignature
                        extendedKeyUsage = serverAuth
                        """
                                .formatted(name));
        run(
                "req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
                        + " -subj /CN=%s -keyout %s -out %s".formatted(name, key, request));
        run(
                "ca -batch -notext -config %s/ca.conf -cert %s -keyfile %s -in %s -out %s"
                                .formatted(folder, root(), root(), request, made)
                        + " -extfile %s -startdate %s -enddate %s"
                                .formatted(extensions, TIME.format(from), TIME.format(until)));
        return Files.writeString(
                folder.resolve(name + ".pem"), Files.readString(made) + Files.readString(key));
    }

    private static void run(String words) throws Exception {
        Process openssl =
                new ProcessBuilder(List.of(("openssl " + words).split(" ", -1)))
                        .redirectErrorStream(true)
                        .start();
        String said = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (openssl.waitFor() != 0) {
            throw new IOException("openssl " + words + "\n" + said);
        }
    }
}
