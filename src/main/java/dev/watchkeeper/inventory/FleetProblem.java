package dev.watchkeeper.inventory;

/// Something in a file that keeps it from being used, with its place.
///
/// @param file the file's name as the user gave it
/// @param line 1-based; 0 when the file as a whole is meant
/// @param column 1-based, in code points; 0 when the line as a whole is meant
/// @param what what was found
/// @param expected what was expected instead, or a near name; empty when nothing helps
public record FleetProblem(String file, int line, int column, String what, String expected) {
    /// A problem of the file as a whole.
    public static FleetProblem of(String file, String what, String expected) {
        return new FleetProblem(file, 0, 0, what, expected);
    }

    /// One line, such as `fleet.yaml:12:5: unknown key 'adress', did you mean 'address'?`
    public String text() {
        String place = line == 0 ? "" : ":" + line + (column == 0 ? "" : ":" + column);
        return file + place + ": " + what + (expected.isEmpty() ? "" : ", " + expected);
    }
}
