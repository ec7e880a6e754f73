package dev.watchkeeper.app;

import dev.watchkeeper.cli.CliFailure;
import dev.watchkeeper.cli.Desk;
import dev.watchkeeper.cli.Desks;
import dev.watchkeeper.cli.Watch;
import dev.watchkeeper.demo.Demo;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.FleetFile;
import dev.watchkeeper.inventory.FleetProblem;
import dev.watchkeeper.inventory.FleetReader;
import dev.watchkeeper.inventory.FleetReading;
import dev.watchkeeper.inventory.FleetWatch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Opens fleets, demos and the window for the command line.
final class Console implements Desks {
    private final Map<String, String> environment;
    private final Folders folders;
    private final InstantSource clock;

    Console(Map<String, String> environment, Folders folders, InstantSource clock) {
        this.environment = environment;
        this.folders = folders;
        this.clock = clock;
    }

    @Override
    public Desk open(Optional<Path> fleet) {
        return composed(read(file(fleet), true));
    }

    @Override
    public Desk openAnyway(Optional<Path> fleet) {
        return composed(read(file(fleet), fleet.isPresent()));
    }

    private Composition composed(Fleet fleet) {
        return new Composition(fleet, folders, clock, true, new Closer());
    }

    private FleetFile file(Optional<Path> given) {
        return FleetFile.locate(given, environment, folders.home());
    }

    private Fleet read(FleetFile file, boolean needed) {
        return switch (file.read(new FleetReader(folders.home()))) {
            case FleetReading.Read(Fleet fleet, _) -> fleet;
            case FleetReading.Missing _ when !needed -> Fleet.empty();
            case FleetReading.Missing(Path path) ->
                    throw new CliFailure(
                            "there is no fleet file "
                                    + path
                                    + ". Write one, name one with --fleet FILE, or see"
                                    + " 'watchkeeper demo'.");
            case FleetReading.Broken(List<FleetProblem> problems) ->
                    throw new CliFailure(
                            "the fleet file cannot be used:\n"
                                    + problems.stream()
                                            .map(p -> "  " + p.text())
                                            .collect(Collectors.joining("\n")));
        };
    }

    @Override
    public Desk openDemo() {
        return composedDemo();
    }

    Composition composedDemo() {
        try {
            var closer = new Closer().alsoWhenProcessEnds();
            Demo demo = closer.add(Demo.start(clock));
            return new Composition(
                    demo.fleet(), Folders.allIn(demo.stateFolder()), clock, false, closer);
        } catch (IOException e) {
            throw new CliFailure("the demo could not be started: " + FileFaults.words(e));
        }
    }

    @Override
    public AutoCloseable serveDemo(Path directory) throws IOException {
        var closer = new Closer().alsoWhenProcessEnds();
        try {
            closer.add(Demo.start(clock)).writeTo(directory);
            return closer;
        } catch (IOException e) {
            closer.close();
            throw new CliFailure("the demo's files cannot be written: " + FileFaults.words(e));
        }
    }

    @Override
    public Optional<Integer> window(Optional<Path> fleet) {
        var window = new Window(environment, folders);
        FleetFile file = file(fleet);
        return window.hasDisplay()
                ? window.show(
                        () -> followed(file, fleet.isPresent()),
                        Optional.empty(),
                        Optional.of(new Beginning(file.path())))
                : Optional.empty();
    }

    @Override
    public Watch watch(Optional<Path> given) {
        FleetFile file = file(given);
        var reader = new FleetReader(folders.home());
        Fleet fleet = read(file, true);
        Composition composition = composed(fleet);
        try {
            composition.follow(file, new FleetWatch(file, reader, fleet));
            composition.tell(Optional.empty());
            composition.alongside(composition::scheduledDrills);
            return new Watching(composition, new EndSignal());
        } catch (RuntimeException e) {
            composition.close();
            throw e;
        }
    }

    /// A file that is broken, or not there yet, is for the window to tell: who starts it from a
    /// menu sees no terminal.
    private Composition followed(FleetFile file, boolean named) {
        var reader = new FleetReader(folders.home());
        Fleet fleet =
                switch (file.read(reader)) {
                    case FleetReading.Read(Fleet read, _) -> read;
                    case FleetReading.Broken _ -> Fleet.empty();
                    case FleetReading.Missing _ -> read(file, named);
                };
        Composition composition = composed(fleet);
        composition.follow(file, new FleetWatch(file, reader, fleet));
        composition.tell(Optional.of(NotifySend.of(environment)));
        return composition;
    }

    @Override
    public Optional<Integer> demoWindow() {
        // A demo has a place of its own: it must not be turned away by the user's window.
        var window = new Window(environment, folders.ofDemo());
        return window.hasDisplay()
                ? window.show(this::composedDemo, Optional.of("DEMO"), Optional.empty())
                : Optional.empty();
    }
}
