package dev.watchkeeper.host;

import java.util.Optional;
import java.util.regex.Pattern;

/// The wire format of the question of renewals, version 1: what the scripts in `renewal/` print and
/// [RenewalParser] reads.
///
/// One row a line, as in [ProbeFormat]: the nonce, a blank, a tag, a blank, and fields with
/// [#FIELD_END] in between. What belongs to a file follows its row. A line feed in a path cuts its
/// row.
///
/// ```
/// begin 1
/// host SECONDS UPTIME TICK OFFSET ZONE    the host's clock and time zone
/// client KIND FOLDER                      certbot, acme.sh, lego or dehydrated, and where it lives
/// file SOURCE CHANGED SIZE PATH           a file that was read, in part; 0 where not known
/// l NUMBER:TEXT                           a line of it
/// link PATH TARGET                        a symbolic link
/// archived OF PATH                        the newest, then the one before, that renewal OF has got
/// lineage OF FOLDER                       a folder of certificates that dehydrated renews
/// hook KIND PATH                          a script that certbot runs for every renewal
/// held OF PATH PID START STATE WCHAN COMM who holds a lock file of OF; START in ticks since boot
/// free OF PATH                            nobody holds that lock file, or it is not there
/// left OF PATH CHANGED                    a lock file that keeps others out by being there
/// default OF DAYS                         what the client itself takes where nothing is set
/// master PROGRAM PID START                a web server
/// worker PROGRAM PID PARENT START
/// config PROGRAM PID PATH                 its configuration; PID 0 where it does not run
/// st PATH LINE WORD...                    a statement of a configuration
/// into PATH LINE TARGET                   what it includes, by that line; LINEc of certificates
/// crt PATH CHANGED SIZE REAL              a file of certificates
/// in PATH                                 the next rows are of that one
/// pem TEXT                                a line of a certificate in it
/// end-pem                                 the certificate is whole
/// locked PATH                             a keystore that needs its password
/// unread PATH                             may not be read by this user
/// gone PATH                               is named, and not there
/// odd PATH                                is no regular file, or too large
/// note TEXT
/// end UPTIME
/// ```
public final class RenewalFormat {
    public static final int VERSION = 1;

    /// Stands between two fields.
    public static final char FIELD_END = '\u001f';

    private static final Pattern NONCE =
            Pattern.compile("(?m)\\Anonce=([0-9a-z]{8,32})\nquestion=renewals$");

    private RenewalFormat() {}

    /// Returns the nonce that a script asks for, or empty when it is not this question: for whoever
    /// plays a host.
    ///
    /// @param script what came on stdin of `sh -s`
    public static Optional<String> nonceOf(String script) {
        var found = NONCE.matcher(script);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }
}
