package dev.watchkeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.app.Launcher;
import dev.watchkeeper.lab.LabConsole.Said;
import dev.watchkeeper.ssh.RemoteCommand;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/// The four hosts of `src/lab`, and the command line of the program in their network. Closing it
/// ends everything in it; so does the end of this process.
final class OutageLab implements AutoCloseable {
    private static final Path SCRIPTS = Path.of("src/lab").toAbsolutePath();

    private final Path home;
    private final Path folder;
    private final Process lab;
    private UnaryOperator<String> fleet = UnaryOperator.identity();

    OutageLab(Path home) throws IOException {
        this.home = home;
        folder = home.resolve("lab");
        lab =
                new ProcessBuilder(script("lab.sh"), "up", folder.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        assertThat(lab.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("ready");
    }

    /// Runs a command on a host, as root, and returns the lines that it printed.
    List<String> on(String host, String... command) throws Exception {
        return lines(
                true, words(List.of(script("lab.sh"), "in", folder.toString(), host), command));
    }

    /// As `on`, whatever its exit status.
    List<String> ask(String host, String command) throws Exception {
        return lines(
                false,
                List.of(script("lab.sh"), "in", folder.toString(), host, "sh", "-c", command));
    }

    /// Lets something go wrong on a host and returns the pids there that were printed.
    List<Long> outage(String what, String host, String... more) throws Exception {
        List<String> printed =
                lines(
                        true,
                        words(List.of(script("outage.sh"), folder.toString(), what, host), more));
        return String.join(" ", printed)
                .transform(l -> l.isBlank() ? List.<String>of() : List.of(l.strip().split("\\s+")))
                .stream()
                .map(Long::valueOf)
                .toList();
    }

    /// Starts something on a host that outlives the command.
    long start(String host, String command) throws Exception {
        String line = "setsid " + command + " >/dev/null 2>&1 </dev/null & echo $!";
        return Long.parseLong(on(host, "sh", "-c", line).getFirst());
    }

    /// The pids on a host whose command lines match, as the host itself sees them; without zombies.
    List<Long> pids(String host, String pattern) throws Exception {
        return on(host, "ps", "-eww", "-o", "pid=,stat=,args=").stream()
                .map(String::strip)
                .filter(l -> !l.matches("\\d+ +Z.*") && !l.contains("ps -eww"))
                .filter(l -> l.replaceFirst("^\\d+ +\\S+ +", "").matches(pattern))
                .map(l -> Long.valueOf(l.substring(0, l.indexOf(' '))))
                .toList();
    }

    /// A process and all that descend from it, as the host itself sees them.
    List<Long> tree(String host, long top) throws Exception {
        var found = new ArrayList<>(List.of(top));
        List<String[]> all =
                on(host, "ps", "-e", "-o", "ppid=,pid=").stream()
                        .map(l -> l.strip().split("\\s+"))
                        .toList();
        for (int i = 0; i < found.size(); i++) {
            String parent = found.get(i).toString();
            all.stream()
                    .filter(l -> l[0].equals(parent))
                    .forEach(l -> found.add(Long.valueOf(l[1])));
        }
        return found;
    }

    String channel(String host, long pid) throws Exception {
        return String.join("", ask(host, "cat /proc/" + pid + "/wchan"));
    }

    /// Looks until a host says so, for forty seconds at most.
    void until(String host, String command) throws Exception {
        String each = "for i in $(seq 200); do if " + command + "; then exit 0; fi;";
        on(host, "sh", "-c", each + " sleep 0.2; done; exit 1");
    }

    /// Writes a file on a host.
    void put(String host, String path, String text) throws Exception {
        on(host, "sh", "-c", "mkdir -p ${1%/*} && printf %s \"$2\" >$1", "sh", path, text);
    }

    /// Writes a file beside the fleet file.
    Path beside(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Changes the fleet file from now on.
    void fleet(UnaryOperator<String> change) {
        fleet = change;
    }

    /// What is on a host and could be left there: processes, mounts, connection masters' sockets,
    /// folders of ours. Workers of nginx change with each reload, titles of sshd with each session.
    List<String> state(String host) throws Exception {
        var state = new ArrayList<String>();
        for (String line : on(host, "ps", "-eww", "-o", "pid=,stat=,args=")) {
            if (!line.matches("\\s*\\d+ +Z.*|.*(ps -eww|nginx: worker).*")) {
                state.add(
                        line.strip()
                                .replaceFirst("^(\\d+) +\\S+", "$1")
                                .replaceFirst("(sshd: \\w+)@.*", "$1"));
            }
        }
        state.addAll(ask(host, "cut -d' ' -f1-3 /proc/mounts"));
        state.addAll(
                ask(
                        host,
                        "ls -d /root/.ansible/cp/* /root/.ansible/tmp/* /dev/shm/watchkeeper*"
                                + " /tmp/watchkeeper* /tmp/.watchkeeper* /run/user/*/watchkeeper*"
                                + " 2>/dev/null"));
        return state;
    }

    /// The files of the runs that are kept on a host.
    List<String> spools(String host) throws Exception {
        return ask(
                host, "cd /root; find .local /home/ops/.local -path '*watchkeeper*' 2>/dev/null");
    }

    /// What `check --json` says, asking as a user.
    JsonNode check(String user) throws Exception {
        return JsonMapper.builder().build().readTree(console(user, "check", "--json").text());
    }

    /// A command of the program.
    Said console(String user, String... words) throws Exception {
        return said(words(command(user), words), true);
    }

    /// A command of the program at a terminal, for a person to answer it.
    OutageDialogue dialogue(String user, String... words) throws Exception {
        List<String> line = words(command(user), words);
        int first = line.lastIndexOf("env");
        String shell = RemoteCommand.of(line.subList(first, line.size())).shellLine();
        List<String> all = new ArrayList<>(line.subList(0, first));
        all.addAll(List.of("script", "-qec", shell, "/dev/null"));
        return new OutageDialogue(new ProcessBuilder(all).redirectErrorStream(true).start());
    }

    private List<String> command(String user) throws IOException {
        Path file = home.resolve("lab/" + user + ".yaml");
        Files.writeString(
                file,
                fleet.apply(
                        Files.readString(folder.resolve("fleet.yaml"))
                                .replace("user: root", "user: " + user)));
        Path own = home.resolve(user);
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "env",
                                "LIMIT=170",
                                script("lab.sh"),
                                "net",
                                folder.toString(),
                                "env"));
        for (String variable : List.of("CONFIG_HOME", "DATA_HOME", "STATE_HOME", "RUNTIME_DIR")) {
            all.add("XDG_" + variable + "=" + Files.createDirectories(own.resolve(variable)));
        }
        all.addAll(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Djava.awt.headless=true",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Duser.home=" + own,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Launcher.class.getName(),
                        "--fleet",
                        file.toString()));
        return all;
    }

    private static String script(String name) {
        return SCRIPTS.resolve(name).toString();
    }

    private static List<String> words(List<String> first, String... more) {
        var all = new ArrayList<>(first);
        all.addAll(List.of(more));
        return all;
    }

    private static List<String> lines(boolean strict, List<String> command) throws Exception {
        Said said = said(command, false);
        if (strict) {
            assertThat(said.status()).as("%s: %s", command, said.text()).isZero();
        }
        return said.text().lines().toList();
    }

    private static Said said(List<String> command, boolean errorsToo) throws Exception {
        var builder = new ProcessBuilder(command).redirectErrorStream(errorsToo);
        if (!errorsToo) {
            builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        }
        Process process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }

    @Override
    public void close() throws IOException {
        lab.getOutputStream().close();
        lab.onExit().completeOnTimeout(lab, 20, TimeUnit.SECONDS).join();
        assertThat(lab.isAlive()).isFalse();
        assertThat(LabProcesses.matching(folder.toString())).isEmpty();
    }
}
