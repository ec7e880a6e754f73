package dev.watchkeeper.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// Runs a program for each message, with the message as JSON on its standard input. Exit status 0
/// is delivered. What it starts ends with it.
final class CommandSender implements Sender {
    private final List<String> line;

    CommandSender(List<String> line) {
        this.line = line;
    }

    @Override
    public void send(Notice notice) throws IOException, InterruptedException, Refused {
        Process process =
                new ProcessBuilder(line)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            // Of a program that reads nothing, writing would end only with the program.
            Thread.ofVirtual()
                    .name("watchkeeper-notify-input")
                    .start(() -> give(process, NoticeJson.write(notice) + "\n"));
            int status = process.waitFor();
            if (status != 0) {
                throw new Refused("the command ended with exit status " + status);
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static void give(Process process, String json) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(json.getBytes(UTF_8));
        } catch (IOException _) {
            // It did not want to read all of it; what counts is its exit status.
            return;
        }
    }
}
