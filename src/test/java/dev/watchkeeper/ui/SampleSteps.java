package dev.watchkeeper.ui;

import dev.watchkeeper.ui.fx.FxGuard;
import dev.watchkeeper.ui.shell.FirstSteps;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// First steps that are only noted.
record SampleSteps(List<String> watched) implements FirstSteps {
    @Override
    public Path fleetFile() {
        return Path.of("/home/jana/.config/watchkeeper/fleet.yaml");
    }

    @Override
    public void watch(String endpoint) throws IOException {
        FxGuard.refuseOnFxThread("writing the fleet file");
        if (endpoint.isEmpty()) {
            throw new IllegalArgumentException("'' is no endpoint");
        }
        watched.add(endpoint);
    }

    @Override
    public void replay() throws IOException {
        throw new IOException("no demo here");
    }
}
