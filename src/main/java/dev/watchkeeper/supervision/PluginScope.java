package dev.watchkeeper.supervision;

import dev.watchkeeper.inventory.VisibleText;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/// What a plugin's command line looks at.
final class PluginScope {
    private static final int LONGEST = 1_000;
    private static final Map<String, Integer> PORTS =
            Map.ofEntries(
                    Map.entry("imap", 143),
                    Map.entry("simap", 993),
                    Map.entry("pop", 110),
                    Map.entry("spop", 995),
                    Map.entry("ftp", 21),
                    Map.entry("jabber", 5222),
                    Map.entry("nntp", 119),
                    Map.entry("nntps", 563),
                    Map.entry("ssmtp", 465),
                    Map.entry("smtp", 25),
                    Map.entry("ssh", 22),
                    Map.entry("ldap", 389),
                    Map.entry("ldaps", 636),
                    Map.entry("mysql", 3306),
                    Map.entry("pgsql", 5432));
    private static final Set<String> ALWAYS_TLS =
            Set.of("simap", "spop", "nntps", "ssmtp", "ldaps");
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final String line;
    private final String name;
    private final Plugin plugin;
    private final PluginOptions options;

    private PluginScope(String line, String name, List<String> rest) {
        this.line = line;
        this.name = name.toLowerCase(Locale.ROOT).replaceFirst("^check[_-]", "");
        this.plugin = Plugin.named(name);
        this.options = PluginOptions.read(rest, plugin.letters(), plugin.names());
    }

    /// Reads a command line whose macros have been expanded.
    ///
    /// @param command the name of the command's definition, which counts where the program is none
    ///   of a known name
    static Scope of(String line, String command) {
        List<String> words = ShellWords.of(line);
        int at = 0;
        while (at < words.size() && !file(words.get(at)).matches("(?i)check[_-].+")) {
            at++;
        }
        PluginScope scope =
                at < words.size()
                        ? new PluginScope(
                                line, file(words.get(at)), words.subList(at + 1, words.size()))
                        : new PluginScope(line, command, List.of());
        return scope.scope();
    }

    private static String file(String word) {
        return word.substring(word.lastIndexOf('/') + 1);
    }

    private Scope scope() {
        Optional<Days> days = days();
        Scope.What what = what(days.isPresent());
        return new Scope(
                what,
                address(),
                port(what),
                names(),
                days.flatMap(Days::warning),
                days.flatMap(Days::critical),
                VisibleText.capped(line, LONGEST));
    }

    private Scope.What what(boolean expiry) {
        if (expiry) {
            return Scope.What.TLS_EXPIRY;
        }
        return switch (plugin) {
            case HTTP -> options.has('S') || given() == HTTPS ? Scope.What.TLS : Scope.What.PORT;
            case TCP, PORT ->
                    options.has('S') || ALWAYS_TLS.contains(name)
                            ? Scope.What.TLS
                            : Scope.What.PORT;
            case SMTP -> options.has('S') || options.has('s') ? Scope.What.TLS : Scope.What.PORT;
            case CERTIFICATE -> Scope.What.TLS_EXPIRY;
            case ALIVE -> Scope.What.ALIVE;
            case INSIDE -> Scope.What.INSIDE;
            case OTHER -> Scope.What.OTHER;
        };
    }

    /// What is left of a certificate when it says so.
    private record Days(Optional<Duration> warning, Optional<Duration> critical) {}

    private Optional<Days> days() {
        return switch (plugin) {
            case HTTP -> options.value("C").map(PluginScope::pair);
            case TCP, SMTP -> options.value("D").map(PluginScope::pair);
            case CERTIFICATE -> Optional.of(certificateDays());
            default -> Optional.empty();
        };
    }

    /// `WARNING[,CRITICAL]`; without the second it is critical once it has expired.
    private static Days pair(String value) {
        String[] parts = value.split(",", 2);
        return new Days(
                days(parts[0]), parts.length > 1 ? days(parts[1]) : Optional.of(Duration.ZERO));
    }

    private Days certificateDays() {
        boolean known = name.startsWith("ssl_cert");
        return new Days(given("w", known ? 20 : -1), given("c", known ? 15 : -1));
    }

    private Optional<Duration> given(String letter, int otherwise) {
        Optional<String> value = options.value(letter);
        if (value.isPresent()) {
            return days(value.get());
        }
        return otherwise < 0 ? Optional.empty() : Optional.of(Duration.ofDays(otherwise));
    }

    private static Optional<Duration> days(String text) {
        String number = text.strip().replaceFirst("[dD]$", "");
        if (!number.matches("[0-9]{1,6}(\\.[0-9]{1,6})?")) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofSeconds(Math.round(Double.parseDouble(number) * 86_400)));
    }

    private String address() {
        Optional<String> address = options.value("H");
        if (plugin == Plugin.HTTP || plugin == Plugin.CERTIFICATE) {
            address = options.value("I").or(() -> options.value("H"));
        }
        if (plugin == Plugin.PORT) {
            address = address.or(() -> options.operands().stream().findFirst());
        }
        return address.map(PluginScope::bare).orElse("");
    }

    private static String bare(String address) {
        String inner =
                address.startsWith("[") && address.endsWith("]")
                        ? address.substring(1, address.length() - 1)
                        : address;
        return VisibleText.capped(inner.isEmpty() ? address : inner, 255);
    }

    private List<String> names() {
        Optional<String> sni = options.value(String.valueOf(PluginOptions.SNI));
        Stream<String> names =
                switch (plugin) {
                    case HTTP -> options.value("H").stream();
                    case SMTP ->
                            options.has(PluginOptions.SNI)
                                    ? options.value("H").stream()
                                    : Stream.empty();
                    case TCP -> sni.stream();
                    case CERTIFICATE ->
                            Stream.of(sni, options.value("n"), options.value("H"))
                                    .flatMap(Optional::stream);
                    default -> Stream.empty();
                };
        return names.map(PluginScope::bare).filter(n -> !isAddress(n)).distinct().toList();
    }

    private static boolean isAddress(String name) {
        return name.indexOf(':') >= 0 || name.matches("[0-9.]+");
    }

    /// The port that was given, or 0.
    private int given() {
        return options.value("p")
                .filter(p -> p.matches("[0-9]{1,5}"))
                .map(Integer::parseInt)
                .filter(p -> p > 0 && p < 65_536)
                .orElse(0);
    }

    private OptionalInt port(Scope.What what) {
        if (given() > 0 && what != Scope.What.OTHER) {
            return OptionalInt.of(given());
        }
        return switch (plugin) {
            case HTTP -> OptionalInt.of(what == Scope.What.PORT ? HTTP : HTTPS);
            case CERTIFICATE -> OptionalInt.of(HTTPS);
            default ->
                    PORTS.containsKey(name) ? OptionalInt.of(PORTS.get(name)) : OptionalInt.empty();
        };
    }
}
