package dev.watchkeeper.demo;

import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.Function;

/// One exec request on a simulated host, from its stdin to its exit status, on virtual threads.
final class SimulatedCommand implements Command {
    private static final int ENDED_BY_TERM = 143;

    private final String line;
    private final Function<ExecRequest, Program> programs;
    private InputStream in = InputStream.nullInputStream();
    private OutputStream out = OutputStream.nullOutputStream();
    private OutputStream err = OutputStream.nullOutputStream();
    private ExitCallback callback = (_, _, _) -> {};
    private Optional<Terminal> terminal = Optional.empty();

    SimulatedCommand(String line, Function<ExecRequest, Program> programs) {
        this.line = line;
        this.programs = programs;
    }

    @Override
    public void setInputStream(InputStream stream) {
        in = stream;
    }

    @Override
    public void setOutputStream(OutputStream stream) {
        out = stream;
    }

    @Override
    public void setErrorStream(OutputStream stream) {
        err = stream;
    }

    @Override
    public void setExitCallback(ExitCallback exitCallback) {
        callback = exitCallback;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) {
        var own = new Terminal(out, err);
        terminal = Optional.of(own);
        Thread.ofVirtual().name("demo command").start(() -> answer(own));
    }

    @Override
    public void destroy(ChannelSession channel) {
        terminal.ifPresent(Terminal::hangUp);
    }

    private void answer(Terminal own) {
        int status = ENDED_BY_TERM;
        try {
            ExecRequest request = ExecRequest.read(line, in);
            if (request.nonce().isPresent()) {
                Thread.ofVirtual().name("demo stdin").start(() -> watchStdin(own));
            }
            status = run(request, own);
        } catch (IOException | InterruptedException _) {
            // The caller went away: nobody is left to be told.
        } finally {
            callback.onExit(status);
        }
    }

    private int run(ExecRequest request, Terminal own) throws IOException, InterruptedException {
        Optional<String> nonce = request.nonce();
        if (nonce.isPresent()) {
            own.both(nonce.get() + " begin");
        }
        int status = programs.apply(request).run(own);
        if (nonce.isPresent()) {
            own.both(nonce.get() + " end " + status);
        }
        return status;
    }

    /// The end of stdin means that nobody cares any more.
    private void watchStdin(Terminal own) {
        try {
            while (in.read() >= 0) {
                // What comes after the command is nobody's.
            }
        } catch (IOException _) {
            // Closed: the same.
        } finally {
            own.hangUp();
        }
    }
}
