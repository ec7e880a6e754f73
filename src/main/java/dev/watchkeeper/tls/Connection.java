package dev.watchkeeper.tls;

import dev.watchkeeper.tls.starttls.PlainDialogue;
import dev.watchkeeper.tls.starttls.Preface;
import dev.watchkeeper.tls.starttls.Wire;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// One TCP connection of a probe. Blocks its (virtual) thread; another thread may close it.
final class Connection implements Closeable {
    private static final int MOST_HEARD = 400;

    private final SocketChannel channel;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private volatile Phase phase = Phase.CONNECT;
    private boolean agreed;

    Connection() throws IOException {
        channel = SocketChannel.open();
    }

    void connect(InetSocketAddress address) throws IOException {
        channel.connect(address);
        phase = Phase.FIRST_ANSWER;
    }

    Phase phase() {
        return phase;
    }

    /// Talks in the clear until the peer has agreed to TLS.
    void agree(Preface preface, String name) throws IOException {
        phase = Phase.GREETING;
        var dialogue = new PlainDialogue(new Plain());
        preface.agree(dialogue, name);
        dialogue.requireNothingMore();
        agreed = true;
        phase = Phase.FIRST_ANSWER;
    }

    /// Whether TLS comes after an agreement in the clear.
    boolean agreed() {
        return agreed;
    }

    /// The beginning of what was said in the clear.
    byte[] heard() {
        return heard.toByteArray();
    }

    /// Reads at least one byte, or returns -1 at the end.
    ///
    /// @throws NotTlsException if the first byte that ever came starts no TLS record
    int read(ByteBuffer into) throws IOException {
        int start = into.position();
        int n = channel.read(into);
        if (phase == Phase.FIRST_ANSWER && n > 0) {
            phase = Phase.HANDSHAKE;
            if (!startsRecord(into.get(start))) {
                byte[] first = new byte[n];
                into.get(start, first);
                throw new NotTlsException(first);
            }
        }
        return n;
    }

    void write(ByteBuffer from) throws IOException {
        while (from.hasRemaining()) {
            channel.write(from);
        }
    }

    /// What comes after `first`, up to a line's end, `max` bytes, or the closing of the connection.
    byte[] restOfLine(byte[] first, int max) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        line.writeBytes(first);
        ByteBuffer more = ByteBuffer.allocate(max);
        try {
            while (line.size() < max
                    && line.toString(java.nio.charset.StandardCharsets.ISO_8859_1).indexOf('\n') < 0
                    && channel.read(more) > 0) {
                line.write(more.array(), 0, more.position());
                more.clear();
            }
        } catch (IOException e) {
            // What came before the end is all there is to show.
            return line.toByteArray();
        }
        return line.toByteArray();
    }

    // RFC 8446 5.1: change_cipher_spec 20, alert 21, handshake 22, application_data 23.
    private static boolean startsRecord(byte type) {
        return type >= 20 && type <= 23;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /// How far it came; a timeout names it.
    enum Phase {
        CONNECT,
        GREETING,
        PREFACE,
        FIRST_ANSWER,
        HANDSHAKE
    }

    private final class Plain implements Wire {
        @Override
        public int read(ByteBuffer into) throws IOException {
            int start = into.position();
            int n = channel.read(into);
            if (n > 0) {
                phase = Phase.PREFACE;
                byte[] now = new byte[Math.min(n, Math.max(0, MOST_HEARD - heard.size()))];
                into.get(start, now);
                heard.writeBytes(now);
            }
            return n;
        }

        @Override
        public void write(ByteBuffer from) throws IOException {
            Connection.this.write(from);
        }

        @Override
        public InetAddress self() throws IOException {
            return ((InetSocketAddress) channel.getLocalAddress()).getAddress();
        }
    }

    /// The peer spoke something that is not TLS.
    static final class NotTlsException extends IOException {
        private static final long serialVersionUID = 1;
        private final byte[] first;

        NotTlsException(byte[] first) {
            super("not TLS");
            this.first = first.clone();
        }

        byte[] first() {
            return first.clone();
        }
    }
}
