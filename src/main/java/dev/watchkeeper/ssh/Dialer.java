package dev.watchkeeper.ssh;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;

/// Name to TCP connection: each address in turn, each with its share of the budget.
final class Dialer {
    private final NameLookup lookup;

    Dialer(NameLookup lookup) {
        this.lookup = lookup;
    }

    Socket dial(Operation operation, Target target) throws SshFault, InterruptedException {
        operation.enter(SshOutcome.Phase.RESOLVE);
        List<InetAddress> addresses = lookup.resolve(target.hostName(), operation);
        operation.enter(SshOutcome.Phase.CONNECT);
        IOException failure = new IOException("the name has no address");
        for (int i = 0; i < addresses.size(); i++) {
            int share = operation.remainingMillis() / (addresses.size() - i);
            try {
                return connect(operation, addresses.get(i), target.port(), Math.max(1, share));
            } catch (IOException e) {
                failure = e;
                operation.enter(SshOutcome.Phase.CONNECT);
            }
        }
        throw Reachability.faultOf(failure, target.where());
    }

    // The socket outlives this method: the operation closes it.
    @SuppressWarnings("resource")
    private static Socket connect(
            Operation operation, InetAddress address, int port, int timeoutMillis)
            throws IOException {
        Socket socket = new Socket();
        operation.publish(socket);
        try {
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            socket.connect(new InetSocketAddress(address, port), timeoutMillis);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
