package dev.watchkeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.lab.LabConsole.Said;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// A command of the program at a terminal of its own, that asks. Closing it ends the command.
record OutageDialogue(Process process) implements AutoCloseable {
    /// Reads until the program has said this, and returns all that it said.
    String until(String words) throws IOException {
        var seen = new StringBuilder();
        while (seen.indexOf(words) < 0) {
            int c = process.getInputStream().read();
            assertThat(c).as("%s", seen).isNotNegative();
            seen.append((char) c);
        }
        return seen.toString();
    }

    /// Types a line, and returns what the program says to its end.
    Said answer(String line) throws Exception {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
