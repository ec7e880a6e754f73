package dev.watchkeeper.app;

import dev.watchkeeper.cli.CliFailure;
import dev.watchkeeper.cli.NamePort;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.FleetWriter;
import dev.watchkeeper.inventory.Thresholds;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.ui.shell.FirstSteps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// The first fleet file, and the demo beside the window.
///
/// @param fleetFile where the window looks for it
record Beginning(Path fleetFile) implements FirstSteps {
    @Override
    public void watch(String endpoint) throws IOException {
        Fleet fleet = fleetOf(endpoint);
        try {
            Files.createDirectories(fleetFile.toAbsolutePath().getParent());
            Files.writeString(fleetFile, FleetWriter.yaml(fleet), StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            throw new IOException(FileFaults.words(e), e);
        }
    }

    private static Fleet fleetOf(String endpoint) {
        try {
            NamePort where = NamePort.parse(endpoint);
            return new Fleet(
                    List.of(TlsEndpoint.of(where.name(), where.port())),
                    List.of(),
                    List.of(),
                    Thresholds.DEFAULT);
        } catch (CliFailure e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    @Override
    public void replay() throws IOException {
        new ProcessBuilder(demoLine())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// This process's own command line, with `demo` for its arguments.
    private static List<String> demoLine() throws IOException {
        ProcessHandle.Info self = ProcessHandle.current().info();
        String program =
                self.command().orElseThrow(() -> new IOException("run 'watchkeeper demo'"));
        List<String> line = new ArrayList<>(List.of(program));
        List<String> arguments = List.of(self.arguments().orElse(new String[0]));
        line.addAll(arguments.subList(0, arguments.indexOf(Launcher.class.getName()) + 1));
        line.add("demo");
        return line;
    }
}
