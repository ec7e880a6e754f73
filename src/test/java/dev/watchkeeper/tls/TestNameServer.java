package dev.watchkeeper.tls;

import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A name server on loopback, over UDP and TCP on one port, that answers each question in one way.
final class TestNameServer implements AutoCloseable {
    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final Answering answering;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /// What is answered; no bytes for silence.
    @FunctionalInterface
    interface Answering {
        byte[] to(Message query, boolean tcp);
    }

    private TestNameServer(DatagramSocket udp, ServerSocket tcp, Answering answering) {
        this.udp = udp;
        this.tcp = tcp;
        this.answering = answering;
        Thread.ofPlatform().daemon().start(this::datagrams);
        Thread.ofPlatform().daemon().start(this::connections);
    }

    static TestNameServer answering(Answering answering) {
        try {
            InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
            var tcp = new ServerSocket(0, 10, loopback);
            return new TestNameServer(
                    new DatagramSocket(tcp.getLocalPort(), loopback), tcp, answering);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Has these records and no others; a name that has none does not exist.
    ///
    /// @param validated whether it says that DNSSEC proves them
    static TestNameServer having(boolean validated, Record... records) {
        return answering((query, _) -> reply(query, validated, records).toWire());
    }

    static Message reply(Message query, boolean validated, Record... records) {
        Message reply = empty(query, Rcode.NOERROR);
        if (validated) {
            reply.getHeader().setFlag(Flags.AD);
        }
        for (Record record : records) {
            boolean asked =
                    record.getName().equals(query.getQuestion().getName())
                            && record.getType() == query.getQuestion().getType();
            if (asked) {
                reply.addRecord(record, Section.ANSWER);
            }
        }
        if (reply.getSection(Section.ANSWER).isEmpty()) {
            reply.getHeader().setRcode(Rcode.NXDOMAIN);
        }
        return reply;
    }

    static Message empty(Message query, int code) {
        var reply = new Message(query.getHeader().getID());
        reply.getHeader().setFlag(Flags.QR);
        reply.getHeader().setRcode(code);
        reply.addRecord(query.getQuestion(), Section.QUESTION);
        return reply;
    }

    NameServers servers() {
        return NameServers.of(address());
    }

    InetSocketAddress address() {
        return new InetSocketAddress(tcp.getInetAddress(), tcp.getLocalPort());
    }

    /// Each question as `NAME TYPE`, with ` tcp` when it came so.
    List<String> asked() {
        return asked;
    }

    private byte[] answer(byte[] question, boolean overTcp) throws IOException {
        var query = new Message(question);
        asked.add(
                "%s %s%s"
                        .formatted(
                                query.getQuestion().getName(),
                                org.xbill.DNS.Type.string(query.getQuestion().getType()),
                                overTcp ? " tcp" : ""));
        return answering.to(query, overTcp);
    }

    private void datagrams() {
        byte[] room = new byte[65_535];
        while (!udp.isClosed()) {
            try {
                var packet = new DatagramPacket(room, room.length);
                udp.receive(packet);
                byte[] reply = answer(java.util.Arrays.copyOf(room, packet.getLength()), false);
                if (reply.length > 0) {
                    udp.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
                }
            } catch (IOException e) {
                // Closed, or the asker has gone.
            }
        }
    }

    private void connections() {
        while (!tcp.isClosed()) {
            try (Socket client = tcp.accept()) {
                var in = new DataInputStream(client.getInputStream());
                byte[] question = new byte[in.readUnsignedShort()];
                in.readFully(question);
                byte[] reply = answer(question, true);
                var out = new DataOutputStream(client.getOutputStream());
                out.writeShort(reply.length);
                out.write(reply);
                out.flush();
            } catch (IOException e) {
                // As above.
            }
        }
    }

    @Override
    public void close() {
        udp.close();
        try {
            tcp.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
