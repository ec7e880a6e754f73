package dev.watchkeeper.inventory;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// A protocol that begins in the clear and changes to TLS on request. The words are those of
/// `openssl s_client -starttls`.
public enum StartTls {
    /// RFC 3207.
    SMTP("smtp", "SMTP", 25),
    /// RFC 6409: SMTP on the port for those who hand in mail.
    SUBMISSION("submission", "SMTP", 587),
    /// RFC 9051 6.2.1.
    IMAP("imap", "IMAP", 143),
    /// RFC 2595 4.
    POP3("pop3", "POP3", 110),
    /// RFC 4217.
    FTP("ftp", "FTP", 21),
    /// RFC 4511 4.14.
    LDAP("ldap", "LDAP", 389),
    /// RFC 6120 5, for clients.
    XMPP("xmpp", "XMPP", 5222),
    /// RFC 6120 5, between servers.
    XMPP_SERVER("xmpp-server", "XMPP", 5269),
    /// PostgreSQL's frontend/backend protocol, SSLRequest.
    POSTGRES("postgres", "PostgreSQL", 5432),
    /// MySQL's and MariaDB's protocol, SSLRequest.
    MYSQL("mysql", "MySQL", 3306),
    /// RFC 4642.
    NNTP("nntp", "NNTP", 119),
    /// RFC 5804 2.2.
    SIEVE("sieve", "ManageSieve", 4190),
    /// IRCv3's `tls` capability.
    IRC("irc", "IRC", 6667);

    private final String word;
    private final String protocol;
    private final int port;

    StartTls(String word, String protocol, int port) {
        this.word = word;
        this.protocol = protocol;
        this.port = port;
    }

    /// As it stands in a fleet file and on a command line.
    public String word() {
        return word;
    }

    /// What the protocol is called.
    public String protocol() {
        return protocol;
    }

    /// The usual TCP port.
    public int port() {
        return port;
    }

    /// By its word, in any case.
    public static Optional<StartTls> named(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(s -> s.word.equals(word)).findFirst();
    }

    /// The one that is usual on a port.
    public static Optional<StartTls> usualOn(int port) {
        return Arrays.stream(values()).filter(s -> s.port == port).findFirst();
    }

    /// What a choice means beside a port; `auto` takes what is usual on it.
    ///
    /// @param port empty when none was given
    /// @return empty when there is no such protocol, or no usual one
    public static Optional<StartTls> chosen(String text, OptionalInt port) {
        return text.equalsIgnoreCase("auto")
                ? port.stream().boxed().findFirst().flatMap(StartTls::usualOn)
                : named(text);
    }

    /// All words.
    public static List<String> words() {
        return Arrays.stream(values()).map(StartTls::word).toList();
    }

    /// One sentence on what a choice that gives no protocol should have been.
    public static String expected(String text) {
        String all = words().stream().collect(Collectors.joining(", "));
        return text.equalsIgnoreCase("auto")
                ? "auto needs a port on which one of these is usual: " + all
                : "expected auto or one of " + all;
    }
}
