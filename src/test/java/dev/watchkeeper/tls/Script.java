package dev.watchkeeper.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A server that speaks by a script, a step a line:
///
/// - `S: text` says a line
/// - `s: text` says bytes, with escapes as in Java
/// - `C: regex` reads a line, and hangs up unless it fits
/// - `c: N` reads bytes
/// - `x: text` reads up to and with a text
/// - `TLS` shakes hands
/// - `RST` hangs up without a word
/// - `HANG` waits until the client goes
final class Script {
    private final TestCertificates.Issued issued;
    private final List<String> steps;
    private final boolean inPieces;
    private final List<String> unexpected = new CopyOnWriteArrayList<>();

    private Script(TestCertificates.Issued issued, String script, boolean inPieces) {
        this.issued = issued;
        this.steps = script.lines().map(String::stripLeading).filter(l -> !l.isBlank()).toList();
        this.inPieces = inPieces;
    }

    static Script of(TestCertificates.Issued issued, String script) {
        return new Script(issued, script, false);
    }

    /// Each byte in a packet of its own.
    Script inPieces() {
        return new Script(issued, String.join("\n", steps), true);
    }

    TestServer serve() {
        return TestServer.plain(this::talk);
    }

    /// What clients said against the script.
    List<String> unexpected() {
        return unexpected;
    }

    private void talk(Socket client) throws Exception {
        client.setTcpNoDelay(true);
        for (String step : steps) {
            String text = step.length() > 3 ? step.substring(3) : "";
            switch (step.substring(0, Math.min(2, step.length()))) {
                case "S:" -> say(client, text + "\r\n");
                case "s:" -> say(client, text.translateEscapes());
                case "C:" -> hear(client, text);
                case "c:" -> client.getInputStream().readNBytes(Integer.parseInt(text));
                case "x:" -> hearUpTo(client.getInputStream(), text);
                case "TL" -> TestServer.shakeHands(client, issued);
                case "RS" -> client.setSoLinger(true, 0);
                default -> client.getInputStream().readAllBytes();
            }
        }
    }

    private void say(Socket client, String text) throws IOException {
        OutputStream out = client.getOutputStream();
        byte[] bytes = text.getBytes(ISO_8859_1);
        if (!inPieces) {
            out.write(bytes);
            return;
        }
        for (byte b : bytes) {
            out.write(b);
            out.flush();
        }
    }

    private void hear(Socket client, String regex) throws IOException {
        String line = hearUpTo(client.getInputStream(), "\r\n").strip();
        if (!line.matches(regex)) {
            unexpected.add(line);
            throw new IOException(line);
        }
    }

    private static String hearUpTo(InputStream in, String end) throws IOException {
        var heard = new ByteArrayOutputStream();
        while (!heard.toString(ISO_8859_1).endsWith(end)) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("closed");
            }
            heard.write(b);
        }
        return heard.toString(ISO_8859_1);
    }
}
