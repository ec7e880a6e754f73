package dev.watchkeeper.automation;

import dev.watchkeeper.host.RenewalFiles.TextFile;
import dev.watchkeeper.tls.RenewalRule;
import dev.watchkeeper.tls.ServedCertificate.Parsed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads certbot's configuration folders: `renewal/*.conf`, `live`, `archive`, its log and locks
/// (facts of certbot 1.x to 5.x).
final class CertbotReader {
    private static final Pattern SPAN = Pattern.compile("(\\d{1,5}) *(hour|day|week|month)s?");
    private static final Duration SHORT_LIVED = Duration.ofDays(10);
    private static final Duration MONTH = Duration.ofDays(30);

    private final HostFiles host;

    CertbotReader(HostFiles host) {
        this.host = host;
    }

    List<RenewalClient> clients() {
        return host.clients("certbot").stream().map(this::client).toList();
    }

    private RenewalClient client(String folder) {
        List<TextFile> logs = host.files().files("certbot-log " + folder).toList();
        CertbotLog log = CertbotLog.of(logs, host.zone());
        List<String> hooks =
                host.files()
                        .facts("hook")
                        .map(f -> f.field(1))
                        .filter(h -> h.startsWith(folder + "/"))
                        .toList();
        Optional<Settings> general =
                host.below("certbot", folder)
                        .filter(f -> f.path().endsWith("/cli.ini"))
                        .map(Settings::of)
                        .findFirst();
        List<Lineage> lineages =
                host.below("certbot", folder)
                        .filter(f -> f.path().startsWith(folder + "/renewal/"))
                        .map(f -> lineage(folder, f, log, hooks, general))
                        .toList();
        return new RenewalClient.Certbot(
                folder, lineages, log.activity(!logs.isEmpty()), host.lock(folder), hooks);
    }

    private Lineage lineage(
            String folder,
            TextFile file,
            CertbotLog log,
            List<String> hooks,
            Optional<Settings> general) {
        Settings settings = Settings.of(file);
        String name = file.path().substring(folder.length() + 9).replaceAll("\\.conf$", "");
        List<StoredCertificate> archived = host.archived(file.path());
        Optional<StoredCertificate> newest = archived.stream().findFirst();
        return new Lineage(
                name,
                file.path(),
                newest,
                archived.stream().skip(1).findFirst(),
                host.link(folder + "/live/" + name + "/cert.pem", newest),
                rule(settings, log.version().or(() -> settings.text("version")), newest),
                !settings.text("autorenew").filter(a -> a.equalsIgnoreCase("false")).isPresent(),
                deploys(folder, settings, hooks, general),
                next(settings));
    }

    /// What is set; else a third of the lifetime is left, of a short one half; before version 4 30
    /// days.
    private static RenewalRule rule(
            Settings settings, Optional<String> version, Optional<StoredCertificate> newest) {
        Optional<RenewalRule> own =
                settings.text("renew_before_expiry")
                        .flatMap(CertbotReader::span)
                        .map(d -> new RenewalRule.BeforeExpiry(d, "certbot's renew_before_expiry"));
        return own.orElseGet(() -> {
            boolean old = version.filter(v -> v.matches("[0-3](\\..*)?")).isPresent();
            Optional<Parsed> leaf = newest.flatMap(StoredCertificate::leaf);
            boolean brief = leaf.filter(l -> l.lifetime().compareTo(SHORT_LIVED) < 0).isPresent();
            return old
                    ? new RenewalRule.BeforeExpiry(MONTH, "certbot's default")
                    : new RenewalRule.FractionLeft(brief ? 0.5 : 1.0 / 3, "certbot's default");
        });
    }

    private static Optional<Duration> span(String text) {
        Matcher span = SPAN.matcher(text.toLowerCase(Locale.ROOT));
        if (!span.matches() || Long.parseLong(span.group(1)) == 0) {
            return Optional.empty();
        }
        long count = Long.parseLong(span.group(1));
        return Optional.of(
                switch (span.group(2)) {
                    case "hour" -> Duration.ofHours(count);
                    case "week" -> Duration.ofDays(7 * count);
                    case "month" -> MONTH.multipliedBy(count);
                    default -> Duration.ofDays(count);
                });
    }

    private static List<String> deploys(
            String folder, Settings settings, List<String> hooks, Optional<Settings> general) {
        var deploys = new ArrayList<String>();
        for (String key : List.of("renew_hook", "deploy_hook", "post_hook")) {
            settings.text(key).ifPresent(h -> deploys.add(key + " " + h));
        }
        settings.text("installer")
                .filter(i -> !i.equals("None"))
                .ifPresent(i -> deploys.add("installer " + i));
        for (String key : List.of("renew-hook", "deploy-hook", "post-hook")) {
            general.flatMap(g -> g.text(key)).ifPresent(h -> deploys.add(key + " " + h));
        }
        hooks.stream()
                .filter(h -> !h.startsWith(folder + "/renewal-hooks/pre/"))
                .forEach(deploys::add);
        return deploys;
    }

    /// When it asks the authority again is no time of a renewal.
    private static Moment next(Settings settings) {
        return new Moment.Unknown(
                settings.text("ari_retry_after")
                        .map(a -> "it asks the authority again after " + a)
                        .orElse("certbot decides at each run"));
    }
}
