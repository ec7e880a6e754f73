package dev.watchkeeper.tls.starttls;

import dev.watchkeeper.inventory.StartTls;
import dev.watchkeeper.inventory.VisibleText;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// Names what answered where something else was expected, by its first line.
public final class SpokenProtocol {
    private static final int SHOWN = 60;

    private SpokenProtocol() {}

    /// One sentence with an excerpt of what was said.
    ///
    /// @param expected such as `TLS` or `IMAP`
    /// @param startTls how the endpoint is asked so far
    public static String describe(String expected, byte[] said, Optional<StartTls> startTls) {
        String line = new String(said, StandardCharsets.ISO_8859_1);
        return "not "
                + expected
                + ": "
                + name(line)
                + hint(line, startTls)
                + "; it said "
                + excerpt(said);
    }

    /// The beginning of what was said, in quotes.
    public static String excerpt(byte[] said) {
        return '"' + VisibleText.capped(new String(said, StandardCharsets.UTF_8), SHOWN) + '"';
    }

    /// How to ask what answered.
    private static String hint(String line, Optional<StartTls> startTls) {
        if (isTls(line)) {
            return ": leave starttls out";
        }
        return protocol(line)
                .filter(p -> startTls.isEmpty() || !startTls.get().protocol().equals(p.protocol()))
                .map(p -> " (starttls: " + p.word() + " asks it)")
                .orElse("");
    }

    private static String name(String line) {
        if (isTls(line)) {
            return "the port speaks TLS from the first byte";
        }
        if (line.startsWith("HTTP/")) {
            return "the port speaks plain HTTP";
        }
        if (line.startsWith("SSH-")) {
            return "the port speaks SSH";
        }
        if (line.startsWith("RFB ")) {
            return "the port speaks VNC";
        }
        if (line.startsWith("-ERR")) {
            return "the port speaks POP3 or Redis";
        }
        Optional<StartTls> known = protocol(line);
        if (known.isPresent()) {
            return "the port speaks " + known.get().protocol();
        }
        return line.startsWith("<")
                ? "the port speaks HTML or XML"
                : "an unknown protocol answered";
    }

    /// Which of those that can change to TLS it is.
    private static Optional<StartTls> protocol(String said) {
        String line = said.toUpperCase(Locale.ROOT);
        if (isFtp(line)) {
            return Optional.of(StartTls.FTP);
        }
        if (startsWithAny(line, "220", "554", "421")) {
            return Optional.of(StartTls.SMTP);
        }
        if (startsWithAny(line, "* OK", "* PREAUTH", "* BYE")) {
            return Optional.of(StartTls.IMAP);
        }
        if (line.startsWith("+OK")) {
            return Optional.of(StartTls.POP3);
        }
        if (startsWithAny(line, "200 ", "201 ")) {
            return Optional.of(StartTls.NNTP);
        }
        if (line.startsWith("\"IMPLEMENTATION\"")) {
            return Optional.of(StartTls.SIEVE);
        }
        if (startsWithAny(line, "NOTICE ", ":") || line.startsWith("ERROR :")) {
            return Optional.of(StartTls.IRC);
        }
        return line.contains("JABBER:") || line.startsWith("<STREAM:")
                ? Optional.of(StartTls.XMPP)
                : binary(said);
    }

    private static Optional<StartTls> binary(String line) {
        if (line.startsWith("E") && (line.contains("SFATAL") || line.contains("SERROR"))) {
            return Optional.of(StartTls.POSTGRES);
        }
        boolean mysql = line.length() > 4 && line.charAt(3) == 0;
        if (mysql && (line.charAt(4) == 10 || line.charAt(4) == 0xff)) {
            return Optional.of(StartTls.MYSQL);
        }
        boolean ldap = line.startsWith("0") && line.indexOf('x') > 0;
        return ldap && line.charAt(1) < ' ' ? Optional.of(StartTls.LDAP) : Optional.empty();
    }

    private static boolean startsWithAny(String line, String... beginnings) {
        for (String beginning : beginnings) {
            if (line.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    /// Whether a greeting with a number is FTP's, which begins as SMTP's does.
    static boolean isFtp(String greeting) {
        String upper = greeting.toUpperCase(Locale.ROOT);
        return upper.matches("(?s)\\d{3}.*") && upper.contains("FTP");
    }

    // An alert or handshake record of any version (RFC 8446 5.1).
    private static boolean isTls(String line) {
        return line.length() > 1
                && (line.charAt(0) == 21 || line.charAt(0) == 22)
                && line.charAt(1) == 3;
    }
}
