package dev.watchkeeper.inventory;

import java.nio.file.Path;

/// Where the console sees that a notification has arrived.
public sealed interface Receipt {
    /// A file that what notifies appends to, such as a mailbox: read over SSH from where it ended
    /// when the drill began.
    ///
    /// @param host the name of a host of the fleet
    /// @param path absolute
    record File(String host, String path) implements Receipt {}

    /// A mailbox that is asked by IMAP, TLS from the first byte.
    ///
    /// @param secret a file whose first line is the password
    record Imap(String server, int port, String user, Path secret, String folder)
            implements Receipt {}

    /// A webhook that the console listens for while a drill is under way.
    ///
    /// @param address of this workstation, that is listened on
    record Webhook(String address, int port) implements Receipt {}
}
