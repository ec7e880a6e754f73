package dev.watchkeeper.lab;

import java.util.List;

/// Real prosody and InspIRCd in the foreground.
final class LabChat {
    private LabChat() {}

    /// @param servers whether it is the port for servers
    static LabServer prosody(LabFolder folder, boolean servers) throws Exception {
        int port = LabServer.freePort();
        int other = LabServer.freePort();
        folder.folders("data");
        String conf =
                folder.write(
                        "prosody.cfg.lua",
                        """
                        run_as_root = true
                        pidfile = "@/pid"
                        data_path = "@/data"
                        log = { { levels = { min = "info" }, to = "file", filename = "@/log" } }
                        interfaces = { "127.0.0.1" }
                        c2s_ports = { %d }
                        s2s_ports = { %d }
                        c2s_require_encryption = false
                        s2s_require_encryption = false
                        modules_enabled = { "saslauth", "dialback" %s }
                        ssl = { certificate = "@/tls.pem", key = "@/tls.pem" }
                        VirtualHost "lab.example"
                        """
                                .formatted(
                                        servers ? other : port,
                                        servers ? port : other,
                                        folder.tls() ? ", \"tls\"" : ""));
        return LabServer.start(List.of("prosody", "--config", conf, "-F"), "127.0.0.1", port);
    }

    static LabServer inspircd(LabFolder folder) throws Exception {
        int port = LabServer.freePort();
        String conf =
                folder.write(
                        "inspircd.conf",
                        """
                        <server name="irc.lab.example" description="x" network="Lab">
                        <admin name="x" nick="x" email="x">
                        <path configdir="@" datadir="@" logdir="@" runtimedir="@"
                              moduledir="/usr/lib/inspircd/modules">
                        <bind address="127.0.0.1" port="%d" type="clients">
                        <module name="cap">
                        <connect name="main" allow="*" timeout="60" resolvehostnames="no">
                        <dns server="127.0.0.1" timeout="1">
                        <pid file="@/pid">
                        """
                                        .formatted(port)
                                + folder.ifTls(
                                        """
                                        <module name="ssl_gnutls">
                                        <module name="starttls">
                                        <sslprofile name="Clients" provider="gnutls"
                                                    certfile="@/tls.pem" keyfile="@/tls.pem">
                                        <starttls sslprofile="Clients">
                                        """));
        List<String> command =
                List.of("inspircd", "--nofork", "--nolog", "--runasroot", "--config=" + conf);
        return LabServer.start(command, "127.0.0.1", port);
    }
}
