package dev.watchkeeper.ssh;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// An ssh-agent that lists one key and then never signs, as one does whose question for a PIN
/// nobody sees: draft-ietf-sshm-ssh-agent.
final class StalledAgent implements AutoCloseable {
    private static final int LIST = 11;
    private static final int LISTED = 12;
    private static final int SIGN = 13;

    final CountDownLatch asked = new CountDownLatch(1);
    final CountDownLatch hungUp = new CountDownLatch(1);
    private final ServerSocketChannel listener;
    private final byte[] key;

    private StalledAgent(ServerSocketChannel listener, byte[] key) {
        this.listener = listener;
        this.key = key;
    }

    static StalledAgent start(Path socket, byte[] key) throws IOException {
        var listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listener.bind(UnixDomainSocketAddress.of(socket));
        var agent = new StalledAgent(listener, key);
        Thread.ofVirtual().start(agent::accept);
        return agent;
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel channel = listener.accept();
                Thread.ofVirtual().start(() -> serve(channel));
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    private void serve(SocketChannel channel) {
        boolean signing = false;
        try (channel) {
            var in = new DataInputStream(Channels.newInputStream(channel));
            while (true) {
                byte[] request = new byte[in.readInt()];
                in.readFully(request);
                if (request[0] == LIST) {
                    channel.write(list());
                }
                signing = request[0] == SIGN;
                if (signing) {
                    asked.countDown();
                }
            }
        } catch (IOException e) {
            if (signing) {
                hungUp.countDown();
            }
        }
    }

    private ByteBuffer list() {
        int length = 1 + 4 + 4 + key.length + 4;
        return ByteBuffer.allocate(4 + length)
                .putInt(length)
                .put((byte) LISTED)
                .putInt(1)
                .putInt(key.length)
                .put(key)
                .putInt(0)
                .flip();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
