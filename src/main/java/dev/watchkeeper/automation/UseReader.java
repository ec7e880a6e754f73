package dev.watchkeeper.automation;

import dev.watchkeeper.automation.ServerUse.Listen;
import dev.watchkeeper.automation.ServerUse.Source;

import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds in one server's configuration what certificates it names.
interface UseReader {
    Pattern PORT = Pattern.compile("(?:^|[^:]:|\\]:|^:)(\\d{1,5})$");

    /// @param configuration the file that the server is started with
    List<ServerUse> read(ConfigTree tree, String program, String configuration);

    /// A path, unless the server makes it of what only itself knows.
    static Source source(String text) {
        if (text.contains("$")) {
            return new Source.NotKnown(text, "it depends on a variable");
        }
        return text.startsWith("/")
                ? new Source.File(text)
                : new Source.NotKnown(text, "it is no file");
    }

    /// `443`, `*:443`, `127.0.0.1:443`, `[::]:443`; without a port, `otherwise` is meant.
    static Listen listen(String text, OptionalInt otherwise) {
        Matcher port = PORT.matcher(text);
        if (port.find()) {
            int number = Integer.parseInt(port.group(1));
            return new Listen(text, number < 65_536 ? OptionalInt.of(number) : otherwise);
        }
        return new Listen(text, text.startsWith("unix:") ? OptionalInt.of(0) : otherwise);
    }
}
