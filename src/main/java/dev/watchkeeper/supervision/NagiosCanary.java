package dev.watchkeeper.supervision;

import dev.watchkeeper.inventory.DrillPolicy;
import dev.watchkeeper.inventory.Receipt;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.ssh.RemoteCommand;

/// The objects of Nagios that a drill needs: a service that takes passive results, on a host of its
/// own, with a contact of its own, so that no person is told.
public final class NagiosCanary {
    /// The contact that is nobody.
    public static final String CONTACT = "watchkeeper-drill";

    /// What its notifications are appended to where the policy names no receipt.
    public static final String FILE = "/var/lib/nagios4/watchkeeper-drill";

    private static final String SAID =
            "$NOTIFICATIONTYPE$ $HOSTNAME$ $SERVICEDESC$ $SERVICESTATE$ $SERVICEOUTPUT$";

    private static final String OBJECTS =
            """
            define timeperiod {
                timeperiod_name               watchkeeper-always
                alias                         Always
                sunday                        00:00-24:00
                monday                        00:00-24:00
                tuesday                       00:00-24:00
                wednesday                     00:00-24:00
                thursday                      00:00-24:00
                friday                        00:00-24:00
                saturday                      00:00-24:00
            }

            define command {
                command_name                  watchkeeper-drill
                command_line                  @COMMAND
            }

            define command {
                command_name                  watchkeeper-nothing
                command_line                  /bin/true
            }

            define contact {
                contact_name                  watchkeeper-drill
                alias                         Drills of Watchkeeper, no person
                host_notifications_enabled    0
                service_notifications_enabled 1
                host_notification_period      watchkeeper-always
                service_notification_period   watchkeeper-always
                host_notification_options     n
                service_notification_options  c
                host_notification_commands    watchkeeper-drill
                service_notification_commands watchkeeper-drill
            }

            define host {
                host_name                     @HOST
                alias                         Drills of Watchkeeper
                address                       127.0.0.1
                check_command                 watchkeeper-nothing
                active_checks_enabled         0
                passive_checks_enabled        1
                max_check_attempts            1
                check_period                  watchkeeper-always
                notification_period           watchkeeper-always
                contacts                      watchkeeper-drill
            }

            define service {
                host_name                     @HOST
                service_description           @SERVICE
                check_command                 watchkeeper-nothing
                active_checks_enabled         0
                passive_checks_enabled        1
                check_freshness               0
                max_check_attempts            1
                is_volatile                   1
                flap_detection_enabled        0
                check_period                  watchkeeper-always
                notifications_enabled         1
                notification_period           watchkeeper-always
                notification_interval         0
                notification_options          c
                contacts                      watchkeeper-drill
            }
            """;

    private NagiosCanary() {}

    /// The text of the objects, for a file that nagios.cfg names. Its contact appends to the
    /// receipt's file, mails the receipt's mailbox or posts to the receipt's address; without a
    /// receipt it appends to [#FILE].
    public static String objects(DrillPolicy policy) {
        String command = policy.receipt().map(NagiosCanary::command).orElseGet(() -> append(FILE));
        return OBJECTS.replace("@HOST", plain(policy.canaryHost()))
                .replace("@SERVICE", plain(policy.canaryService()))
                .replace("@COMMAND", command);
    }

    private static String command(Receipt receipt) {
        return switch (receipt) {
            case Receipt.File file -> append(file.path());
            case Receipt.Imap imap ->
                    "/usr/bin/printf '%%s\\n' '%s' | /usr/bin/mail -s 'Drill of Watchkeeper' %s"
                            .formatted(SAID, word(imap.user()));
            case Receipt.Webhook hook ->
                    "/usr/bin/printf '%%s\\n' '%s' | /usr/bin/curl -sS -m 20 --data-binary @- %s"
                            .formatted(
                                    SAID,
                                    word(
                                            "http://%s:%d/"
                                                    .formatted(
                                                            bracketed(hook.address()),
                                                            hook.port())));
        };
    }

    private static String append(String path) {
        return "/usr/bin/printf '%%s\\n' '%s' >>%s".formatted(SAID, word(path));
    }

    private static String bracketed(String address) {
        return address.indexOf(':') >= 0 ? "[" + address + "]" : address;
    }

    /// A word for the shell that Nagios starts; in its files a semicolon begins a comment, and a
    /// dollar sign a macro.
    private static String word(String word) {
        return RemoteCommand.quote(plain(word)).replace("$", "$$").replace(";", "\\;");
    }

    /// A line feed would begin a directive.
    private static String plain(String text) {
        return VisibleText.of(text);
    }
}
