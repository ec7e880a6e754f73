package dev.watchkeeper.app;

import dev.watchkeeper.notify.DesktopNotices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Notices through the program `notify-send` (notify-send(1), of libnotify), which every desktop of
/// the freedesktop.org kind understands.
///
/// @param path where it is looked for, as in the variable PATH
record NotifySend(String path) implements DesktopNotices {
    static NotifySend of(Map<String, String> environment) {
        return new NotifySend(environment.getOrDefault("PATH", ""));
    }

    @Override
    public void show(String title, String text, boolean urgent)
            throws IOException, InterruptedException {
        Path program =
                Stream.of(path.split(":"))
                        .filter(p -> p.startsWith("/"))
                        .map(p -> Path.of(p, "notify-send"))
                        .filter(Files::isExecutable)
                        .findFirst()
                        .orElseThrow(
                                () -> new IOException("the program notify-send is not installed"));
        Process process =
                new ProcessBuilder(
                                List.of(
                                        program.toString(),
                                        "--app-name=Watchkeeper",
                                        "--urgency=" + (urgent ? "critical" : "normal"),
                                        "--",
                                        title,
                                        withoutMarkup(text)))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            process.getOutputStream().close();
            if (process.waitFor() != 0) {
                throw new IOException("notify-send ended with exit status " + process.exitValue());
            }
        } finally {
            process.destroyForcibly();
        }
    }

    /// The body of a notice may hold markup, which a remote host's text must not make.
    static String withoutMarkup(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
