package dev.watchkeeper.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// What a simulated program writes to, and waits on: everything goes out at once, and every pause
/// ends when the caller goes away.
final class Terminal {
    private final OutputStream out;
    private final OutputStream err;
    private final CountDownLatch hungUp = new CountDownLatch(1);

    Terminal(OutputStream out, OutputStream err) {
        this.out = out;
        this.err = err;
    }

    void line(String text) throws IOException {
        write(out, text + "\n");
    }

    void error(String text) throws IOException {
        write(err, text + "\n");
    }

    /// The frame around a wrapped command: the same line on both streams.
    void both(String text) throws IOException {
        error(text);
        line(text);
    }

    void text(String text) throws IOException {
        write(out, text);
    }

    private static void write(OutputStream stream, String text) throws IOException {
        stream.write(text.getBytes(UTF_8));
        stream.flush();
    }

    void hangUp() {
        hungUp.countDown();
    }

    /// Waits, as the real thing would take its time.
    ///
    /// @throws InterruptedException when the caller went away
    void pause(Duration time) throws InterruptedException {
        if (hungUp.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("hung up");
        }
    }
}
