package dev.watchkeeper.remedy;

import java.util.Arrays;

/// Which paths a command may be given that changes what is mounted there.
final class SafePath {
    private SafePath() {}

    /// Whether it is absolute, is not the root, has no `.`, `..` or empty part and no control
    /// character.
    static boolean isSafe(String path) {
        if (path.length() < 2 || path.charAt(0) != '/') {
            return false;
        }
        boolean plainParts =
                Arrays.stream(path.substring(1).split("/", -1))
                        .noneMatch(p -> p.isEmpty() || p.equals(".") || p.equals(".."));
        return plainParts && path.chars().noneMatch(Character::isISOControl);
    }
}
