package dev.watchkeeper.automation;

import dev.watchkeeper.host.RenewalFiles.Fact;
import dev.watchkeeper.tls.RenewalRule;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads dehydrated's configurations, of which plain assignments alone are known, and its folders
/// of certificates.
final class DehydratedReader {
    private static final int DEFAULT_DAYS = 32;

    private final HostFiles host;

    DehydratedReader(HostFiles host) {
        this.host = host;
    }

    List<RenewalClient> clients() {
        return host.clients("dehydrated").stream().map(this::client).toList();
    }

    private RenewalClient client(String config) {
        Settings settings = settings(config);
        RenewalRule rule = rule(config, settings);
        List<String> hooks = settings.text("HOOK").map(h -> "HOOK " + h).stream().toList();
        List<Lineage> lineages =
                host.files()
                        .facts("lineage")
                        .filter(f -> f.field(0).equals(config))
                        .map(f -> f.field(1))
                        .distinct()
                        .map(f -> lineage(f, rule, hooks))
                        .toList();
        return new RenewalClient.Dehydrated(config, lineages, host.lock(config));
    }

    private Settings settings(String config) {
        String folder = config.substring(0, config.lastIndexOf('/'));
        Map<String, String> all = new LinkedHashMap<>();
        host.files()
                .files("dehydrated")
                .filter(f -> f.path().startsWith(folder))
                .forEach(f -> all.putAll(Settings.of(f).values()));
        return new Settings(all);
    }

    private Lineage lineage(String folder, RenewalRule rule, List<String> hooks) {
        List<StoredCertificate> archived = host.archived(folder);
        Optional<StoredCertificate> newest = archived.stream().findFirst();
        return new Lineage(
                folder.substring(folder.lastIndexOf('/') + 1),
                folder,
                newest,
                archived.stream().skip(1).findFirst(),
                host.link(folder + "/cert.pem", newest),
                rule,
                true,
                hooks,
                new Moment.Unknown("dehydrated decides at each run"));
    }

    private RenewalRule rule(String config, Settings settings) {
        Optional<Long> set = settings.number("RENEW_DAYS").filter(d -> d > 0);
        Optional<Long> own =
                host.files()
                        .facts("default")
                        .filter(f -> f.field(0).equals(config))
                        .map((Fact f) -> f.number(1))
                        .filter(d -> d > 0)
                        .findFirst();
        return new RenewalRule.BeforeExpiry(
                Duration.ofDays(set.or(() -> own).orElse((long) DEFAULT_DAYS)),
                set.isPresent() ? "RENEW_DAYS" : "dehydrated's default");
    }
}
