package dev.watchkeeper.lab;

import java.util.ArrayList;
import java.util.List;

/// Real PostgreSQL, MariaDB, slapd and vsftpd in the foreground.
final class LabDirectories {
    private static final String POSTGRES = "/usr/lib/postgresql/15/bin/";

    private LabDirectories() {}

    static LabServer postgres(LabFolder folder) throws Exception {
        int port = LabServer.freePort();
        folder.own("postgres");
        String data = folder.path().resolve("data").toString();
        String pem = folder.path().resolve("tls.pem").toString();
        folder.run(
                LabFolder.as("postgres", POSTGRES + "initdb", "-D", data, "-A", "trust")
                        .toArray(String[]::new));
        List<String> command =
                LabFolder.as(
                        "postgres",
                        POSTGRES + "postgres",
                        "-D",
                        data,
                        "-p",
                        Integer.toString(port),
                        "-k",
                        folder.path().toString(),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "ssl=" + (folder.tls() ? "on" : "off"),
                        "-c",
                        "ssl_cert_file=" + pem,
                        "-c",
                        "ssl_key_file=" + pem);
        return LabServer.start(command, "127.0.0.1", port);
    }

    static LabServer mariadb(LabFolder folder) throws Exception {
        int port = LabServer.freePort();
        String path = folder.path().toString();
        folder.run(
                "mariadb-install-db",
                "--no-defaults",
                "--datadir=" + path + "/data",
                "--user=root",
                "--auth-root-authentication-method=normal",
                "--skip-test-db");
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "mariadbd",
                                "--no-defaults",
                                "--user=root",
                                "--datadir=" + path + "/data",
                                "--socket=" + path + "/s",
                                "--pid-file=" + path + "/pid",
                                "--bind-address=127.0.0.1",
                                "--port=" + port));
        if (folder.tls()) {
            command.add("--ssl-cert=" + path + "/tls.pem");
            command.add("--ssl-key=" + path + "/tls.pem");
        } else {
            command.add("--skip-ssl");
        }
        return LabServer.start(command, "127.0.0.1", port);
    }

    static LabServer slapd(LabFolder folder) throws Exception {
        int port = LabServer.freePort();
        folder.folders("db");
        String conf =
                folder.write(
                        "slapd.conf",
                        """
                        include /etc/ldap/schema/core.schema
                        pidfile @/pid
                        modulepath /usr/lib/ldap
                        moduleload back_mdb
                        %s
                        database mdb
                        directory @/db
                        suffix dc=lab
                        """
                                .formatted(
                                        folder.ifTls(
                                                """
                                                TLSCertificateFile @/tls.pem
                                                TLSCertificateKeyFile @/tls.pem
                                                """)));
        String url = "ldap://127.0.0.1:" + port;
        return LabServer.start(
                List.of("slapd", "-d", "0", "-f", conf, "-h", url), "127.0.0.1", port);
    }

    static LabServer vsftpd(LabFolder folder) throws Exception {
        int port = LabServer.freePort();
        folder.folders("empty");
        String conf =
                folder.write(
                        "vsftpd.conf",
                        """
                        listen=YES
                        background=NO
                        listen_address=127.0.0.1
                        listen_port=%d
                        anonymous_enable=YES
                        anon_root=@/empty
                        secure_chroot_dir=@/empty
                        seccomp_sandbox=NO
                        """
                                        .formatted(port)
                                + folder.ifTls(
                                        """
                                        ssl_enable=YES
                                        allow_anon_ssl=YES
                                        rsa_cert_file=@/tls.pem
                                        rsa_private_key_file=@/tls.pem
                                        """));
        return LabServer.start(List.of("vsftpd", conf), "127.0.0.1", port);
    }
}
