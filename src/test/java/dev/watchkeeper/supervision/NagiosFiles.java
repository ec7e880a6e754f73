package dev.watchkeeper.supervision;

import dev.watchkeeper.host.LocalShell;
import dev.watchkeeper.inventory.DrillPolicy;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.inventory.SupervisionKind;
import dev.watchkeeper.inventory.Thresholds;
import dev.watchkeeper.supervision.SupervisionObservation.NotObserved;
import dev.watchkeeper.supervision.SupervisionObservation.Observed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The files of a Nagios that was recorded, in a folder of their own, and this machine as its host.
final class NagiosFiles {
    static final String HOST = "watch1";
    static final Instant ASKED = Instant.parse("2026-11-29T06:31:42Z");

    final Path folder;

    NagiosFiles(Path folder) throws IOException {
        this.folder = folder;
        for (String name : List.of("status.dat", "objects.cache", "nagios.log")) {
            try (var in = NagiosFiles.class.getResourceAsStream("nagios/" + name)) {
                Files.write(folder.resolve(name), Objects.requireNonNull(in).readAllBytes());
            }
        }
        config("");
    }

    /// Writes nagios.cfg with further lines.
    void config(String more) throws IOException {
        Files.writeString(
                folder.resolve("nagios.cfg"),
                """
                # status_file=/nowhere
                log_file=nagios.log
                 status_file = /nowhere
                status_file = @/status.dat
                object_cache_file=@/objects.cache
                command_file=@/nagios.cmd
                resource_file=@/resource.cfg
                lock_file=@/nagios.pid
                interval_length=1
                """
                                .replace("@", folder.toString())
                        + more);
    }

    /// Replaces a text in a file; it has to be there.
    void change(String file, String text, String with) throws IOException {
        Path path = folder.resolve(file);
        String old = Files.readString(path, StandardCharsets.ISO_8859_1);
        if (!old.contains(text)) {
            throw new IllegalArgumentException(file + " has no " + text);
        }
        Files.writeString(path, old.replace(text, with), StandardCharsets.ISO_8859_1);
    }

    Supervision supervision() {
        return supervision(DrillPolicy.DEFAULT);
    }

    Supervision supervision(DrillPolicy drill) {
        return new Supervision(
                "nagios",
                SupervisionKind.NAGIOS,
                Optional.of(HOST),
                Optional.empty(),
                List.of(),
                folder.resolve("nagios.cfg").toString(),
                List.of(),
                drill);
    }

    static Fleet fleet() {
        return new Fleet(List.of(), List.of(Host.of(HOST)), List.of(), Thresholds.DEFAULT);
    }

    SupervisionStatus observed(String... shell) {
        return ((Observed) observe(shell)).status();
    }

    String notObserved() {
        return ((NotObserved) observe("sh")).text();
    }

    SupervisionObservation observe(String... shell) {
        return new NagiosObserver(new LocalShell(shell), () -> ASKED, () -> "0123456789abcdef")
                .observe(supervision(), fleet(), Duration.ofMinutes(1));
    }

    static Check check(SupervisionStatus status, String id) {
        return status.services().stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
    }
}
