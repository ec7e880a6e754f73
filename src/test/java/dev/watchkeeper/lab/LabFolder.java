package dev.watchkeeper.lab;

import dev.watchkeeper.tls.TestCertificates.Issued;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// A folder that a server's own user can look into, with a certificate and its key in `tls.pem`.
///
/// @param tls whether the server is to offer TLS
record LabFolder(Path path, boolean tls) {
    static LabFolder of(Path parent, String name, Issued issued, boolean tls) throws Exception {
        Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path path = Files.createDirectories(parent.resolve(name + (tls ? "" : "-plain")));
        Files.writeString(path.resolve("tls.pem"), LabServer.pem(issued));
        return new LabFolder(path, tls);
    }

    /// What a configuration has only where TLS is offered; `@` stands for the folder.
    String ifTls(String lines) {
        return tls ? lines : "";
    }

    /// Writes a configuration, in which `@` stands for the folder.
    String write(String name, String text) throws IOException {
        Path file = path.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text.replace("@", path.toString())).toString();
    }

    void folders(String... names) throws IOException {
        for (String name : names) {
            Files.createDirectories(path.resolve(name));
        }
    }

    /// Gives everything to a user, and the key to nobody else.
    void own(String user) throws Exception {
        run("chown", "-R", user, path.toString());
        run("chmod", "600", path.resolve("tls.pem").toString());
    }

    /// Runs a command to its end, in the folder.
    void run(String... command) throws Exception {
        Process process =
                new ProcessBuilder(command)
                        .directory(path.toFile())
                        .redirectErrorStream(true)
                        .start();
        String said =
                new String(
                        process.getInputStream().readAllBytes(),
                        java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + ": " + said);
        }
    }

    /// A command that runs as a user.
    static List<String> as(String user, String... command) {
        var all =
                new java.util.ArrayList<>(
                        List.of("setpriv", "--reuid", user, "--regid", user, "--clear-groups"));
        all.addAll(List.of(command));
        return all;
    }
}
