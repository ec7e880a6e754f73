package dev.watchkeeper.tls;

import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SimpleResolver;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// The name servers that are asked for what the system's resolver does not tell: CAA and TLSA.
public final class NameServers {
    /// The system property that names others than the system's: `ADDRESS` or `ADDRESS:PORT`, an
    /// IPv6 one in brackets, several with commas between them; `none` for nobody.
    public static final String PROPERTY = "watchkeeper.nameservers";

    /// More are not waited for.
    private static final int MOST = 3;

    private final Supplier<List<InetSocketAddress>> servers;

    private NameServers(Supplier<List<InetSocketAddress>> servers) {
        this.servers = servers;
    }

    /// Those of the operating system, as they are whenever somebody asks; those of [#PROPERTY] in
    /// their place.
    public static NameServers system() {
        return new NameServers(() -> {
            String given = System.getProperty(PROPERTY, "").strip();
            if (!given.isEmpty()) {
                return parse(given);
            }
            // A laptop changes its network.
            ResolverConfig.refresh();
            return List.copyOf(ResolverConfig.getCurrentConfig().servers());
        });
    }

    /// Nobody, so that everything in the DNS is unknown.
    public static NameServers none() {
        return new NameServers(List::of);
    }

    static NameServers of(InetSocketAddress... servers) {
        return new NameServers(() -> List.of(servers));
    }

    List<InetSocketAddress> list() {
        return servers.get().stream().distinct().limit(MOST).toList();
    }

    /// What is no address is left out.
    static List<InetSocketAddress> parse(String given) {
        var all = new ArrayList<InetSocketAddress>();
        for (String word : given.split(",", -1)) {
            try {
                all.add(one(word.strip()));
            } catch (IllegalArgumentException _) {
                // Nobody is asked in its place; without any, the answer is unknown.
            }
        }
        return all;
    }

    private static InetSocketAddress one(String word) {
        int close = word.startsWith("[") ? word.indexOf(']') : -1;
        int colon = word.lastIndexOf(':');
        boolean hasPort = close > 0 ? colon == close + 1 : colon >= 0 && colon == word.indexOf(':');
        String host = hasPort ? word.substring(0, colon) : word;
        String bare = close > 0 ? host.substring(1, host.length() - 1) : host;
        int port =
                hasPort ? Integer.parseInt(word.substring(colon + 1)) : SimpleResolver.DEFAULT_PORT;
        return new InetSocketAddress(InetAddress.ofLiteral(bare), port);
    }
}
