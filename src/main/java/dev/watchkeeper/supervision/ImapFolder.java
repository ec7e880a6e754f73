package dev.watchkeeper.supervision;

import dev.watchkeeper.inventory.Receipt;

import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.search.BodyTerm;
import jakarta.mail.search.OrTerm;
import jakarta.mail.search.SubjectTerm;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Properties;

/// A mailbox's folder, open for reading. The server searches: no message comes over the wire.
final class ImapFolder {
    private static final String STEP_MS = "10000";

    private final Store store;
    private final Folder folder;

    private ImapFolder(Store store, Folder folder) {
        this.store = store;
        this.folder = folder;
    }

    static ImapFolder open(Receipt.Imap imap, MailSockets sockets)
            throws IOException, MessagingException {
        String password = secret(imap);
        var settings = new Properties();
        settings.setProperty("mail.imaps.connectiontimeout", STEP_MS);
        settings.setProperty("mail.imaps.timeout", STEP_MS);
        settings.setProperty("mail.imaps.ssl.checkserveridentity", "true");
        settings.setProperty("mail.imaps.connectionpoolsize", "1");
        settings.put("mail.imaps.ssl.socketFactory", sockets);
        // Otherwise the library would try again, with what the JDK trusts.
        settings.setProperty("mail.imaps.socketFactory.fallback", "false");
        Store store = Session.getInstance(settings).getStore("imaps");
        store.connect(imap.server(), imap.port(), imap.user(), password);
        Folder folder = store.getFolder(imap.folder());
        folder.open(Folder.READ_ONLY);
        return new ImapFolder(store, folder);
    }

    private static String secret(Receipt.Imap imap) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(imap.secret(), StandardCharsets.UTF_8)) {
            String first = in.readLine();
            if (first == null || first.isEmpty()) {
                throw new IOException("the file of the password is empty: " + imap.secret());
            }
            return first;
        } catch (java.nio.file.NoSuchFileException e) {
            throw new IOException("there is no file of the password: " + imap.secret(), e);
        }
    }

    boolean holds(String token) throws MessagingException {
        // It makes the server look for what came since.
        folder.getMessageCount();
        return folder.search(new OrTerm(new SubjectTerm(token), new BodyTerm(token))).length > 0;
    }

    /// Ends the connection in order; returns true.
    boolean leave() throws MessagingException {
        folder.close(false);
        store.close();
        return true;
    }
}
