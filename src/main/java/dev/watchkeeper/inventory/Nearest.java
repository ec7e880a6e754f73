package dev.watchkeeper.inventory;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds the name that was probably meant.
public final class Nearest {
    private static final int LONGEST = 100;

    private Nearest() {}

    /// The nearest of the known names, when it is near enough to be meant: up to a third of the
    /// letters mistyped, and never more than three.
    public static Optional<String> to(String name, Collection<String> known) {
        return name.length() > LONGEST
                ? Optional.empty()
                : known.stream()
                        .filter(k -> Math.abs(k.length() - name.length()) <= most(name, k))
                        .map(k -> new Candidate(k, distance(fold(name), fold(k))))
                        .filter(c -> c.distance <= most(name, c.name))
                        .min(Comparator.comparingInt(Candidate::distance))
                        .map(Candidate::name);
    }

    private static int most(String name, String known) {
        return Math.clamp(Math.max(name.length(), known.length()) / 3, 1, 3);
    }

    /// `did you mean 'address'?`, or an empty text when nothing is near.
    static String question(String name, Collection<String> known) {
        return to(name, known).map(n -> "did you mean '" + n + "'?").orElse("");
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Edits that turn one into the other, where two swapped neighbours are one edit.
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : cheapest(d, a, b, i, j);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int cheapest(int[][] d, String a, String b, int i, int j) {
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best = Math.min(d[i - 1][j - 1] + cost, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        boolean swapped =
                i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, d[i - 2][j - 2] + 1) : best;
    }

    private record Candidate(String name, int distance) {}
}
