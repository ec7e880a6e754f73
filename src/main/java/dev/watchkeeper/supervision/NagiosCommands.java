package dev.watchkeeper.supervision;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The commands of objects.cache, joined to the checks that call them, macros expanded as far as
/// the files tell.
final class NagiosCommands {
    private static final Pattern MACRO = Pattern.compile("\\$([A-Za-z0-9_:-]{0,100})\\$");
    private static final int LONGEST = 8_000;

    private final Map<String, String> lines = new HashMap<>();
    private final Map<String, String> folders;

    NagiosCommands(NagiosAnswer answer) {
        this.folders = answer.folders();
        answer.rows(NagiosBlock.COMMAND)
                .forEach(r -> lines.put(r.text("command_name"), r.text("command_line")));
    }

    /// Empty where there is none of that name.
    String line(String name) {
        return lines.getOrDefault(name, "");
    }

    /// @param call a `check_command`: the name of a command and its arguments, `!` in between
    /// @param macros what is known of the host and the service, by their names without `$`
    Scope scope(String call, Map<String, String> macros) {
        List<String> parts = parts(call);
        String name = parts.getFirst();
        Map<String, String> known = new HashMap<>(macros);
        folders.forEach((n, folder) -> known.put("USER" + n, folder));
        for (int i = 1; i < parts.size(); i++) {
            known.put("ARG" + i, expand(parts.get(i), known, ""));
        }
        // An argument that was not given is empty.
        String line = lines.containsKey(name) ? expand(line(name), known, "ARG") : call;
        return PluginScope.of(line, name);
    }

    /// Expands what is known, and leaves the rest as it stands.
    ///
    /// @param empty how macros begin that are nothing where they are not known; may be empty
    private static String expand(String text, Map<String, String> known, String empty) {
        Matcher found = MACRO.matcher(text);
        var out = new StringBuilder();
        while (found.find() && out.length() < LONGEST) {
            String name = found.group(1);
            Optional<String> value =
                    name.isEmpty() ? Optional.of("$") : Optional.ofNullable(known.get(name));
            boolean nothing = !empty.isEmpty() && name.startsWith(empty);
            String with = value.orElse(nothing ? "" : found.group());
            found.appendReplacement(out, Matcher.quoteReplacement(with));
        }
        found.appendTail(out);
        return out.length() > LONGEST ? out.substring(0, LONGEST) : out.toString();
    }

    /// Takes a call apart; `\!` is no border.
    private static List<String> parts(String call) {
        List<String> parts = new ArrayList<>();
        var part = new StringBuilder();
        for (int i = 0; i < call.length(); i++) {
            char c = call.charAt(i);
            if (c == '\\' && i + 1 < call.length() && call.charAt(i + 1) == '!') {
                part.append('!');
                i++;
            } else if (c == '!') {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return parts;
    }
}
