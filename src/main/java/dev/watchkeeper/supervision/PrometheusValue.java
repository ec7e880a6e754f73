package dev.watchkeeper.supervision;

import java.util.OptionalDouble;

/// What a query is worth: `end` times the end of a certificate, `time` times the time, and a
/// number.
record PrometheusValue(double end, double time, double number, boolean known) {
    static final PrometheusValue UNKNOWN = new PrometheusValue(0, 0, 0, false);
    static final PrometheusValue END = new PrometheusValue(1, 0, 0, true);
    static final PrometheusValue TIME = new PrometheusValue(0, 1, 0, true);

    private static final double LITTLE = 1e-9;

    static PrometheusValue of(double number) {
        return new PrometheusValue(0, 0, number, true);
    }

    PrometheusValue plus(PrometheusValue o, int sign) {
        return new PrometheusValue(
                end + sign * o.end,
                time + sign * o.time,
                number + sign * o.number,
                known && o.known);
    }

    PrometheusValue times(double factor) {
        return new PrometheusValue(end * factor, time * factor, number * factor, known);
    }

    PrometheusValue times(PrometheusValue o) {
        if (o.isNumber()) {
            return times(o.number);
        }
        return isNumber() ? o.times(number) : UNKNOWN;
    }

    PrometheusValue over(PrometheusValue o) {
        return o.isNumber() && o.number != 0 ? times(1 / o.number) : UNKNOWN;
    }

    PrometheusValue power(PrometheusValue o) {
        return isNumber() && o.isNumber() ? of(Math.pow(number, o.number)) : UNKNOWN;
    }

    boolean isNumber() {
        return known && end == 0 && time == 0;
    }

    /// With how many seconds left of a certificate it is below the other; empty where that is not
    /// what is compared.
    OptionalDouble remainingBelow(PrometheusValue other) {
        PrometheusValue below = plus(other, -1);
        boolean isOfEnd =
                below.known
                        && below.end > 0
                        && Math.abs(below.end + below.time) < LITTLE * below.end;
        return isOfEnd ? OptionalDouble.of(-below.number / below.end) : OptionalDouble.empty();
    }
}
