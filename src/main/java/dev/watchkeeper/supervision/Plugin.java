package dev.watchkeeper.supervision;

import static java.util.Map.entry;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The usual plugins, by what their options are.
enum Plugin {
    /// check_http and check_curl of the Monitoring Plugins.
    HTTP(
            "A:a:b:c:C:d:e:f:H:I:j:J:k:K:m:M:p:P:r:R:s:S::t:T:u:w:x:",
            Map.ofEntries(
                    entry("hostname", 'H'),
                    entry("IP-address", 'I'),
                    entry("ip-address", 'I'),
                    entry("port", 'p'),
                    entry("certificate", 'C'),
                    entry("ssl", 'S'),
                    entry("sni", PluginOptions.SNI),
                    entry("url", 'u'),
                    entry("uri", 'u'),
                    entry("warning", 'w'),
                    entry("critical", 'c'),
                    entry("timeout", 't'),
                    entry("authorization", 'a'),
                    entry("proxy-authorization", 'b'),
                    entry("useragent", 'A'),
                    entry("header", 'k'),
                    entry("expect", 'e'),
                    entry("header-string", 'd'),
                    entry("string", 's'),
                    entry("regex", 'r'),
                    entry("ereg", 'r'),
                    entry("eregi", 'R'),
                    entry("method", 'j'),
                    entry("post", 'P'),
                    entry("content-type", 'T'),
                    entry("pagesize", 'm'),
                    entry("max-age", 'M'),
                    entry("onredirect", 'f'),
                    entry("client-cert", 'J'),
                    entry("private-key", 'K'),
                    entry("continue-after-certificate", '\2'))),
    /// check_tcp, and those that are check_tcp under another name.
    TCP(
            "C:c:d:D:e:H:m:M:p:P:q:r:s:t:w:W:" + PluginOptions.SNI + ":",
            Map.ofEntries(
                    entry("hostname", 'H'),
                    entry("port", 'p'),
                    entry("certificate", 'D'),
                    entry("ssl", 'S'),
                    entry("sni", PluginOptions.SNI),
                    entry("warning", 'w'),
                    entry("critical", 'c'),
                    entry("warning-codes", 'W'),
                    entry("critical-codes", 'C'),
                    entry("timeout", 't'),
                    entry("protocol", 'P'),
                    entry("send", 's'),
                    entry("expect", 'e'),
                    entry("maxbytes", 'm'),
                    entry("quit", 'q'),
                    entry("delay", 'd'),
                    entry("refuse", 'r'),
                    entry("mismatch", 'M'))),
    SMTP(
            "A:c:C:D:e:f:F:H:p:P:R:t:U:w:",
            Map.ofEntries(
                    entry("hostname", 'H'),
                    entry("port", 'p'),
                    entry("certificate", 'D'),
                    entry("starttls", 'S'),
                    entry("ssl", 's'),
                    entry("tls", 's'),
                    entry("sni", PluginOptions.SNI),
                    entry("warning", 'w'),
                    entry("critical", 'c'),
                    entry("timeout", 't'),
                    entry("expect", 'e'),
                    entry("from", 'f'),
                    entry("fqdn", 'F'),
                    entry("authtype", 'A'),
                    entry("authuser", 'U'),
                    entry("authpass", 'P'),
                    entry("command", 'C'),
                    entry("response", 'R'))),
    /// check_ssl_cert and others that look at nothing but the certificate.
    CERTIFICATE(
            "c:C:e:f:H:i:I:K:L:m:n:o:p:P:r:S:t:u:w:" + PluginOptions.SNI + ":",
            Map.ofEntries(
                    entry("host", 'H'),
                    entry("hostname", 'H'),
                    entry("port", 'p'),
                    entry("warning", 'w'),
                    entry("critical", 'c'),
                    entry("cn", 'n'),
                    entry("match", 'm'),
                    entry("sni", PluginOptions.SNI),
                    entry("resolve", 'I'),
                    entry("protocol", 'P'),
                    entry("issuer", 'i'),
                    entry("rootcert", 'r'),
                    entry("file", 'f'),
                    entry("timeout", 't'))),
    /// Something that listens.
    PORT("c:H:p:t:w:"),
    ALIVE("c:H:n:p:t:w:"),
    INSIDE("a:c:C:H:l:o:p:s:t:u:v:w:"),
    OTHER("c:H:p:t:w:");

    private static final Set<String> WEB = Set.of("http", "https", "curl");
    private static final Set<String> CONNECTING =
            Set.of(
                    "tcp", "udp", "imap", "simap", "pop", "spop", "ftp", "jabber", "nntp", "nntps",
                    "ssmtp", "clamd", "ircd");
    private static final Set<String> LISTENING =
            Set.of("ssh", "ldap", "ldaps", "mysql", "pgsql", "ntp_peer", "ntp_time", "rpc");
    private static final Set<String> PINGING =
            Set.of("ping", "icmp", "fping", "host", "rta_multi", "host_alive", "host-alive");
    private static final Set<String> LOCAL =
            Set.of(
                    "nrpe",
                    "by_ssh",
                    "disk",
                    "load",
                    "procs",
                    "swap",
                    "users",
                    "nt",
                    "snmp",
                    "file_age",
                    "log",
                    "apt",
                    "mailq",
                    "sensors",
                    "ide_smart",
                    "mem",
                    "memory",
                    "ups",
                    "uptime",
                    "systemd",
                    "raid");

    private final String letters;

    @SuppressWarnings("ImmutableEnumChecker") // made by Map.of
    private final Map<String, Character> names;

    Plugin(String letters) {
        this(letters, Map.of("hostname", 'H', "host", 'H', "port", 'p'));
    }

    Plugin(String letters, Map<String, Character> names) {
        this.letters = letters;
        this.names = names;
    }

    String letters() {
        return letters;
    }

    Map<String, Character> names() {
        return names;
    }

    /// @param name of the program, without its folder, such as `check_http`
    static Plugin named(String name) {
        String lower = name.toLowerCase(Locale.ROOT).replaceAll("\\.(pl|py|sh|rb|exe)$", "");
        if (lower.matches("check[_-](ssl|tls|x509|cert).*")) {
            return CERTIFICATE;
        }
        String what = lower.replaceFirst("^check[_-]", "");
        if (WEB.contains(what)) {
            return HTTP;
        }
        if (what.equals("smtp")) {
            return SMTP;
        }
        if (CONNECTING.contains(what)) {
            return TCP;
        }
        if (LISTENING.contains(what)) {
            return PORT;
        }
        if (PINGING.contains(what)) {
            return ALIVE;
        }
        return LOCAL.contains(what) ? INSIDE : OTHER;
    }
}
