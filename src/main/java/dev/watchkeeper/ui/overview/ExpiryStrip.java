package dev.watchkeeper.ui.overview;

import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Em;
import dev.watchkeeper.ui.fx.Mark;

import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The next 90 days: a bar for each day on which certificates end, the expired ones at the left
/// edge with their number, today's line, the warning window shaded.
final class ExpiryStrip extends Pane {
    static final int DAYS = 90;

    private static final double HEIGHT = 84;
    private static final double LEFT = 92;
    private static final double AXIS = 18;
    private static final double BAR = 6;

    private final Ages ages;
    private final Em em = new Em(times -> scaled());
    private final Region shade = new Region();
    private final Region axis = new Region();
    private final Region today = new Region();
    private final List<Placed> placed = new ArrayList<>();
    private List<Summary.Expiry> shown = List.of();
    private Duration window = Duration.ZERO;
    private long drawnOn = Long.MIN_VALUE;

    private record Placed(Node node, double days, int count, Kind kind) {}

    private enum Kind {
        TICK,
        TICK_LABEL,
        BAR,
        BAR_LABEL,
        EXPIRED
    }

    ExpiryStrip(Ages ages) {
        this.ages = ages;
        getStyleClass().add("expiry-strip");
        shade.getStyleClass().add("expiry-window");
        axis.getStyleClass().add("expiry-axis");
        today.getStyleClass().add("expiry-today");
        scaled();
        getChildren().add(em);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    }

    private void scaled() {
        setMinHeight(HEIGHT * em.factor());
        setPrefHeight(HEIGHT * em.factor());
        requestLayout();
    }

    void show(List<Summary.Expiry> expiries, Duration warningWindow) {
        long day = ages.now().getEpochSecond() / 3600;
        if (expiries.equals(shown) && warningWindow.equals(window) && day == drawnOn) {
            return;
        }
        shown = expiries;
        window = warningWindow;
        drawnOn = day;
        draw(ages.now());
    }

    private void draw(Instant now) {
        placed.clear();
        List<Summary.Expiry> expired =
                shown.stream().filter(e -> !e.notAfter().isAfter(now)).toList();
        Map<Integer, List<Summary.Expiry>> byDay =
                shown.stream()
                        .filter(e -> e.notAfter().isAfter(now) && days(now, e) < DAYS)
                        .collect(
                                Collectors.groupingBy(
                                        e -> (int) days(now, e),
                                        TreeMap::new,
                                        Collectors.toList()));
        ticks(now);
        byDay.forEach(this::bar);
        if (!expired.isEmpty()) {
            placed.add(new Placed(expiredBox(expired), 0, expired.size(), Kind.EXPIRED));
        }
        getChildren().setAll(em, shade, axis, today);
        placed.forEach(p -> getChildren().add(p.node()));
        setAccessibleText(
                expired.size() + " expired, " + byDay.size() + " days with expiries in 90 days");
        requestLayout();
    }

    private static double days(Instant now, Summary.Expiry expiry) {
        return Duration.between(now, expiry.notAfter()).toSeconds() / 86_400.0;
    }

    private void ticks(Instant now) {
        for (int day = 0; day <= DAYS; day += 15) {
            Region tick = new Region();
            tick.getStyleClass().add("expiry-tick");
            placed.add(new Placed(tick, day, 0, Kind.TICK));
            String text = day == 0 ? "today" : "+" + day + " d";
            Label label = new Label(text);
            label.setTooltip(new Tooltip(ages.absolute(now.plus(Duration.ofDays(day)))));
            label.getStyleClass().add("expiry-label");
            placed.add(new Placed(label, day, 0, Kind.TICK_LABEL));
        }
    }

    private void bar(int day, List<Summary.Expiry> expiries) {
        Mark worst =
                expiries.stream().map(Summary.Expiry::mark).sorted().findFirst().orElse(Mark.OK);
        Region bar = new Region();
        bar.getStyleClass().addAll("expiry-bar", worst.word());
        Tooltip.install(bar, new Tooltip(names(expiries)));
        placed.add(new Placed(bar, day, expiries.size(), Kind.BAR));
        boolean few = shown.size() <= 16;
        String text = few ? expiries.getFirst().endpoint() : "%,d".formatted(expiries.size());
        String more = few && expiries.size() > 1 ? " +" + (expiries.size() - 1) : "";
        Label label = new Label(text + more);
        label.getStyleClass().addAll("expiry-name", worst.word());
        placed.add(new Placed(label, day, expiries.size(), Kind.BAR_LABEL));
    }

    private Node expiredBox(List<Summary.Expiry> expired) {
        Label box = new Label("%,d expired".formatted(expired.size()));
        box.getStyleClass().addAll("expiry-expired", Mark.CRITICAL.word());
        box.setTooltip(new Tooltip(names(expired)));
        return box;
    }

    private String names(List<Summary.Expiry> expiries) {
        String first =
                expiries.stream()
                        .limit(12)
                        .map(e -> e.name() + " · " + ages.absolute(e.notAfter()))
                        .collect(Collectors.joining("\n"));
        return expiries.size() > 12 ? first + "\nand " + (expiries.size() - 12) + " more" : first;
    }

    @Override
    protected void layoutChildren() {
        double times = em.factor();
        double left = LEFT * times;
        double bottom = getHeight() - AXIS * times;
        double day = (getWidth() - left - 46 * times) / DAYS;
        double shaded = Math.min(DAYS, window.toHours() / 24.0);
        shade.resizeRelocate(left, 0, shaded * day, bottom);
        axis.resizeRelocate(0, bottom, getWidth(), 1);
        today.resizeRelocate(left, 0, 2, bottom);
        int most =
                placed.stream()
                        .filter(p -> p.kind() == Kind.BAR)
                        .mapToInt(Placed::count)
                        .max()
                        .orElse(1);
        double freeFrom = 0;
        for (Placed p : placed) {
            double x = left + p.days() * day;
            switch (p.kind()) {
                case TICK -> p.node().resizeRelocate(x, bottom, 1, 4);
                case TICK_LABEL ->
                        placeAt(p.node(), x - (p.days() == 0 ? 0 : 12 * times), bottom + 4);
                case BAR -> placeBar(p, x, bottom, most);
                case BAR_LABEL -> freeFrom = placeName(p, x, bottom, most, freeFrom);
                case EXPIRED -> p.node().resizeRelocate(0, 8, left - 10, bottom - 8);
            }
        }
    }

    private static void placeAt(Node node, double x, double y) {
        node.autosize();
        node.relocate(x, y);
    }

    private static double barHeight(int count, int most, double bottom) {
        double part = Math.log1p(count) / Math.log1p(Math.max(most, 4));
        return Math.max(10, part * bottom * 0.6);
    }

    private static void placeBar(Placed p, double x, double bottom, int most) {
        double height = barHeight(p.count(), most, bottom);
        p.node().resizeRelocate(x, bottom - height, BAR, height);
    }

    private double placeName(Placed p, double x, double bottom, int most, double freeFrom) {
        p.node().autosize();
        double width = p.node().getLayoutBounds().getWidth();
        double at = Math.min(x, getWidth() - width);
        boolean room = at >= freeFrom;
        p.node().setVisible(room);
        p.node().relocate(at, bottom - barHeight(p.count(), most, bottom) - 18 * em.factor());
        return room ? at + width + 8 : freeFrom;
    }
}
