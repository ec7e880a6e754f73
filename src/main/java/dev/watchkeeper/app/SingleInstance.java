package dev.watchkeeper.app;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// Holds the place of the one window of a user. The lock is the kernel's and ends with the process,
/// however that ends; the socket beside it is how a second start asks for the window to be raised.
final class SingleInstance implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SingleInstance.class);

    private final FileChannel lockFile;
    private final FileLock lock;
    private final ServerSocketChannel socket;
    private final Path socketPath;

    private SingleInstance(
            FileChannel lockFile, FileLock lock, ServerSocketChannel socket, Path socketPath) {
        this.lockFile = lockFile;
        this.lock = lock;
        this.socket = socket;
        this.socketPath = socketPath;
    }

    /// Takes the place; empty when another process has it.
    ///
    /// @param raise raises the window; called on a thread of this object's
    /// @throws IOException if the lock or the socket cannot be made
    static Optional<SingleInstance> take(Path state, Path runtime, Runnable raise)
            throws IOException {
        Files.createDirectories(state);
        Files.createDirectories(runtime);
        FileChannel file =
                FileChannel.open(
                        state.resolve("window.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        Optional<FileLock> lock = lock(file);
        if (lock.isEmpty()) {
            file.close();
            return Optional.empty();
        }
        Path path = socketIn(runtime);
        // What a crashed window left behind; the lock says that nobody listens there.
        Files.deleteIfExists(path);
        var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        socket.bind(UnixDomainSocketAddress.of(path));
        var taken = new SingleInstance(file, lock.get(), socket, path);
        Thread.ofPlatform().daemon().name("watchkeeper-raise").start(() -> taken.listen(raise));
        return Optional.of(taken);
    }

    private static Optional<FileLock> lock(FileChannel file) throws IOException {
        try {
            return Optional.ofNullable(file.tryLock());
        } catch (OverlappingFileLockException _) {
            return Optional.empty();
        }
    }

    /// Asks the window that has the place to raise itself.
    ///
    /// @return whether it answered
    static boolean raiseOther(Path runtime) {
        var address = UnixDomainSocketAddress.of(socketIn(runtime));
        try (SocketChannel channel = SocketChannel.open(address)) {
            return channel.read(ByteBuffer.allocate(1)) == 1;
        } catch (IOException e) {
            LOG.warn("the other window does not answer", e);
            return false;
        }
    }

    private static Path socketIn(Path runtime) {
        return runtime.resolve("window.socket");
    }

    private void listen(Runnable raise) {
        while (socket.isOpen()) {
            try (SocketChannel asked = socket.accept()) {
                raise.run();
                asked.write(ByteBuffer.wrap(new byte[] {1}));
            } catch (ClosedChannelException _) {
                return;
            } catch (IOException | RuntimeException e) {
                LOG.warn("a second start could not be answered", e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        Files.deleteIfExists(socketPath);
        lock.release();
        lockFile.close();
    }
}
