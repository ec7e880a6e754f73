package dev.watchkeeper.tls.starttls;

import dev.watchkeeper.inventory.StartTls;

import java.io.IOException;

/// What a client says, and wants to hear, before TLS begins in one protocol.
public sealed interface Preface
        permits FtpPreface,
                ImapPreface,
                IrcPreface,
                LdapPreface,
                MysqlPreface,
                NntpPreface,
                Pop3Preface,
                PostgresPreface,
                SievePreface,
                SmtpPreface,
                XmppPreface {
    /// Talks until the peer has agreed that TLS follows.
    ///
    /// @param name the name that clients use
    /// @throws PrefaceException if it did not agree
    /// @throws StrangeReplyException if it speaks something else
    /// @throws IOException for what the transport does
    void agree(PlainDialogue dialogue, String name) throws IOException;

    static Preface of(StartTls protocol) {
        return switch (protocol) {
            case SMTP, SUBMISSION -> new SmtpPreface();
            case IMAP -> new ImapPreface();
            case POP3 -> new Pop3Preface();
            case FTP -> new FtpPreface();
            case LDAP -> new LdapPreface();
            case XMPP -> new XmppPreface("jabber:client");
            case XMPP_SERVER -> new XmppPreface("jabber:server");
            case POSTGRES -> new PostgresPreface();
            case MYSQL -> new MysqlPreface();
            case NNTP -> new NntpPreface();
            case SIEVE -> new SievePreface();
            case IRC -> new IrcPreface();
        };
    }
}
