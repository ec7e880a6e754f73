package dev.watchkeeper.ui.certificates;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The common name of a distinguished name in RFC 4514 form, for a narrow column.
final class CommonName {
    private static final Pattern CN = Pattern.compile("(?:^|,)CN=((?:[^,\\\\]|\\\\.)+)");

    private CommonName() {}

    /// The common name, or the whole name when it has none.
    static String of(String distinguishedName) {
        Matcher matcher = CN.matcher(distinguishedName);
        return matcher.find() ? matcher.group(1) : distinguishedName;
    }
}
