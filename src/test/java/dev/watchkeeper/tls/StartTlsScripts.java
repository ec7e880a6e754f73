package dev.watchkeeper.tls;

import dev.watchkeeper.inventory.StartTls;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// How a server of each protocol agrees to TLS, up to and without the handshake.
final class StartTlsScripts {
    private static final Map<StartTls, Server> SERVERS = new EnumMap<>(StartTls.class);

    static {
        mail();
        files();
        binary();
        xmpp();
        text();
        irc();
    }

    private StartTlsScripts() {}

    private static void mail() {
        String smtp =
                """
                S: 220-mail.example ESMTP
                S: 220 second line of the banner
                C: EHLO \\[127\\.0\\.0\\.1]
                S: 250-mail.example
                S: 250-PIPELINING
                """;
        put(
                StartTls.SMTP,
                smtp + "S: 250-STARTTLS\nS: 250 HELP\nC: STARTTLS\nS: 220 2.0.0 Ready",
                smtp + "S: 250 HELP\nHANG",
                smtp + "S: 250 STARTTLS\nC: STARTTLS\nS: 454 4.7.0 not now\nHANG");
        copy(StartTls.SMTP, StartTls.SUBMISSION);
        String imap =
                """
                S: * OK [CAPABILITY IMAP4rev1] ready
                C: a1 CAPABILITY
                """;
        put(
                StartTls.IMAP,
                imap
                        + """
                        S: * CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED
                        S: a1 OK done
                        C: a2 STARTTLS
                        S: a2 OK begin
                        """,
                imap + "S: * CAPABILITY IMAP4rev1\nS: a1 OK done\nHANG",
                imap
                        + """
                        S: * CAPABILITY STARTTLS
                        S: a1 OK done
                        C: a2 STARTTLS
                        S: a2 BAD no
                        HANG
                        """);
    }

    private static void files() {
        String pop3 = "S: +OK ready\nC: CAPA\nS: +OK list\nS: UIDL\n";
        put(
                StartTls.POP3,
                pop3 + "S: STLS\nS: .\nC: STLS\nS: +OK begin",
                pop3 + "S: .\nHANG",
                pop3 + "S: STLS\nS: .\nC: STLS\nS: -ERR no\nHANG");
        String ftp = "S: 220-Welcome\nS: to this\nS: 220 server\nC: AUTH TLS\n";
        put(
                StartTls.FTP,
                ftp + "S: 234 Proceed",
                ftp + "S: 500 Unknown command\nHANG",
                ftp + "S: 534 Policy forbids it\nHANG");
    }

    private static void binary() {
        // SEQUENCE { 1, [APPLICATION 24] { ENUMERATED code, "", "" } }
        String ldap = "c: 31\ns: 0\\f\\002\\001\\001x\\007\\n\\001";
        put(
                StartTls.LDAP,
                ldap + "\\000\\004\\000\\004\\000",
                ldap + "\\002\\004\\000\\004\\000\nHANG",
                ldap + "\\065\\004\\000\\004\\000\nHANG");
        String postgres = "c: 8\n";
        put(
                StartTls.POSTGRES,
                postgres + "s: S",
                postgres + "s: N\nHANG",
                postgres + "s: E\\000\\000\\000\\020SFATAL\\000Mno\\000\\000\nHANG");
        String greeting =
                "s: \\066\\000\\000\\000\\n10.11.6-MariaDB\\000\\001\\000\\000\\000saltsalt\\000";
        String rest =
                "\\041\\002\\000\\377\\201\\025\\000\\000\\000\\000\\000\\000\\000\\000\\000\\000saltsa";
        put(
                StartTls.MYSQL,
                greeting + "\\376\\377" + rest + "\nc: 36",
                greeting + "\\376\\367" + rest + "\nHANG",
                "s: \\033\\000\\000\\000\\377\\151\\004Host 'x' is not allowed!\nHANG");
    }

    private static void xmpp() {
        String xmpp =
                """
                x: version='1.0'>
                s: <?xml version='1.0'?><stream:stream xmlns='jabber:client' id='a>b'>
                s: <stream:features><mechanisms><mechanism>it's</mechanism></mechanisms>
                """;
        String offer =
                "s: <starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'><required/></starttls>";
        String asked = "\ns: </stream:features>\nx: xmpp-tls'/>\n";
        put(
                StartTls.XMPP,
                xmpp + offer + asked + "s: <proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>",
                xmpp + "s: </stream:features>\nHANG",
                xmpp + offer + asked + "s: <failure/></stream:stream>\nHANG");
        copy(StartTls.XMPP, StartTls.XMPP_SERVER);
    }

    private static void text() {
        String nntp = "S: 200 ready\nC: CAPABILITIES\nS: 101 list\nS: VERSION 2\n";
        put(
                StartTls.NNTP,
                nntp + "S: STARTTLS\nS: .\nC: STARTTLS\nS: 382 Continue",
                nntp + "S: .\nHANG",
                nntp + "S: STARTTLS\nS: .\nC: STARTTLS\nS: 580 Can not\nHANG");
        String sieve = "S: \"IMPLEMENTATION\" \"it {1}\"\nS: \"NOTIFY\" {1}\nS: a\n";
        String ok = "S: \"STARTTLS\"\nS: OK {4}\nS: done\nC: STARTTLS\n";
        put(
                StartTls.SIEVE,
                sieve + ok + "S: OK {5+}\nS: begin",
                sieve + "S: OK\nHANG",
                sieve + ok + "S: NO \"no\"\nHANG");
    }

    private static void irc() {
        String irc =
                """
                S: :irc.example NOTICE * :*** Looking up your hostname
                C: CAP LS 302
                S: PING :1
                C: PONG :1
                S: :irc.example CAP * LS * :sasl multi-prefix
                """;
        put(
                StartTls.IRC,
                irc
                        + """
                        S: :irc.example CAP * LS :tls away-notify
                        C: STARTTLS
                        S: NOTICE AUTH :*** No ident
                        S: :irc.example 670 * :STARTTLS successful
                        """,
                irc + "S: :irc.example CAP * LS :away-notify\nHANG",
                irc
                        + """
                        S: :irc.example CAP * LS :tls
                        C: STARTTLS
                        S: :irc.example 691 * :STARTTLS failed
                        HANG
                        """);
    }

    /// Agrees, and begins no handshake.
    static String agreeing(StartTls protocol) {
        return server(protocol).agreeing;
    }

    /// The same, where the offer is missing.
    static String stripped(StartTls protocol) {
        return server(protocol).stripped;
    }

    /// The same, where the request is turned down.
    static String refusing(StartTls protocol) {
        return server(protocol).refusing;
    }

    private static Server server(StartTls protocol) {
        return Objects.requireNonNull(SERVERS.get(protocol));
    }

    private static void put(StartTls protocol, String agrees, String stripped, String refuses) {
        SERVERS.put(protocol, new Server(agrees + "\n", stripped, refuses));
    }

    private static void copy(StartTls from, StartTls to) {
        SERVERS.put(to, server(from));
    }

    private record Server(String agreeing, String stripped, String refusing) {}
}
