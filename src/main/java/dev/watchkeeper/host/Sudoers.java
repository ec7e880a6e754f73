package dev.watchkeeper.host;

import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Renewal;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.inventory.VisibleText;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The sudoers file (sudoers(5)) that lets Watchkeeper's user do on a host what needs root, and
/// nothing else.
///
/// In sudoers `*` matches slashes and blanks, so a rule `cat /proc/*/wchan` would let every file be
/// read. Therefore a number is one rule for each count of digits (`[0-9][0-9]`), which matches
/// digits alone; this needs no regular expressions and works with every sudo from 1.8 on. Only
/// mount points are named freely, and each is a rule of its own.
public final class Sudoers {
    /// The most digits of a pid: pid_max is at most 4194304 (proc_sys_kernel(5)).
    private static final int PID_DIGITS = 7;

    private static final List<String> FOLDERS = List.of("/usr/bin/", "/bin/");
    private static final List<String> ROOT_FOLDERS =
            List.of("/usr/bin/", "/bin/", "/usr/sbin/", "/sbin/");

    private Sudoers() {}

    /// Returns the file for one host, to be checked with `visudo -cf` and put in `/etc/sudoers.d`
    /// with mode 0440.
    ///
    /// @param user the login name there
    /// @param mountPoints which may be unmounted
    /// @param renewals those that run on this host under sudo; their first word must be an absolute
    ///   path and no word may hold a double quote or a control character; others are left out with
    ///   a remark
    public static String file(
            Host host, String user, List<String> mountPoints, List<Renewal> renewals) {
        return file(host, user, mountPoints, renewals, List.of());
    }

    /// As without them, and what is needed of the supervision systems that are read and mended over
    /// this host.
    public static String file(
            Host host,
            String user,
            List<String> mountPoints,
            List<Renewal> renewals,
            List<Supervision> supervision) {
        var out = new ArrayList<String>();
        out.add("# Watchkeeper on " + host.name() + ": check with visudo -cf, then install as");
        out.add("# /etc/sudoers.d/watchkeeper with mode 0440. Works with sudo 1.8 and later.");
        out.add("Cmnd_Alias WATCHKEEPER_READ = " + join(reading()));
        out.add("Cmnd_Alias WATCHKEEPER_CERTBOT = " + join(certbot()));
        out.add("Cmnd_Alias WATCHKEEPER_SIGNAL = " + join(signals()));
        out.add("Cmnd_Alias WATCHKEEPER_TEST = " + join(tests()));
        out.add("Cmnd_Alias WATCHKEEPER_MOUNT = " + join(mounts(mountPoints)));
        var rules = new ArrayList<>(List.of("READ", "CERTBOT", "SIGNAL", "TEST", "MOUNT"));
        String runs = runs(host, renewals, out);
        if (!runs.isEmpty()) {
            out.add("Cmnd_Alias WATCHKEEPER_RENEW = " + runs);
            rules.add("RENEW");
        }
        if (supervise(user, supervision, out)) {
            rules.add("SUPERVISION");
        }
        out.add(
                word(user)
                        + " ALL=(root) NOPASSWD: "
                        + rules.stream()
                                .map(r -> "WATCHKEEPER_" + r)
                                .collect(Collectors.joining(", ")));
        return String.join("\n", out) + "\n";
    }

    private static String runs(Host host, List<Renewal> renewals, List<String> out) {
        List<Renewal> here =
                renewals.stream()
                        .filter(r -> r.sudo() && r.host().equals(host.name()))
                        .flatMap(r -> Stream.concat(Stream.of(r), r.deployment().stream()))
                        .toList();
        here.stream()
                .filter(r -> !isExpressible(r))
                .forEach(r ->
                        out.add(
                                "# left out, no absolute path, or a double quote or control"
                                        + " character in it: "
                                        + VisibleText.of(r.name())));
        return join(here.stream().filter(Sudoers::isExpressible).map(Sudoers::line).toList());
    }

    private static boolean supervise(String user, List<Supervision> supervision, List<String> out) {
        List<String> watching =
                supervision.stream().flatMap(SudoersOfSupervision::of).distinct().toList();
        if (!watching.isEmpty()) {
            out.add("Cmnd_Alias WATCHKEEPER_SUPERVISION = " + join(watching));
            out.add("# What is added to a supervision goes into a folder that " + word(user));
            out.add("# may write to: give it one beside the others (cfg_dir of Nagios,");
            out.add("# include_recursive of Icinga, rule_files of Prometheus).");
        }
        return !watching.isEmpty();
    }

    private static Stream<String> reading() {
        return FOLDERS.stream()
                .map(f -> f + "cat ")
                .flatMap(cat ->
                        Stream.of(
                                        numbers(cat + "/proc/", "/wchan"),
                                        numbers(cat + "/proc/", "/stack"),
                                        numbers(cat + "/sys/fs/fuse/connections/", "/waiting"))
                                .flatMap(s -> s));
    }

    /// What the question of renewals reads of certbot's: these words and no others, as a pattern
    /// would let a private key be read, too.
    private static Stream<String> certbot() {
        return FOLDERS.stream()
                .flatMap(f ->
                        Stream.of(
                                f + "find /etc/letsencrypt/live -name cert.pem -ls",
                                f
                                        + "grep -arHs --include\\=cert\\*.pem \\^"
                                        + " /etc/letsencrypt/archive",
                                f + "tail -c 500000 /var/log/letsencrypt/letsencrypt.log"));
    }

    private static Stream<String> signals() {
        return FOLDERS.stream()
                .flatMap(f ->
                        Stream.of("TERM", "KILL", "CONT", "HUP", "USR1", "USR2")
                                .map(s -> f + "kill -" + s + " "))
                .flatMap(kill -> numbers(kill, ""));
    }

    /// Servers' own tests of their usual configurations; those of others would run what is in them.
    private static Stream<String> tests() {
        return ROOT_FOLDERS.stream()
                .filter(f -> f.endsWith("sbin/"))
                .flatMap(f ->
                        Stream.of(
                                        "nginx -t -q -c /etc/nginx/nginx.conf",
                                        "apachectl -t -f /etc/apache2/apache2.conf",
                                        "apachectl -t -f /etc/httpd/conf/httpd.conf",
                                        "haproxy -c -q -f /etc/haproxy/haproxy.cfg")
                                .map(t -> f + t));
    }

    private static Stream<String> mounts(List<String> mountPoints) {
        Stream<String> aborts =
                FOLDERS.stream()
                        .flatMap(f -> numbers(f + "tee /sys/fs/fuse/connections/", "/abort"));
        Stream<String> unmounts =
                ROOT_FOLDERS.stream()
                        .flatMap(f -> Stream.of("-f", "-l").map(o -> f + "umount " + o + " "))
                        .flatMap(umount -> mountPoints.stream().map(m -> umount + word(m)));
        return Stream.concat(aborts, unmounts);
    }

    private static Stream<String> numbers(String before, String after) {
        return Stream.iterate("[0-9]", n -> n + "[0-9]")
                .limit(PID_DIGITS)
                .map(n -> before + n + after);
    }

    private static boolean isExpressible(Renewal renewal) {
        return renewal.command().getFirst().startsWith("/")
                && renewal.command().stream().noneMatch(Sudoers::isInexpressible);
    }

    private static boolean isInexpressible(String text) {
        return text.codePoints().anyMatch(c -> Character.isISOControl(c) || c == 0x22);
    }

    /// The argument list as one rule; a command without arguments may be run with none alone.
    private static String line(Renewal renewal) {
        List<String> words = renewal.command().stream().map(Sudoers::word).toList();
        return words.size() == 1 ? words.getFirst() + " \"\"" : String.join(" ", words);
    }

    /// Escapes what means something in sudoers or to its pattern matching.
    ///
    /// @throws IllegalArgumentException for a double quote or control character
    static String word(String text) {
        if (isInexpressible(text)) {
            throw new IllegalArgumentException(
                    "sudoers cannot hold a double quote or a control character");
        }
        // Read twice, as sudoers and as a pattern: a backslash is halved each time.
        return text.replace("\\", "\\\\\\\\").replaceAll("([,:=#!*?\\[\\] ^])", "\\\\$1");
    }

    private static String join(Stream<String> commands) {
        return join(commands.toList());
    }

    private static String join(List<String> commands) {
        return String.join(", \\\n    ", commands);
    }
}
