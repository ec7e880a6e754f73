package dev.watchkeeper.ui.certificates;

import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.Em;
import dev.watchkeeper.ui.fx.Layouts;
import dev.watchkeeper.ui.fx.Mark;

import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The next 90 days: where certificates end, and shaded, where they are to be renewed; the darker,
/// the more of them. What has expired is at the left edge, what ends later at the right. A click
/// picks a certificate. However many there are, it is drawn by columns.
final class RenewalStrip extends Pane {
    private static final int TICK = 15;
    private static final int MOST_NAMED = 12;
    private static final int REACH = 2;
    private static final double HEIGHT = 92;
    private static final double LEFT = 92;
    private static final double RIGHT = 92;
    private static final double AXIS = 18;
    private static final double COLUMN = 4;

    private final Ages ages;
    private final Em em = new Em(times -> scaled());
    private final StripPaths paths = new StripPaths();
    private final Region own = new Region();
    private final Region axis = new Region();
    private final Region today = new Region();
    private final Label expired = Layouts.label("", "expiry-expired", Mark.CRITICAL.word());
    private final Label later = Layouts.label("", "strip-later");
    private final List<Label> ticks = new ArrayList<>();
    private final StripNames names = new StripNames();
    private final Tooltip tip = new Tooltip();
    private final Consumer<String> pick;
    private List<Ending> shown = List.of();
    private Optional<Ending> picked = Optional.empty();
    private StripColumns columns;
    private Instant drawnAt;
    private boolean outdated;

    /// @param pick hears the row of the certificate that is picked
    RenewalStrip(Ages ages, Consumer<String> pick) {
        this.ages = ages;
        this.pick = pick;
        drawnAt = ages.now();
        columns = new StripColumns(shown, drawnAt, 1);
        setId("renewal-strip");
        getStyleClass().add("renewal-strip");
        own.getStyleClass().add("strip-own");
        axis.getStyleClass().add("expiry-axis");
        today.getStyleClass().add("expiry-today");
        for (int day = 0; day < StripColumns.SPAN.toDays(); day += TICK) {
            ticks.add(Layouts.label(day == 0 ? "today" : "+" + day + " d", "expiry-label"));
        }
        own.setMouseTransparent(true);
        getChildren().addAll(em, paths, own, axis, today, names, expired, later);
        getChildren().addAll(ticks);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        Tooltip.install(this, tip);
        addEventHandler(MouseEvent.MOUSE_MOVED, e -> explain(e.getX()));
        addEventHandler(MouseEvent.MOUSE_CLICKED, e -> clicked(e.getX()));
        scaled();
    }

    private void scaled() {
        setMinHeight(HEIGHT * em.factor());
        setPrefHeight(HEIGHT * em.factor());
        requestLayout();
    }

    /// @param endings soonest first
    void show(List<Ending> endings) {
        Instant now = ages.now();
        boolean same = Duration.between(drawnAt, now).abs().toMinutes() < 1;
        if (!same || !endings.equals(shown)) {
            shown = endings;
            drawnAt = now;
            outdated = true;
            requestLayout();
        }
    }

    /// Frames the renewal's time of the certificate that is selected, where it has one here.
    void pick(Optional<Ending> ending) {
        if (!ending.equals(picked)) {
            picked = ending;
            requestLayout();
        }
    }

    private double left() {
        return LEFT * em.factor();
    }

    private double span() {
        return Math.max(1, getWidth() - left() - RIGHT * em.factor());
    }

    @Override
    protected void layoutChildren() {
        double bottom = getHeight() - AXIS * em.factor();
        int wanted = Math.max(1, (int) (span() / (COLUMN * em.factor())));
        if (outdated || columns.size() != wanted) {
            outdated = false;
            columns = new StripColumns(shown, drawnAt, wanted);
            names.show(columns);
        }
        paths.draw(columns, span(), bottom);
        paths.setLayoutX(left());
        names.setLayoutX(left());
        names.place(columns, span(), bottom);
        axis.resizeRelocate(0, bottom, getWidth(), 1);
        today.resizeRelocate(left(), 0, 2, bottom);
        for (int i = 0; i < ticks.size(); i++) {
            placeTick(ticks.get(i), i * TICK, bottom);
        }
        edges(bottom);
        frame(bottom);
        setAccessibleText(
                "%,d expired, %,d end in 90 days, %,d later"
                        .formatted(
                                columns.expired().size(),
                                columns.ending(),
                                columns.later().size()));
    }

    private void placeTick(Label tick, int day, double bottom) {
        tick.autosize();
        double x = left() + span() * day / StripColumns.SPAN.toDays();
        tick.relocate(day == 0 ? x : x - tick.getWidth() / 2, bottom + 2);
    }

    private void edges(double bottom) {
        expired.setText("%,d expired".formatted(columns.expired().size()));
        expired.setVisible(!columns.expired().isEmpty());
        expired.resizeRelocate(0, 8, left() - 12, bottom - 16);
        later.setText("%,d later".formatted(columns.later().size()));
        later.setVisible(!columns.later().isEmpty());
        later.resizeRelocate(left() + span() + 6, 8, getWidth() - left() - span() - 6, bottom - 16);
    }

    private void frame(double bottom) {
        Optional<Ending> here =
                picked.filter(p -> p.notAfter().isAfter(drawnAt))
                        .filter(p -> columns.place(p.opens()) < 1);
        own.setVisible(here.isPresent());
        here.ifPresent(p -> {
            double from = Math.clamp(columns.place(p.opens()), 0, 1) * span();
            double to = Math.clamp(columns.place(p.notAfter()), 0, 1) * span();
            own.resizeRelocate(left() + from, 1, Math.max(3, to - from), bottom - 1);
        });
    }

    private List<Ending> under(double x) {
        if (x < left() - COLUMN) {
            return columns.expired();
        }
        if (x > left() + span()) {
            return columns.later();
        }
        int column = (int) ((x - left()) / span() * columns.size());
        return columns.nearest(column, REACH).map(columns::at).orElse(List.of());
    }

    private void clicked(double x) {
        StripColumns.next(under(x), picked.map(Ending::row))
                .ifPresent(ending -> pick.accept(ending.row()));
    }

    private void explain(double x) {
        List<Ending> here = under(x);
        String text =
                here.stream()
                        .limit(MOST_NAMED)
                        .map(e -> e.endpoint() + " · " + ages.absolute(e.notAfter()))
                        .collect(Collectors.joining("\n"));
        int more = here.size() - MOST_NAMED;
        tip.setText(
                here.isEmpty()
                        ? "Nothing ends here; shaded: renewals are due."
                        : text + (more > 0 ? "\nand %,d more".formatted(more) : ""));
    }
}
