package dev.watchkeeper.automation;

import dev.watchkeeper.host.RenewalFiles.TextFile;
import dev.watchkeeper.tls.RenewalRule;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Reads lego's folders: `certificates/ID.json` and `ID.crt`. It keeps no settings, no log and no
/// lock, so that its rule is that of its default.
final class LegoReader {
    private static final Duration DEFAULT = Duration.ofDays(30);

    private final HostFiles host;

    LegoReader(HostFiles host) {
        this.host = host;
    }

    List<RenewalClient> clients() {
        return host.clients("lego").stream()
                .<RenewalClient>map(folder ->
                        new RenewalClient.Lego(
                                folder, host.below("lego", folder).map(this::lineage).toList()))
                .toList();
    }

    private Lineage lineage(TextFile file) {
        String name = file.path().substring(file.path().lastIndexOf('/') + 1);
        return new Lineage(
                name.replaceAll("\\.json$", ""),
                file.path(),
                host.archived(file.path()).stream().findFirst(),
                Optional.empty(),
                new Lineage.Link.None(),
                new RenewalRule.BeforeExpiry(DEFAULT, "lego's default"),
                true,
                List.of(),
                new Moment.Unknown("lego decides at each run"));
    }
}
