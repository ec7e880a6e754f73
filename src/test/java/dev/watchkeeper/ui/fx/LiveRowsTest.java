package dev.watchkeeper.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Comparator;
import java.util.List;

/// Rows that live on from report to report.
final class LiveRowsTest {
    private record Value(String key, int number) {}

    private final LiveRows<String, Value> rows = new LiveRows<>(Value::key);

    private List<LiveRow<String, Value>> all() {
        return rows.arranged(v -> true, Comparator.comparing(LiveRow::key));
    }

    @Test
    void aKnownKeyKeepsItsRowAndShowsTheNewValue() {
        rows.update(List.of(new Value("a", 1), new Value("b", 1)));
        LiveRow<String, Value> before = all().getFirst();

        boolean cameOrWent = rows.update(List.of(new Value("b", 1), new Value("a", 2)));

        assertThat(cameOrWent).isFalse();
        assertThat(all().getFirst()).isSameAs(before);
        assertThat(before.now().number()).isEqualTo(2);
    }

    @Test
    void rowsThatCameOrWentAreSaid() {
        assertThat(rows.update(List.of(new Value("a", 1)))).isTrue();
        assertThat(rows.update(List.of(new Value("b", 1)))).isTrue();
        assertThat(all()).extracting(LiveRow::key).containsExactly("b");
    }

    @Test
    void onlyWhatPassesTheFilterIsArranged() {
        rows.update(List.of(new Value("a", 1), new Value("b", 2)));

        assertThat(rows.arranged(v -> v.number() > 1, Comparator.comparing(LiveRow::key)))
                .extracting(LiveRow::key)
                .containsExactly("b");
    }
}
