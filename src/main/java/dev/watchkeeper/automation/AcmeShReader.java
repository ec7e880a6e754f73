package dev.watchkeeper.automation;

import dev.watchkeeper.automation.Activity.Failure;
import dev.watchkeeper.host.RenewalFiles.TextFile;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.tls.RenewalRule;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads acme.sh's folders: `NAME/NAME.conf` of each certificate, and its log where it keeps one.
final class AcmeShReader {
    private static final Pattern ENCODED =
            Pattern.compile("__ACME_BASE64__START_([A-Za-z0-9+/=]*)__ACME_BASE64__END_");
    private static final Pattern TIME =
            Pattern.compile(
                    "^\\[(?:[A-Z][a-z]{2}) ([A-Z][a-z]{2}) +(\\d{1,2}) "
                            + "(?:(\\d\\d:\\d\\d:\\d\\d) (?:[AP]M )?)([A-Z]{2,5}) (\\d{4})\\]");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("d MMM uuuu HH:mm:ss z", Locale.ENGLISH);
    private static final int DEFAULT_DAYS = 30;
    private static final int MOST_LINES = 12;

    private final HostFiles host;

    AcmeShReader(HostFiles host) {
        this.host = host;
    }

    List<RenewalClient> clients() {
        return host.clients("acme.sh").stream().map(this::client).toList();
    }

    private RenewalClient client(String folder) {
        List<Lineage> lineages = host.below("acme.sh", folder).map(this::lineage).toList();
        List<TextFile> logs = host.files().files("acme.sh-log " + folder).toList();
        Activity activity =
                logs.isEmpty() ? Activity.unknown("it keeps no log") : activity(logs.getFirst());
        return new RenewalClient.AcmeSh(folder, lineages, activity);
    }

    private Lineage lineage(TextFile file) {
        Settings settings = Settings.of(file);
        List<String> deploys = new ArrayList<>();
        for (String key : List.of("Le_ReloadCmd", "Le_RenewHook", "Le_PostHook")) {
            settings.text(key).ifPresent(v -> deploys.add(key + " " + decoded(v)));
        }
        settings.text("Le_RealFullChainPath").ifPresent(p -> deploys.add("copied to " + p));
        Optional<Long> next = settings.number("Le_NextRenewTime");
        return new Lineage(
                settings.text("Le_Domain").orElseGet(() -> base(file.path())),
                file.path(),
                host.archived(file.path()).stream().findFirst(),
                Optional.empty(),
                new Lineage.Link.None(),
                rule(settings, next),
                true,
                deploys,
                next.<Moment>map(n -> new Moment.At(Instant.ofEpochSecond(n)))
                        .orElseGet(() -> new Moment.Unknown("it keeps no Le_NextRenewTime")));
    }

    private static RenewalRule rule(Settings settings, Optional<Long> next) {
        Optional<Long> days = settings.number("Le_RenewalDays").filter(d -> d > 0);
        Optional<Long> span =
                next.flatMap(n -> settings.number("Le_CertCreateTime").map(c -> n - c))
                        .filter(s -> s > 0);
        return days.map(d -> new RenewalRule.AfterIssue(Duration.ofDays(d), "Le_RenewalDays"))
                .or(() ->
                        span.map(s ->
                                new RenewalRule.AfterIssue(
                                        Duration.ofSeconds(s), "Le_NextRenewTime")))
                .orElseGet(() ->
                        new RenewalRule.AfterIssue(
                                Duration.ofDays(DEFAULT_DAYS), "acme.sh's default"));
    }

    /// A value that acme.sh has encoded, made visible.
    static String decoded(String value) {
        Matcher encoded = ENCODED.matcher(value);
        if (!encoded.matches()) {
            return value;
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(encoded.group(1));
            String text = new String(bytes, StandardCharsets.UTF_8);
            return text.isEmpty() ? "" : VisibleText.capped(text, 500);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }

    private static Activity activity(TextFile log) {
        Optional<Instant> start = Optional.empty();
        Optional<Instant> success = Optional.empty();
        Optional<Instant> failed = Optional.empty();
        Optional<Instant> limited = Optional.empty();
        var errors = new ArrayList<String>();
        for (var line : log.lines()) {
            String text = line.text();
            Optional<Instant> at = time(text);
            if (text.contains("===Starting cron===")) {
                start = at.or(Optional::empty);
                errors.clear();
            } else if (isError(text)) {
                failed = at.isPresent() ? at : failed;
                limited = RateLimit.until(text).isPresent() ? RateLimit.until(text) : limited;
                if (errors.size() < MOST_LINES) {
                    errors.add(text);
                }
            } else if (text.contains("===End cron===") && errors.isEmpty()) {
                success = at;
            }
        }
        return new Activity(
                moment(start, "its log has no run"),
                moment(success, "its log has no success"),
                errors.isEmpty() ? Optional.empty() : Optional.of(new Failure(failed, errors)),
                limited,
                Optional.empty());
    }

    private static boolean isError(String text) {
        return text.contains("rror") || text.contains("rateLimited") || text.contains("oo many ");
    }

    private static Moment moment(Optional<Instant> at, String otherwise) {
        return at.<Moment>map(Moment.At::new).orElseGet(() -> new Moment.Unknown(otherwise));
    }

    /// `[Sat Nov 28 03:00:01 UTC 2026]`, as date(1) prints it.
    static Optional<Instant> time(String text) {
        Matcher time = TIME.matcher(text);
        try {
            return time.find()
                    ? Optional.of(
                            ZonedDateTime.parse(
                                            "%s %s %s %s %s"
                                                    .formatted(
                                                            time.group(2),
                                                            time.group(1),
                                                            time.group(5),
                                                            time.group(3),
                                                            time.group(4)),
                                            DATE)
                                    .toInstant())
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String base(String path) {
        return path.substring(path.lastIndexOf('/') + 1).replaceAll("\\.conf$", "");
    }
}
