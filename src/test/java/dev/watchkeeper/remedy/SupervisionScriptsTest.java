package dev.watchkeeper.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.inventory.DrillPolicy;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.inventory.SupervisionKind;
import dev.watchkeeper.inventory.WebAccess;
import dev.watchkeeper.remedy.Commands.Frame;
import dev.watchkeeper.ssh.RemoteCommand;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The scripts for a supervision, run really. What they add is checked by the real ones in the lab.
final class SupervisionScriptsTest {
    private static final String WK = "n0n5e ";

    @TempDir private Path folder;
    private Path config;
    private Path added;

    @BeforeEach
    void configure() throws Exception {
        folder = folder.toRealPath();
        config =
                Files.writeString(
                        folder.resolve("prometheus.yml"), "rule_files:\n  - rules.d/*.yml\n");
        added = Files.createDirectories(folder.resolve("rules.d")).resolve("watchkeeper-docs.yml");
        Files.writeString(added, "new");
    }

    @Test
    void whatIsKeptLeavesNoCopyOfWhatWasThereBefore() throws Exception {
        Path before = Files.writeString(folder.resolve("rules.d/watchkeeper-docs.yml.before"), "");

        assertThat(settle(true)).isEqualTo(WK + "kept\n" + WK + "end\n");
        assertThat(added).hasContent("new");
        assertThat(before).doesNotExist();
    }

    @Test
    void whatIsTakenBackIsAsItWasAlsoWhereNobodyLoadsIt() throws Exception {
        Files.writeString(folder.resolve("rules.d/watchkeeper-docs.yml.before"), "old");

        assertThat(settle(false)).startsWith(WK + "taken-back\n").endsWith(WK + "end\n");
        assertThat(added).hasContent("old");

        settle(false);
        assertThat(added).doesNotExist();
    }

    @Test
    void aFolderBelowItsOwnConfigurationComesBeforeThatOfThePlugins() throws Exception {
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        Path own = Files.createDirectories(folder.resolve("etc/conf.d"));
        config =
                Files.writeString(
                        folder.resolve("etc/nagios.cfg"),
                        "cfg_dir=%s\ncfg_dir=%s\n".formatted(plugins, own));
        Path there = Files.writeString(own.resolve("watchkeeper-docs.cfg"), "new");
        Path elsewhere = Files.writeString(plugins.resolve("watchkeeper-docs.cfg"), "theirs");

        says(new SupervisionWork.Settle(of(SupervisionKind.NAGIOS, List.of()), "docs", false));

        assertThat(there).doesNotExist();
        assertThat(elsewhere).hasContent("theirs");
    }

    @Test
    void aRestartThatEndsWellAndLeavesNothingIsTriedOnceMore() throws Exception {
        Path again = startsAtTheSecondTime();
        Path pid = folder.resolve("pid");
        try {
            String said =
                    says(
                            new SupervisionWork.Restart(
                                    of(
                                            SupervisionKind.PROMETHEUS,
                                            List.of("sh", again.toString()))));

            assertThat(said)
                    .isEqualTo(
                            WK
                                    + "restarted 0\n"
                                    + WK
                                    + "restarted 0\n"
                                    + WK
                                    + "running "
                                    + Files.readAllLines(pid).getLast()
                                    + "\n"
                                    + WK
                                    + "end\n");
        } finally {
            for (String one : Files.readAllLines(pid)) {
                ProcessHandle.of(Long.parseLong(one)).ifPresent(ProcessHandle::destroyForcibly);
            }
        }
    }

    private Path startsAtTheSecondTime() throws Exception {
        Path daemon = folder.resolve("prometheus");
        Files.writeString(daemon, "#!/bin/sh\nread x\n");
        assertThat(daemon.toFile().setExecutable(true)).isTrue();
        return Files.writeString(
                folder.resolve("again"),
                """
                cd %s || exit
                [ -e once ] || { : >once; exit 0; }
                exec >/dev/null 2>&1
                mkfifo in
                sleep 300 >in &
                echo $! >pid
                ./prometheus --config.file=%s <in &
                echo $! >>pid
                """
                        .formatted(folder, config));
    }

    private String settle(boolean keep) throws Exception {
        return says(
                new SupervisionWork.Settle(
                        of(SupervisionKind.PROMETHEUS, List.of()), "docs", keep));
    }

    private Supervision of(SupervisionKind kind, List<String> restart) {
        return new Supervision(
                "one",
                kind,
                Optional.of("here"),
                Optional.of(WebAccess.of(URI.create("http://127.0.0.1:1"))),
                List.of(),
                config.toString(),
                restart,
                DrillPolicy.DEFAULT);
    }

    private static String says(SupervisionWork work) throws Exception {
        RemoteCommand command = SupervisionCommands.of(new Frame(WK.strip(), false), work);
        Process process = new ProcessBuilder(command.arguments()).redirectErrorStream(true).start();
        try (var in = process.getOutputStream()) {
            in.write(command.stdin().getBytes(StandardCharsets.UTF_8));
        }
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
