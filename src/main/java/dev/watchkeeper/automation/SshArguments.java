package dev.watchkeeper.automation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the arguments of an ssh client say (ssh(1)). They come as one line, blanks between them, so
/// that an argument with blanks in it cannot be told from several.
///
/// @param destination the host word, without user and port; empty where none was found
/// @param controlPath the socket of the connection master, or empty
/// @param mark a random word that the remote process shows too: Ansible's temporary folder,
///   `ansible-tmp-EPOCH-WORKERPID-RANDOM`, or its sign that it became another user,
///   `BECOME-SUCCESS-RANDOM`; or empty
/// @param exact whether the destination is certain: not so where an option had blanks in its value
public record SshArguments(
        String destination, Optional<String> controlPath, Optional<String> mark, boolean exact) {
    /// Options of ssh(1) that take a value, in the same word or the next.
    private static final String WITH_VALUE = "BbcDEeFIiJLlmOoPpQRSWw";

    private static final Pattern MARK =
            Pattern.compile(
                    "ansible-tmp-[0-9]+(?:\\.[0-9]+)?-[0-9]+-[0-9]+|BECOME-SUCCESS-[a-z]{16,}");
    private static final Pattern CONTROL_PATH =
            Pattern.compile("(?i)ControlPath[= ]\"?([^\"\\s]+)\"?");
    private static final Pattern BLANKS_IN_VALUE =
            Pattern.compile("(?i)(ProxyCommand|LocalCommand)[= ]");

    /// Reads the arguments of a process whose first word is ssh.
    public static SshArguments of(String line) {
        Matcher control = CONTROL_PATH.matcher(line);
        return new SshArguments(
                destination(line),
                control.find() ? Optional.of(control.group(1)) : shortControlPath(line),
                mark(line),
                !BLANKS_IN_VALUE.matcher(line).find());
    }

    /// The mark in a command line, of whatever process.
    public static Optional<String> mark(String line) {
        Matcher mark = MARK.matcher(line);
        return mark.find() ? Optional.of(mark.group()) : Optional.empty();
    }

    private static Optional<String> shortControlPath(String line) {
        Matcher option = Pattern.compile("(?:^| )-S ?([^\\s]+)").matcher(line);
        return option.find() ? Optional.of(option.group(1)) : Optional.empty();
    }

    private static String destination(String line) {
        Deque<String> words = new ArrayDeque<>(List.of(line.strip().split("\\s+")));
        words.poll();
        String word = words.poll();
        while (word != null && word.startsWith("-") && word.length() > 1) {
            if (takesNext(word)) {
                words.poll();
            }
            word = words.poll();
        }
        return word == null ? "" : host(word);
    }

    /// `-p` takes the next word, `-p22` and `-tt` do not, `-tp` does.
    private static boolean takesNext(String option) {
        for (int i = 1; i < option.length(); i++) {
            if (WITH_VALUE.indexOf(option.charAt(i)) >= 0) {
                return i == option.length() - 1;
            }
        }
        return false;
    }

    /// `user@host`, `ssh://user@host:port`, `[::1]`.
    private static String host(String word) {
        String bare = word.startsWith("ssh://") ? word.substring(6) : word;
        bare = bare.substring(bare.lastIndexOf('@') + 1);
        if (bare.startsWith("[")) {
            int end = bare.indexOf(']');
            return end < 0 ? bare.substring(1) : bare.substring(1, end);
        }
        int colon = bare.indexOf(':');
        boolean port = word.startsWith("ssh://") && colon > 0;
        return port ? bare.substring(0, colon) : bare;
    }
}
