package dev.watchkeeper.host;

/// The octal escapes of mountinfo, such as `\040` for a blank (proc_pid_mountinfo(5)).
final class MountEscapes {
    private MountEscapes() {}

    static String unescape(String text) {
        var plain = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            if (isEscape(text, i)) {
                plain.append((char) Integer.parseInt(text.substring(i + 1, i + 4), 8));
                i += 4;
            } else {
                plain.append(text.charAt(i));
                i++;
            }
        }
        return plain.toString();
    }

    static String escape(String text) {
        var escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ' || c == '\t' || c == '\n' || c == '\\') {
                escaped.append(String.format("\\%03o", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.isEmpty() ? "-" : escaped.toString();
    }

    private static boolean isEscape(String text, int at) {
        return text.charAt(at) == '\\'
                && at + 3 < text.length()
                && text.charAt(at + 1) <= '1'
                && isOctal(text.charAt(at + 1))
                && isOctal(text.charAt(at + 2))
                && isOctal(text.charAt(at + 3));
    }

    private static boolean isOctal(char c) {
        return c >= '0' && c <= '7';
    }
}
