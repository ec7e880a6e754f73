package dev.watchkeeper.host;

import dev.watchkeeper.host.RenewalFiles.CertificateFile;
import dev.watchkeeper.host.RenewalFiles.Clock;
import dev.watchkeeper.host.RenewalFiles.Fact;
import dev.watchkeeper.host.RenewalFiles.Line;
import dev.watchkeeper.host.RenewalFiles.TextFile;
import dev.watchkeeper.inventory.VisibleText;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads what the question of renewals printed ([RenewalFormat]). Never throws for its content.
final class RenewalParser {
    private static final int MOST_FACTS = 60_000;
    private static final int LONGEST = 1_000;
    private static final long LATEST = 253_402_300_799L;

    private final String nonce;
    private final List<TextFile> files = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();
    private final CertificateRows certificates = new CertificateRows();
    private final List<Fact> facts = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private Optional<Fact> file = Optional.empty();
    private Optional<Fact> host = Optional.empty();
    private boolean begun;
    private boolean ended;

    private RenewalParser(String nonce) {
        this.nonce = nonce;
    }

    /// @return empty when there is no beginning of an answer in it
    static Optional<RenewalFiles> parse(String output, String nonce) {
        var parser = new RenewalParser(nonce);
        String whole = output.substring(0, output.lastIndexOf('\n') + 1);
        Arrays.stream(whole.split("\n", -1)).forEach(parser::line);
        parser.endFile();
        return parser.files();
    }

    private Optional<RenewalFiles> files() {
        if (!ended) {
            notes.add("the answer stopped before its end");
        }
        return host.filter(_ -> begun)
                .map(h ->
                        new RenewalFiles(
                                clock(h), files, certificates.files(), facts, notes, ended));
    }

    private void line(String line) {
        if (!line.startsWith(nonce + " ") || ended) {
            return;
        }
        String row = line.substring(nonce.length() + 1);
        int blank = row.indexOf(' ');
        String tag = blank < 0 ? row : row.substring(0, blank);
        String rest = blank < 0 ? "" : row.substring(blank + 1);
        switch (tag) {
            case "begin" -> begun = rest.equals("" + RenewalFormat.VERSION);
            case "l" -> fileLine(rest);
            case "pem" -> certificates.text(rest);
            case "end-pem" -> certificates.end();
            case "note" -> notes.add(visible(rest));
            case "end" -> ended = begun;
            default -> fact(new Fact(tag, fields(rest)));
        }
    }

    private void fact(Fact fact) {
        switch (fact.tag()) {
            case "host" -> host = Optional.of(fact);
            case "file" -> {
                endFile();
                file = Optional.of(fact);
            }
            case "crt" -> certificates.begin(fact);
            case "in" -> certificates.in(fact.field(0));
            default -> {
                if (facts.size() < MOST_FACTS) {
                    facts.add(fact);
                }
            }
        }
    }

    private void endFile() {
        file.ifPresent(f ->
                files.add(new TextFile(f.field(0), f.field(3), changed(f, 1), f.number(2), lines)));
        file = Optional.empty();
        lines.clear();
    }

    /// `NUMBER:TEXT`.
    private void fileLine(String text) {
        int colon = text.indexOf(':');
        if (colon > 0 && text.substring(0, colon).matches("[0-9]{1,9}")) {
            lines.add(
                    new Line(
                            Integer.parseInt(text.substring(0, colon)),
                            visible(text.substring(colon + 1).replace('\t', ' '))));
        }
    }

    private static List<String> fields(String rest) {
        return Arrays.stream(rest.split("" + RenewalFormat.FIELD_END, -1))
                .map(RenewalParser::visible)
                .toList();
    }

    private static String visible(String text) {
        return text.isEmpty() ? text : VisibleText.capped(text, LONGEST);
    }

    static Optional<Instant> changed(Fact fact, int index) {
        long seconds = fact.number(index);
        return seconds == 0
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(Math.min(seconds, LATEST)));
    }

    private static Clock clock(Fact host) {
        Instant now = Instant.ofEpochSecond(Math.min(host.number(0), LATEST));
        String up = host.field(1).replaceAll("\\..*", "");
        long seconds = up.matches("[0-9]{1,10}") ? Long.parseLong(up) : 0;
        return new Clock(
                now,
                Duration.ofSeconds(seconds),
                Math.max(1, host.number(2)),
                zone(host.field(3), host.field(4), now));
    }

    /// The name where it is one that Java knows and that agrees with the clock; else the offset.
    private static Optional<ZoneId> zone(String offset, String name, Instant now) {
        try {
            ZoneOffset is = ZoneOffset.of(offset);
            return Optional.of(named(name).filter(z -> agrees(z, is, now)).orElse(is));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean agrees(ZoneId zone, ZoneOffset offset, Instant now) {
        return zone.getRules().getOffset(now).equals(offset);
    }

    private static Optional<ZoneId> named(String name) {
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// The rows of certificates.
    private static final class CertificateRows {
        private static final int MOST = 1_000;
        private static final int LARGEST = 100_000;

        private final List<Fact> begun = new ArrayList<>();
        private final List<List<String>> encoded = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private int current = -1;

        void begin(Fact fact) {
            if (begun.size() < MOST) {
                begun.add(fact);
                encoded.add(new ArrayList<>());
            }
            in(fact.field(0));
        }

        void in(String path) {
            text.setLength(0);
            current = begun.size() - 1;
            while (current >= 0 && !begun.get(current).field(0).equals(path)) {
                current--;
            }
        }

        void text(String line) {
            if (line.matches("[A-Za-z0-9+/=]{1,76}") && text.length() < LARGEST) {
                text.append(line);
            }
        }

        void end() {
            if (current >= 0 && !text.isEmpty()) {
                encoded.get(current).add(text.toString());
            }
            text.setLength(0);
        }

        List<CertificateFile> files() {
            var files = new ArrayList<CertificateFile>();
            for (int i = 0; i < begun.size(); i++) {
                Fact f = begun.get(i);
                files.add(
                        new CertificateFile(
                                f.field(0),
                                f.field(3),
                                changed(f, 1),
                                f.number(2),
                                encoded.get(i)));
            }
            return files;
        }
    }
}
