package dev.watchkeeper.host;

import dev.watchkeeper.host.Fields.MalformedRow;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// The rows that speak of TCP connections.
final class SocketRows {
    private static final int MOST = 8_000;

    private record Ends(String local, String remote) {}

    private final Map<Long, List<Long>> holders = new HashMap<>();
    private final Map<Long, Ends> ends = new HashMap<>();

    boolean accept(String tag, Fields f) throws MalformedRow {
        switch (tag) {
            case ProbeFormat.SOCKET -> {
                long pid = f.number();
                holders.computeIfAbsent(f.number(), _ -> new ArrayList<>()).add(pid);
            }
            case ProbeFormat.TCP -> {
                if (ends.size() < MOST) {
                    ends.put(f.number(), new Ends(f.word(), f.word()));
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /// The connections, once for each process known to hold one. Those whose addresses cannot be
    /// read are left out.
    List<TcpConnection> connections() {
        var all = new ArrayList<TcpConnection>();
        ends.forEach((inode, e) -> {
            for (long pid : holders.getOrDefault(inode, List.of())) {
                add(all, e, OptionalLong.of(pid));
            }
            if (!holders.containsKey(inode)) {
                add(all, e, OptionalLong.empty());
            }
        });
        return all;
    }

    private static void add(List<TcpConnection> all, Ends ends, OptionalLong pid) {
        try {
            all.add(
                    new TcpConnection(
                            address(ends.local),
                            port(ends.local),
                            address(ends.remote),
                            port(ends.remote),
                            pid));
        } catch (IllegalArgumentException | UnknownHostException e) {
            // Not an address: the row says nothing.
            return;
        }
    }

    /// The kernel prints each 32-bit word of an address as the processor has it, here
    /// little-endian.
    private static String address(String end) throws UnknownHostException {
        byte[] raw = HexFormat.of().parseHex(end.substring(0, Math.max(0, end.indexOf(':'))));
        if (raw.length != 4 && raw.length != 16) {
            throw new IllegalArgumentException("no address");
        }
        byte[] ordered = new byte[raw.length];
        for (int i = 0; i < raw.length; i++) {
            ordered[i] = raw[i / 4 * 4 + 3 - i % 4];
        }
        // InetAddress makes an IPv4 address of one that IPv6 carries.
        return InetAddress.getByAddress(ordered).getHostAddress();
    }

    private static int port(String end) {
        String digits = end.substring(end.indexOf(':') + 1);
        if (digits.length() != 4) {
            throw new IllegalArgumentException("no port");
        }
        return HexFormat.fromHexDigits(digits);
    }
}
