package dev.watchkeeper.tls.starttls;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/// The bare transport under a preface.
public interface Wire {
    /// Reads at least one byte, or returns -1 at the end.
    int read(ByteBuffer into) throws IOException;

    /// Writes all of it.
    void write(ByteBuffer from) throws IOException;

    /// The address on this side.
    InetAddress self() throws IOException;
}
