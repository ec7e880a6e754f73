package dev.watchkeeper.remedy;

import dev.watchkeeper.ssh.RemoteCommand;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Takes secrets out of an argument list, for the record. What runs and what the preview shows has
/// them.
final class Redaction {
    private static final String HIDDEN = "<hidden>";
    private static final String SECRET =
            "[\\w.-]*(?:pass(?:word|wd|phrase)?|secret|token|api-?_?key|credentials?)[\\w.-]*";
    private static final Pattern ASSIGNMENT = Pattern.compile("(?is)(-{0,2}" + SECRET + "[=:]).*");
    private static final Pattern OPTION = Pattern.compile("(?i)-{1,2}" + SECRET);
    private static final Pattern LOGIN =
            Pattern.compile("(?i)([a-z][a-z0-9+.-]*://[^/@:]*:)[^/@]*@");

    private Redaction() {}

    /// The list as a shell line, with the values of what is named like a secret hidden.
    static String shellLine(List<String> arguments) {
        var shown = new ArrayList<String>();
        boolean hideNext = false;
        for (String argument : arguments) {
            shown.add(hideNext ? HIDDEN : RemoteCommand.quote(redacted(argument)));
            hideNext = OPTION.matcher(argument).matches();
        }
        return String.join(" ", shown);
    }

    private static String redacted(String argument) {
        var assignment = ASSIGNMENT.matcher(argument);
        return assignment.matches()
                ? assignment.group(1) + HIDDEN
                : LOGIN.matcher(argument).replaceAll("$1" + HIDDEN + "@");
    }
}
