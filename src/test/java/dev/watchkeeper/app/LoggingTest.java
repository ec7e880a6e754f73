package dev.watchkeeper.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

final class LoggingTest {
    private static final Path HOME = Path.of("/home/admin");

    @TempDir private Path folder;

    @Test
    void liesInTheStateFolder() {
        assertThat(StateFolder.locate(Optional.empty(), Map.of(), HOME))
                .isEqualTo(Path.of("/home/admin/.local/state/watchkeeper"));
        assertThat(StateFolder.locate(Optional.empty(), Map.of("XDG_STATE_HOME", "/s"), HOME))
                .isEqualTo(Path.of("/s/watchkeeper"));
        assertThat(StateFolder.locate(Optional.empty(), Map.of("XDG_STATE_HOME", ""), HOME))
                .isEqualTo(Path.of("/home/admin/.local/state/watchkeeper"));
        assertThat(StateFolder.locate(Optional.of("/tmp/demo"), Map.of(), HOME))
                .isEqualTo(Path.of("/tmp/demo"));
    }

    @Test
    @DisplayName("fault 46: what a host said makes no line and no escape sequence in the log")
    void logsHostileTextOnOneLineWithVisibleEscapes() throws Exception {
        assertThat(logInAnotherProcess(folder)).isEmpty();

        String log = Files.readString(folder.resolve("watchkeeper.log"));
        assertThat(log)
                .contains("host said a\\nb\\u{1b}[31m\\u{202e}")
                .contains("IllegalStateException: c\\u{1b}d")
                .doesNotContain("\u001b");
    }

    @Test
    void aFolderThatCannotBeWrittenToPrintsNothing() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertThat(logInAnotherProcess(file.resolve("state"))).isEmpty();
    }

    /// What the process printed.
    private String logInAnotherProcess(Path state) throws IOException, InterruptedException {
        Path printed = folder.resolve("printed");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-Dlogback.configurationFile=logback.xml",
                                "-D" + StateFolder.PROPERTY + "=" + state,
                                Talker.class.getName())
                        .redirectErrorStream(true)
                        .redirectOutput(printed.toFile())
                        .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return Files.readString(printed);
    }

    /// Logs what a hostile host might say.
    static final class Talker {
        private Talker() {}

        public static void main(String[] args) {
            var exception = new IllegalStateException("c\u001bd");
            LoggerFactory.getLogger(Talker.class)
                    .info("host said {}", "a\nb\u001b[31m\u202e", exception);
        }
    }
}
