package dev.watchkeeper.ssh;

import com.jcraft.jsch.ChannelDirectTCPIP;
import com.jcraft.jsch.JSchAlgoNegoFailException;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.JSchStrictKexException;
import com.jcraft.jsch.Session;

import java.io.IOException;
import java.net.Socket;
import java.util.List;

/// Connects hop by hop, each verified, all under the operation's budget.
final class Connector {
    private static final int PROHIBITED = 1;
    private static final String TERRAPIN =
            "refused: the host offers only ciphers that the Terrapin attack (CVE-2023-48795) breaks"
                    + " without strict key exchange, and has none; its SSH server needs an update,"
                    + " or AES-GCM or AES-CTR allowed";
    private static final String TAMPERED =
            "messages were inserted into the key exchange: somebody may be in between";

    private final Dialer dialer;
    private final SessionOpener opener;
    private final Closing closing;

    Connector(Dialer dialer, SessionOpener opener, Closing closing) {
        this.dialer = dialer;
        this.opener = opener;
        this.closing = closing;
    }

    Chain connect(Operation operation, List<Target> route) throws SshFault, InterruptedException {
        try {
            return connect(operation, route, Algorithms.SAFE);
        } catch (JSchAlgoNegoFailException e) {
            try {
                return connect(operation, route, Algorithms.STRICT_ONLY);
            } catch (JSchStrictKexException again) {
                throw new SshFault(SshOutcome.Reason.INSECURE, TERRAPIN);
            } catch (JSchException again) {
                throw new SshFault(
                        SshOutcome.Reason.INSECURE,
                        "the host offers no algorithms that are safe: " + again.getMessage());
            }
        } catch (JSchStrictKexException e) {
            throw new SshFault(SshOutcome.Reason.PROTOCOL, TAMPERED);
        } catch (JSchException e) {
            throw new SshFault(SshOutcome.Reason.PROTOCOL, String.valueOf(e.getMessage()));
        }
    }

    // The chain outlives this method; on failure it is closed here.
    @SuppressWarnings("resource")
    private Chain connect(Operation operation, List<Target> route, Algorithms algorithms)
            throws SshFault, JSchException, InterruptedException {
        announce(operation, route, 0);
        Socket socket = dialer.dial(operation, route.getFirst());
        Chain chain = new Chain(route, socket, closing);
        operation.publish(chain);
        try {
            Transport transport =
                    new Transport(socket.getInputStream(), socket.getOutputStream(), socket);
            chain.add(opener.open(operation, route.getFirst(), transport, algorithms));
            for (int i = 1; i < route.size(); i++) {
                Transport through = forward(operation, chain.last(), route.get(i));
                announce(operation, route, i);
                chain.add(opener.open(operation, route.get(i), through, algorithms));
            }
            return chain;
        } catch (IOException e) {
            chain.close();
            throw new SshFault(SshOutcome.Reason.RESET, "the connection ended at once");
        } catch (SshFault | JSchException | InterruptedException | RuntimeException e) {
            chain.close();
            throw e;
        }
    }

    private static void announce(Operation operation, List<Target> route, int hop) {
        operation.via(hop < route.size() - 1 ? route.get(hop).name() : "");
    }

    private static Transport forward(Operation operation, Session jump, Target target)
            throws SshFault, IOException {
        operation.enter(SshOutcome.Phase.CONNECT);
        try {
            var channel = (ChannelDirectTCPIP) jump.openChannel("direct-tcpip");
            var pipe = new BytePipe();
            channel.setHost(target.hostName());
            channel.setPort(target.port());
            channel.setOutputStream(pipe.sink());
            try {
                channel.connect(operation.remainingMillis());
            } catch (JSchException e) {
                throw refusal(target, channel.getExitStatus());
            }
            return new Transport(pipe, channel.getOutputStream(), channel::disconnect);
        } catch (JSchException e) {
            throw new SshFault(SshOutcome.Reason.LOST, "the session to the jump host ended");
        }
    }

    private static SshFault refusal(Target target, int code) {
        return code == PROHIBITED
                ? SshFault.configuration("it does not allow forwarding to " + target.where())
                : new SshFault(SshOutcome.Reason.UNREACHABLE, "it cannot reach " + target.where());
    }
}
