package dev.watchkeeper.tls;

import dev.watchkeeper.inventory.VisibleText;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Names what answered where TLS was expected, by its first line.
final class SpokenProtocol {
    private static final int SHOWN = 60;

    private SpokenProtocol() {}

    /// One sentence with an excerpt of what was said.
    static String describe(byte[] said) {
        String line = new String(said, StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
        return "not TLS: "
                + name(line)
                + "; it said \""
                + VisibleText.capped(new String(said, StandardCharsets.UTF_8), SHOWN)
                + '"';
    }

    private static String name(String line) {
        if (line.startsWith("HTTP/")) {
            return "the port speaks plain HTTP";
        }
        if (line.startsWith("SSH-")) {
            return "the port speaks SSH";
        }
        if (line.startsWith("220") || line.startsWith("554") || line.startsWith("421")) {
            return line.contains("FTP") ? "the port speaks FTP" : "the port speaks SMTP";
        }
        if (line.startsWith("* OK") || line.startsWith("* PREAUTH") || line.startsWith("* BYE")) {
            return "the port speaks IMAP";
        }
        if (line.startsWith("+OK") || line.startsWith("-ERR")) {
            return line.startsWith("-ERR")
                    ? "the port speaks POP3 or Redis"
                    : "the port speaks POP3";
        }
        if (line.startsWith("RFB ")) {
            return "the port speaks VNC";
        }
        return line.startsWith("<")
                ? "the port speaks HTML or XML"
                : "an unknown protocol answered";
    }
}
