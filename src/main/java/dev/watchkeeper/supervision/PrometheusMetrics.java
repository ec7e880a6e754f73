package dev.watchkeeper.supervision;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a `/metrics` page says, of the names that are asked for.
record PrometheusMetrics(List<Sample> samples) {
    static final PrometheusMetrics NONE = new PrometheusMetrics(List.of());

    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_]\\w*+)=\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"");
    private static final int LONGEST = 10_000;

    PrometheusMetrics {
        samples = List.copyOf(samples);
    }

    record Sample(String name, Map<String, String> labels, double value) {
        Sample {
            labels = Map.copyOf(labels);
        }
    }

    static PrometheusMetrics of(String page, Set<String> names) {
        List<Sample> samples = new ArrayList<>();
        page.lines()
                .filter(l -> !l.startsWith("#") && l.length() <= LONGEST)
                .forEach(l -> sample(l, names).ifPresent(samples::add));
        return new PrometheusMetrics(samples);
    }

    private static Optional<Sample> sample(String line, Set<String> names) {
        int open = line.indexOf('{');
        int close = line.lastIndexOf('}');
        int end = open >= 0 ? open : line.indexOf(' ');
        if (end <= 0 || (open >= 0 && close < open) || !names.contains(line.substring(0, end))) {
            return Optional.empty();
        }
        Map<String, String> labels = new HashMap<>();
        if (open >= 0) {
            Matcher label = LABEL.matcher(line.substring(open + 1, close));
            while (label.find()) {
                labels.put(label.group(1), ApiText.shown(label.group(2)));
            }
        }
        String rest = line.substring(open >= 0 ? close + 1 : end).strip();
        try {
            double value = Double.parseDouble(rest.split(" ", 2)[0]);
            return Optional.of(new Sample(line.substring(0, end), labels, value));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    boolean has(String name) {
        return samples.stream().anyMatch(s -> s.name().equals(name));
    }

    double sum(String name) {
        return samples.stream().filter(s -> s.name().equals(name)).mapToDouble(Sample::value).sum();
    }

    /// The sums by the value of one label.
    Map<String, Double> by(String label, String name) {
        Map<String, Double> sums = new HashMap<>();
        samples.stream()
                .filter(s -> s.name().equals(name))
                .forEach(s ->
                        sums.merge(s.labels().getOrDefault(label, ""), s.value(), Double::sum));
        return sums;
    }
}
