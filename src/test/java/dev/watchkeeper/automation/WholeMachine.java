package dev.watchkeeper.automation;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The processes of this machine, for one test at a time: tests run in two Java processes, and one
/// that looks at all servers would see those of the other.
record WholeMachine(FileChannel file) implements AutoCloseable {
    /// Waits until no other test has it.
    static WholeMachine take() throws IOException {
        Path path =
                Path.of(
                        System.getProperty("java.io.tmpdir"),
                        "watchkeeper-tests-" + System.getProperty("user.name"));
        var file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        file.lock();
        return new WholeMachine(file);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
