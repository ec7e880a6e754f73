package dev.watchkeeper.tls.starttls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.tls.starttls.PrefaceException.Kind;

import java.io.EOFException;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.List;

/// A conversation in the clear: lines and bytes from a peer that may send anything, in any pieces.
///
/// Nothing is read beyond 64 KiB in all, or 8 KiB without the end of a line.
public final class PlainDialogue {
    static final int MOST_BYTES = 65_536;
    static final int LONGEST_LINE = 8_192;
    private static final int SHOWN = 100;

    private final Wire wire;
    private final ByteBuffer heard = ByteBuffer.allocate(4_096).flip();
    private int budget = MOST_BYTES;

    public PlainDialogue(Wire wire) {
        this.wire = wire;
    }

    /// Waits for the first byte of the first reply.
    ///
    /// @param firsts what it can be
    /// @throws StrangeReplyException if it is none of them
    void expect(String firsts) throws IOException {
        fill();
        if (firsts.indexOf(heard.get(heard.position()) & 0xff) < 0) {
            byte[] said = new byte[heard.remaining()];
            heard.get(said);
            throw new StrangeReplyException(said);
        }
    }

    /// The next line without its end. What comes before the end of the connection is a line too.
    String line() throws IOException {
        var line = new java.io.ByteArrayOutputStream();
        int b = next();
        while (b != '\n') {
            line.write(b);
            if (line.size() > LONGEST_LINE) {
                throw garbage("a line of more than " + LONGEST_LINE + " bytes");
            }
            b = isAtEnd() ? '\n' : next();
        }
        String text = line.toString(UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /// Exactly so many bytes.
    byte[] bytes(int count) throws IOException {
        if (count > MOST_BYTES) {
            throw garbage("a message of " + count + " bytes");
        }
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) next();
        }
        return bytes;
    }

    /// The next byte, 0 to 255.
    int next() throws IOException {
        fill();
        return heard.get() & 0xff;
    }

    private void fill() throws IOException {
        if (isAtEnd()) {
            throw new EOFException("closed");
        }
    }

    private boolean isAtEnd() throws IOException {
        if (heard.hasRemaining()) {
            return false;
        }
        if (budget <= 0) {
            throw garbage("more than " + MOST_BYTES + " bytes");
        }
        heard.clear();
        int n = wire.read(heard);
        heard.flip();
        budget -= Math.max(0, n);
        return n < 0;
    }

    /// Says a line.
    void say(String line) throws IOException {
        say((line + "\r\n").getBytes(UTF_8));
    }

    void say(byte[] bytes) throws IOException {
        wire.write(ByteBuffer.wrap(bytes));
    }

    /// This side as an address literal (RFC 5321 4.1.3), for want of a name.
    String addressLiteral() throws IOException {
        InetAddress self = wire.self();
        return (self instanceof Inet6Address ? "[IPv6:" : "[") + self.getHostAddress() + "]";
    }

    /// To be asked once the peer has agreed.
    ///
    /// @throws PrefaceException if something is there already: whatever comes before TLS is not
    ///   from whom the certificate will prove
    public void requireNothingMore() throws PrefaceException {
        if (heard.hasRemaining()) {
            byte[] more = new byte[heard.remaining()];
            heard.get(more);
            throw plaintext(more);
        }
    }

    /// @param said what came after the agreement
    public static PrefaceException plaintext(byte[] said) {
        return new PrefaceException(
                Kind.PLAINTEXT,
                "the server went on in the clear after it had agreed to TLS, which may be injected"
                        + " on the way: it said "
                        + quoted(new String(said, ISO_8859_1)));
    }

    PrefaceException garbage(String what) {
        return new PrefaceException(
                Kind.GARBAGE, "the server sent " + what + " where TLS was to begin");
    }

    static StrangeReplyException strange(String line) {
        return new StrangeReplyException((line + "\r\n").getBytes(UTF_8));
    }

    /// @param command what starts TLS in the protocol
    /// @param offered what the peer tells of itself
    static PrefaceException notOffered(String command, List<String> offered) {
        String others =
                offered.isEmpty()
                        ? ""
                        : "; it offers "
                                + VisibleText.capped(String.join(", ", offered), 2 * SHOWN);
        return new PrefaceException(
                Kind.NOT_OFFERED,
                "the server does not offer "
                        + command
                        + others
                        + "; either TLS is switched off there, or something on the way strips the"
                        + " offer");
    }

    /// @param what such as `STARTTLS`
    static PrefaceException refused(String what, String reply) {
        return new PrefaceException(
                Kind.REFUSED, "the server refused " + what + ": it said " + quoted(reply));
    }

    private static String quoted(String said) {
        return '"' + VisibleText.capped(said, SHOWN) + '"';
    }
}
