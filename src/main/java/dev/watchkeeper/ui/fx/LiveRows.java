package dev.watchkeeper.ui.fx;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/// The rows of a live table without the table: kept by key, filtered and sorted on demand.
public final class LiveRows<K, S> {
    private final Function<S, K> key;
    private Map<K, LiveRow<K, S>> rows = new LinkedHashMap<>();

    public LiveRows(Function<S, K> key) {
        this.key = key;
    }

    /// Takes over the values: known rows change, new ones are added, the others go.
    ///
    /// @return whether rows came or went
    public boolean update(Collection<S> values) {
        Map<K, LiveRow<K, S>> next = LinkedHashMap.newLinkedHashMap(values.size());
        int known = 0;
        for (S value : values) {
            K k = key.apply(value);
            LiveRow<K, S> row = rows.get(k);
            if (row == null) {
                next.put(k, new LiveRow<>(k, value));
            } else {
                known++;
                row.show(value);
                next.put(k, row);
            }
        }
        boolean same = known == next.size() && known == rows.size();
        rows = next;
        return !same;
    }

    /// The rows that pass, in order.
    public List<LiveRow<K, S>> arranged(Predicate<S> filter, Comparator<LiveRow<K, S>> order) {
        List<LiveRow<K, S>> list = new ArrayList<>(rows.size());
        for (LiveRow<K, S> row : rows.values()) {
            if (filter.test(row.now())) {
                list.add(row);
            }
        }
        list.sort(order);
        return list;
    }

    public int size() {
        return rows.size();
    }
}
