package dev.watchkeeper.ui.shell;

import static dev.watchkeeper.ui.OnScreen.await;
import static dev.watchkeeper.ui.OnScreen.awaitThat;
import static dev.watchkeeper.ui.OnScreen.check;
import static dev.watchkeeper.ui.OnScreen.click;
import static dev.watchkeeper.ui.OnScreen.lookup;
import static dev.watchkeeper.ui.OnScreen.shows;
import static dev.watchkeeper.ui.OnScreen.visible;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.monitor.Engine;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.ui.SampleReports;
import dev.watchkeeper.ui.SampleServices;

import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// Failures of the console itself are said in its window.
@ExtendWith(ApplicationExtension.class)
final class WhatCouldNotBeDoneTest {
    private final SampleServices world = new SampleServices(SampleReports.outage());

    @Start
    void start(Stage stage) {
        stage.setX(0);
        stage.setY(0);
        stage.setWidth(1000);
        stage.setHeight(900);
        Services sample = world.services(Optional.empty());
        new ConsoleWindow(
                        new Services(
                                new Broken(world),
                                sample.remedies(),
                                sample.audit(),
                                sample.history(),
                                sample.clock(),
                                sample.headline(),
                                sample.acceptHostKey(),
                                sample.ribbon()))
                .show(stage);
    }

    @Test
    void aRefreshThatFailsIsSaid(FxRobot robot) {
        check(() -> assertThat(lookup(robot, "#failure-bar").query().isVisible()).isFalse());
        robot.type(KeyCode.F5);

        await(() -> shows(robot, "Not everything could be asked: the disk is full"));
    }

    @Test
    void aCheckThatFailsIsSaid(FxRobot robot) {
        click(robot, "#go-findings");
        click(robot, "#check-again");

        await(() -> shows(robot, "It could not be checked again: no engine"));
    }

    @Test
    void aBrokenFleetFileIsToldWithItsPlacesUntilItIsMended(FxRobot robot) {
        var problems = List.of("fleet.yaml:3:5: unknown key 'prot'", "fleet.yaml:9:1: not a list");
        world.publish(broken(problems));

        awaitThat(() -> {
            Label text = lookup(robot, "#fleet-banner .label").queryAs(Label.class);
            assertThat(text.getText())
                    .contains("the last good one is in use. fleet.yaml:3:5: unknown key")
                    .endsWith("(and 1 more)");
            assertThat(text.getTooltip().getText()).isEqualTo(String.join("\n", problems));
            assertThat(visible(robot, "#fleet-banner")).isTrue();
            assertThat(shows(robot, "builder1")).isTrue();
        });

        world.publish(broken(List.of()));
        await(() -> !shows(robot, "the last good one is in use"));
    }

    private static Report broken(List<String> problems) {
        Report outage = SampleReports.outage();
        FleetSnapshot s = outage.snapshot();
        var snapshot =
                new FleetSnapshot(
                        s.takenAt(), s.fleet(), s.endpoints(), s.hosts(), problems, List.of());
        return new Report(snapshot, outage.findings(), outage.since(), outage.progress());
    }

    /// An engine that answers no question.
    private record Broken(SampleServices world) implements Engine {
        @Override
        public Report latest() {
            return world.latest();
        }

        @Override
        public AutoCloseable listen(Consumer<Report> listener) {
            return world.listen(listener);
        }

        @Override
        public CompletableFuture<Report> refreshAll() {
            return CompletableFuture.failedFuture(new IllegalStateException("the disk is full"));
        }

        @Override
        public CompletableFuture<Report> verify(Set<FindingKey> findings) {
            return CompletableFuture.failedFuture(new IllegalStateException("no engine"));
        }
    }
}
