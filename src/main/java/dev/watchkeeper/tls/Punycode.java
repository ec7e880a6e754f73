package dev.watchkeeper.tls;

/// Encodes one label of an internationalized name (RFC 3492).
final class Punycode {
    private static final int BASE = 36;
    private static final int T_MIN = 1;
    private static final int T_MAX = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;

    private final int[] points;
    private final StringBuilder out = new StringBuilder();

    private Punycode(String label) {
        points = label.codePoints().toArray();
    }

    /// @param label no longer than a few hundred code points
    static String encode(String label) {
        return new Punycode(label).encoded();
    }

    private String encoded() {
        for (int point : points) {
            if (point < 0x80) {
                out.append((char) point);
            }
        }
        int basic = out.length();
        if (basic > 0) {
            out.append('-');
        }
        int n = 0x80;
        int delta = 0;
        int bias = 72;
        for (int handled = basic; handled < points.length; n++, delta++) {
            int next = nextAbove(n);
            delta += (next - n) * (handled + 1);
            n = next;
            for (int point : points) {
                if (point < n) {
                    delta++;
                } else if (point == n) {
                    writeNumber(delta, bias);
                    bias = adapted(delta, handled + 1, handled == basic);
                    delta = 0;
                    handled++;
                }
            }
        }
        return out.toString();
    }

    private int nextAbove(int n) {
        int next = Integer.MAX_VALUE;
        for (int point : points) {
            if (point >= n && point < next) {
                next = point;
            }
        }
        return next;
    }

    private void writeNumber(int delta, int bias) {
        int q = delta;
        for (int k = BASE; ; k += BASE) {
            int t = Math.clamp(k - bias, T_MIN, T_MAX);
            if (q < t) {
                out.append(digit(q));
                return;
            }
            out.append(digit(t + (q - t) % (BASE - t)));
            q = (q - t) / (BASE - t);
        }
    }

    private static char digit(int d) {
        return (char) (d < 26 ? 'a' + d : '0' + d - 26);
    }

    private static int adapted(int first, int count, boolean initial) {
        int delta = initial ? first / DAMP : first / 2;
        delta += delta / count;
        int k = 0;
        while (delta > (BASE - T_MIN) * T_MAX / 2) {
            delta /= BASE - T_MIN;
            k += BASE;
        }
        return k + (BASE - T_MIN + 1) * delta / (delta + SKEW);
    }
}
