package dev.watchkeeper.remedy;

import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// The name of one detached run, unique among all hosts and consoles.
///
/// @param value `r` and twelve hexadecimal digits: also the name of its folder on the host
public record RunId(String value) {
    private static final Pattern FORM = Pattern.compile("r[0-9a-f]{12}");

    public RunId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("no name of a run");
        }
    }

    /// The name that the text is, if it is one.
    public static Optional<RunId> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new RunId(text)) : Optional.empty();
    }

    static RunId next(RandomGenerator random) {
        byte[] bytes = new byte[6];
        random.nextBytes(bytes);
        return new RunId("r" + HexFormat.of().formatHex(bytes));
    }

    @Override
    public String toString() {
        return value;
    }
}
