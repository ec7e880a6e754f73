package dev.watchkeeper.ui.fx;

import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.collections.ListChangeListener;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// A table whose rows live on from report to report. Rows are never replaced; the order is made
/// anew at most once a second; selection is a set of keys.
///
/// @param <K> identifies a row
/// @param <S> what a row shows
public final class LiveTable<K, S> extends TableView<LiveRow<K, S>> {
    private static final double LEAST_PART = 0.85;

    private final Ages ages;
    private final LiveRows<K, S> rows;
    private final Supplier<Comparator<S>> natural;
    private final Set<K> selection = new HashSet<>();
    private final EmptyState empty = new EmptyState();
    private final ColumnFit fit = new ColumnFit(this);
    private final CopiedRows<S> copied = new CopiedRows<>();
    private final Em em = new Em(times -> rescale());
    private final InvalidationListener beat = b -> arrangeIfChanged();
    private Supplier<Comparator<S>> always = () -> (_, _) -> 0;
    private Predicate<S> filter = s -> true;
    private Consumer<List<S>> selected = s -> {};
    private boolean changed;
    private boolean arranging;

    /// @param natural makes the order that holds while no column is chosen, for the moment
    public LiveTable(Ages ages, Function<S, K> key, Supplier<Comparator<S>> natural) {
        this.ages = ages;
        this.rows = new LiveRows<>(key);
        this.natural = natural;
        setPlaceholder(empty);
        setSortPolicy(table -> {
            arrange();
            return true;
        });
        getSelectionModel()
                .getSelectedItems()
                .addListener((ListChangeListener<LiveRow<K, S>>) c -> remember());
        ages.beat().addListener(new WeakInvalidationListener(beat));
        getChildren().add(em);
        TableCopying.install(this, () -> copied.tabbed(selected()), () -> copied.csv(selected()));
    }

    private void rescale() {
        fit.scale(em.factor(), getWidth());
    }

    /// Says why there are no rows.
    public EmptyState empty() {
        return empty;
    }

    /// Adds a column of text.
    ///
    /// @param width in characters
    public TableColumn<LiveRow<K, S>, S> text(
            String title, double width, Function<S, String> text) {
        var order = Comparator.comparing(text, String.CASE_INSENSITIVE_ORDER);
        copied.add(title, text);
        return add(new Spec<>(title, width, text, text, order, ""));
    }

    /// Adds a column of text that is sorted by something else, with more words in its tooltip.
    public TableColumn<LiveRow<K, S>, S> text(
            String title,
            double width,
            Function<S, String> text,
            Function<S, String> tip,
            Comparator<S> order) {
        copied.add(title, text);
        return add(new Spec<>(title, width, text, tip, order, ""));
    }

    /// Adds a column of text in the fixed-width font.
    public TableColumn<LiveRow<K, S>, S> mono(
            String title, double width, Function<S, String> text) {
        copied.add(title, text);
        return add(new Spec<>(title, width, text, text, Comparator.comparing(text), "mono"));
    }

    /// Adds a column of text on the right that is sorted by a number; its text may tick.
    public TableColumn<LiveRow<K, S>, S> number(
            String title, double width, Function<S, String> text, Function<S, Double> number) {
        copied.add(title, text);
        return add(new Spec<>(title, width, text, text, Comparator.comparing(number), "number"));
    }

    /// Adds a column of times, the earliest first when sorted: relative, absolute in the tooltip,
    /// ISO 8601 in UTC when copied.
    ///
    /// @param words says the time; may tick
    /// @param at empty where there is none
    public TableColumn<LiveRow<K, S>, S> time(
            String title,
            double width,
            Function<S, String> words,
            Function<S, Optional<Instant>> at) {
        return time(
                title,
                width,
                words,
                at,
                s -> at.apply(s).map(ages::absolute).orElseGet(() -> words.apply(s)));
    }

    /// As the other, with words for the tooltip where there is no time, such as why.
    public TableColumn<LiveRow<K, S>, S> time(
            String title,
            double width,
            Function<S, String> words,
            Function<S, Optional<Instant>> at,
            Function<S, String> tip) {
        copied.add(title, s -> at.apply(s).map(Instant::toString).orElse(tip.apply(s)));
        Comparator<S> order = Comparator.comparing(s -> at.apply(s).orElse(Instant.MIN));
        return add(new Spec<>(title, width, words, tip, order, "number"));
    }

    /// Adds a column of marks with words, worst first.
    public TableColumn<LiveRow<K, S>, S> verdict(
            String title, double width, Function<S, Verdict> verdict) {
        Comparator<S> order = Comparator.comparing(s -> verdict.apply(s).mark());
        copied.add(title, s -> verdict.apply(s).mark().word() + ": " + verdict.apply(s).word());
        Function<S, String> word = s -> verdict.apply(s).word();
        var column = add(new Spec<>(title, width, word, word, order, "mark"));
        column.setCellFactory(c -> new LiveVerdictCell<>(verdict));
        return column;
    }

    /// Adds a column that is drawn; it is not copied.
    public TableColumn<LiveRow<K, S>, S> drawn(
            String title,
            double width,
            Comparator<S> order,
            Supplier<TableCell<LiveRow<K, S>, S>> cell) {
        var column = add(new Spec<>(title, width, s -> "", s -> "", order, "mark"));
        column.setCellFactory(c -> cell.get());
        return column;
    }

    private record Spec<S>(
            String title,
            double width,
            Function<S, String> text,
            Function<S, String> tip,
            Comparator<S> order,
            String style) {}

    private TableColumn<LiveRow<K, S>, S> add(Spec<S> spec) {
        TableColumn<LiveRow<K, S>, S> column = new TableColumn<>(spec.title());
        column.setCellValueFactory(c -> c.getValue().shown());
        column.setCellFactory(c -> new LiveTextCell<>(ages, spec.text(), spec.tip(), spec.style()));
        column.setComparator(spec.order());
        boolean number = spec.style().equals("number");
        if (number) {
            column.getStyleClass().add("number");
        }
        boolean fixed = number || spec.style().equals("mark");
        fit.add(column, fixed ? spec.width() : spec.width() * LEAST_PART, spec.width(), !fixed);
        getColumns().add(column);
        return column;
    }

    /// Names the columns that may go where there is no room for all, the first to go first. Every
    /// one of them is among the details too.
    public void mayLeave(TableColumn<?, ?>... columns) {
        List.of(columns).forEach(fit::mayLeave);
    }

    /// Takes over the values of a report.
    public void show(Collection<S> values) {
        if (rows.update(values)) {
            arrange();
        } else {
            changed = true;
        }
    }

    /// Names an order that holds before that of any column, such as of groups.
    public void always(Supplier<Comparator<S>> order) {
        always = order;
    }

    /// Shows only what passes.
    public void filter(Predicate<S> passes) {
        filter = passes;
        arrange();
    }

    /// Hears what is selected whenever that changes.
    public void onSelected(Consumer<List<S>> listener) {
        selected = listener;
    }

    /// What is selected, as it is now.
    public List<S> selected() {
        return getSelectionModel().getSelectedItems().stream()
                .filter(Objects::nonNull)
                .map(LiveRow::now)
                .toList();
    }

    /// Selects the first row that passes and scrolls to it.
    public void selectFirst(Predicate<S> wanted) {
        Optional<LiveRow<K, S>> row =
                getItems().stream().filter(r -> wanted.test(r.now())).findFirst();
        row.ifPresent(r -> {
            getSelectionModel().clearSelection();
            getSelectionModel().select(r);
            scrollTo(r);
        });
    }

    private void arrangeIfChanged() {
        ages.beat().get();
        if (changed) {
            arrange();
        }
    }

    private void arrange() {
        changed = false;
        List<LiveRow<K, S>> order = rows.arranged(filter, order());
        if (!order.equals(getItems())) {
            replaceItems(order);
        }
    }

    private Comparator<LiveRow<K, S>> order() {
        Comparator<LiveRow<K, S>> byRule = Comparator.comparing(LiveRow::now, natural.get());
        Comparator<LiveRow<K, S>> chosen = getComparator();
        Comparator<LiveRow<K, S>> own = chosen == null ? byRule : chosen.thenComparing(byRule);
        return Comparator.comparing((LiveRow<K, S> r) -> r.now(), always.get()).thenComparing(own);
    }

    private void replaceItems(List<LiveRow<K, S>> order) {
        arranging = true;
        try {
            getItems().setAll(order);
            getSelectionModel().clearSelection();
            for (int i = 0; i < order.size() && !selection.isEmpty(); i++) {
                if (selection.contains(order.get(i).key())) {
                    getSelectionModel().select(i);
                }
            }
        } finally {
            arranging = false;
        }
        selected.accept(selected());
    }

    private void remember() {
        if (!arranging) {
            selection.clear();
            getSelectionModel().getSelectedItems().forEach(r -> remember(Optional.ofNullable(r)));
            selected.accept(selected());
        }
    }

    private void remember(Optional<LiveRow<K, S>> row) {
        row.ifPresent(r -> selection.add(r.key()));
    }
}
