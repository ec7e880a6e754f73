package dev.watchkeeper.lab;

import java.util.List;

/// Real postfix and dovecot in the foreground.
final class LabMail {
    private LabMail() {}

    static LabServer postfix(LabFolder folder) throws Exception {
        return postfix(folder, "smtpd_relay_restrictions = reject\n", "");
    }

    /// One that takes mail for `lab.example` and puts it into the folder `box`, as a Maildir.
    static LabServer receiving(LabFolder folder) throws Exception {
        folder.folders("box");
        folder.run("chown", "nobody:nogroup", folder.path().resolve("box").toString());
        return postfix(
                folder,
                """
                smtpd_relay_restrictions = reject_unauth_destination
                mydestination =
                virtual_mailbox_domains = lab.example
                virtual_mailbox_base = @
                virtual_mailbox_maps = static:box/
                virtual_uid_maps = static:65534
                virtual_gid_maps = static:65534
                """,
                """
                cleanup unix n - n - 0 cleanup
                qmgr unix n - n 300 1 qmgr
                virtual unix - n n - - virtual
                bounce unix - - n - 0 bounce
                defer unix - - n - 0 bounce
                trace unix - - n - 0 bounce
                error unix - - n - - error
                """);
    }

    private static LabServer postfix(LabFolder folder, String more, String services)
            throws Exception {
        int port = LabServer.freePort();
        folder.folders("queue", "data");
        folder.run("chown", "postfix", folder.path().resolve("data").toString());
        folder.write(
                "conf/main.cf",
                """
                compatibility_level = 3.6
                queue_directory = @/queue
                data_directory = @/data
                myhostname = lab.example
                inet_interfaces = 127.0.0.1
                inet_protocols = ipv4
                maillog_file = /dev/stdout
                maillog_file_prefixes = /dev
                """
                        + more
                        + folder.ifTls(
                                """
                                smtpd_tls_cert_file = @/tls.pem
                                smtpd_tls_key_file = @/tls.pem
                                smtpd_tls_security_level = may
                                """));
        folder.write(
                "conf/master.cf",
                """
                127.0.0.1:%d inet n - n - - smtpd
                tlsmgr unix - - n 1000? 1 tlsmgr
                rewrite unix - - n - - trivial-rewrite
                anvil unix - - n - 1 anvil
                proxymap unix - - n - - proxymap
                postlog unix-dgram n - n - 1 postlogd
                """
                                .formatted(port)
                        + services);
        return started(folder, port);
    }

    private static LabServer started(LabFolder folder, int port) throws Exception {
        String conf = folder.path().resolve("conf").toString();
        folder.run("postfix", "-c", conf, "check");
        return LabServer.start(
                List.of("/usr/lib/postfix/sbin/master", "-d", "-c", conf), "127.0.0.1", port);
    }

    /// @param protocol `imap`, `pop3` or `sieve`
    static LabServer dovecot(LabFolder folder, String protocol) throws Exception {
        int port = LabServer.freePort();
        String service = protocol.equals("sieve") ? "managesieve" : protocol;
        String conf =
                folder.write(
                        "dovecot.conf",
                        """
                        protocols = %s
                        base_dir = @/run
                        log_path = @/log
                        listen = 127.0.0.1
                        passdb {
                          driver = static
                          args = nopassword=y
                        }
                        userdb {
                          driver = static
                          args = uid=nobody gid=nogroup home=/nonexistent
                        }
                        service %s-login {
                          chroot =
                          inet_listener %s {
                            port = %d
                          }
                          inet_listener %ss {
                            port = 0
                          }
                        }
                        """
                                        .formatted(protocol, service, protocol, port, protocol)
                                + (folder.tls()
                                        ? "ssl = yes\nssl_cert = <@/tls.pem\nssl_key = <@/tls.pem\n"
                                        : "ssl = no\n"));
        return LabServer.start(List.of("/usr/sbin/dovecot", "-F", "-c", conf), "127.0.0.1", port);
    }
}
