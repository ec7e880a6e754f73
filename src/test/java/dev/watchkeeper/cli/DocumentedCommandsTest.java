package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.Samples;

import org.junit.jupiter.api.Test;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// What is told of the commands outside of the program.
final class DocumentedCommandsTest {
    private static final Pattern COMMAND = Pattern.compile("(?m)^  ([a-z]+)(?:, [a-z]+)?  ");

    @Test
    void everyCommandIsInTheManualTheCompletionAndTheReadme() throws Exception {
        String manual = Files.readString(Path.of("packaging/watchkeeper.1"));
        String completion = Files.readString(Path.of("packaging/watchkeeper.bash"));
        String readme = Files.readString(Path.of("README.md"));

        List<String> commands = commands();
        assertThat(commands).contains("check", "supervision", "drill", "watch");
        assertThat(commands)
                .allSatisfy(c -> {
                    assertThat(manual).containsPattern("(?m)^\\.B.*\\b" + c + "\\b");
                    assertThat(completion)
                            .containsPattern("words=\"[^\"]*\\b" + c + "\\b.*--fleet");
                    assertThat(readme).containsPattern("(`|watchkeeper )" + c + "\\b");
                });
    }

    private static List<String> commands() {
        var out = new StringWriter();
        var terminal =
                new Terminal(
                        new BufferedReader(new StringReader("")),
                        new PrintWriter(out),
                        new PrintWriter(out),
                        false);
        var desk = new FakeDesk(Samples.snapshot(Samples.fleet(List.of(), List.of())));
        assertThat(Watchkeeper.run(desk, terminal, "--help")).isZero();
        String text = out.toString();
        return COMMAND.matcher(text.substring(text.indexOf("Commands:")))
                .results()
                .map(r -> r.group(1))
                .map(String::strip)
                .filter(c -> !c.equals("help"))
                .toList();
    }
}
