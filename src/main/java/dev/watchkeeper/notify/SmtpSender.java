package dev.watchkeeper.notify;

import dev.watchkeeper.inventory.Channel;
import dev.watchkeeper.inventory.Channel.MailSecurity;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Date;
import java.util.Properties;

/// Sends each message as one mail to all recipients: to all or to none. No text of ours can make a
/// header: the subject is on one line and encoded, addresses were checked when they were read.
final class SmtpSender implements Sender {
    private static final String PAUSE_MILLIS = "15000";

    private final Channel.Smtp smtp;
    private final Trust trust;

    SmtpSender(Channel.Smtp smtp, Trust trust) {
        this.smtp = smtp;
        this.trust = trust;
    }

    @Override
    public void send(Notice notice)
            throws MessagingException, IOException, GeneralSecurityException {
        Session session = Session.getInstance(properties());
        Message mail = mail(session, notice);
        Transport transport = session.getTransport("smtp");
        try {
            if (smtp.user().isPresent() && smtp.secret().isPresent()) {
                transport.connect(
                        smtp.server().host(),
                        smtp.server().port(),
                        smtp.user().get(),
                        Secrets.firstLine(smtp.secret().get()));
            } else {
                transport.connect();
            }
            transport.sendMessage(mail, mail.getAllRecipients());
        } finally {
            close(transport);
        }
    }

    /// Once the server has taken a mail, how the connection ends says nothing of it.
    private static void close(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException _) {
            return;
        }
    }

    private Properties properties() throws IOException, GeneralSecurityException {
        MailSecurity security = smtp.server().security();
        var p = new Properties();
        p.put("mail.smtp.host", smtp.server().host());
        p.put("mail.smtp.port", String.valueOf(smtp.server().port()));
        p.put("mail.smtp.connectiontimeout", PAUSE_MILLIS);
        p.put("mail.smtp.timeout", PAUSE_MILLIS);
        p.put("mail.smtp.quitwait", "false");
        p.put("mail.smtp.sendpartial", "false");
        p.put("mail.smtp.localhost", "watchkeeper.localdomain");
        p.put("mail.smtp.auth", String.valueOf(smtp.user().isPresent()));
        p.put("mail.smtp.ssl.enable", String.valueOf(security == MailSecurity.TLS));
        p.put("mail.smtp.starttls.enable", String.valueOf(security == MailSecurity.STARTTLS));
        p.put("mail.smtp.starttls.required", String.valueOf(security == MailSecurity.STARTTLS));
        p.put("mail.smtp.ssl.checkserveridentity", "true");
        if (security != MailSecurity.NONE) {
            p.put("mail.smtp.ssl.socketFactory", trust.context(smtp.ca()).getSocketFactory());
        }
        return p;
    }

    private Message mail(Session session, Notice notice) throws MessagingException {
        var mail = new IdentifiedMail(session, notice.id());
        mail.setFrom(new InternetAddress(smtp.from(), true));
        for (String to : smtp.to()) {
            mail.addRecipient(Message.RecipientType.TO, new InternetAddress(to, true));
        }
        mail.setSubject("[watchkeeper] " + NoticeText.subject(notice), "UTF-8");
        mail.setSentDate(Date.from(notice.at()));
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setText(NoticeText.body(notice), "UTF-8");
        return mail;
    }

    /// A mail with an id that stays the same when it is sent again.
    private static final class IdentifiedMail extends MimeMessage {
        private final String id;

        IdentifiedMail(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + id + "@watchkeeper.localdomain>");
        }
    }
}
