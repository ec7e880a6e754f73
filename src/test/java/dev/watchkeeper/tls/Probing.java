package dev.watchkeeper.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.inventory.StartTls;
import dev.watchkeeper.inventory.TlsEndpoint;
import dev.watchkeeper.tls.TlsObservation.Failed;
import dev.watchkeeper.tls.TlsObservation.Presented;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/// A probe for tests, with a root of its own and a resolver that knows nobody.
final class Probing implements AutoCloseable {
    static final TestCertificates.Issued ROOT = TestCertificates.root("Test Root");
    static final Duration LIMIT = Duration.ofSeconds(20);

    private final TlsProbe probe;

    Probing() {
        this(Probing::unknown, () -> true);
    }

    Probing(Resolver resolver, Workstation workstation) {
        probe = new TlsProbe(Clock.systemUTC(), ROOT.trusted(), resolver, workstation);
    }

    private static List<InetAddress> unknown(String name) throws UnknownHostException {
        throw new UnknownHostException(name);
    }

    TlsProbe probe() {
        return probe;
    }

    Presented presented(String name, TestServer server) {
        TlsObservation seen = probe.observe(target(name, "127.0.0.1", server.port()), LIMIT);
        assertThat(seen).as("%s", seen.text()).isInstanceOf(Presented.class);
        return (Presented) seen;
    }

    TlsObservation observe(StartTls startTls, String name, TestServer server, Duration limit) {
        TlsEndpoint endpoint = TlsEndpoint.of(name, server.port()).after(startTls);
        return probe.observe(
                new TlsTarget(endpoint, "127.0.0.1", "127.0.0.1", server.port()), limit);
    }

    Failed failed(StartTls startTls, TestServer server) {
        TlsObservation seen = observe(startTls, "failing.example", server, LIMIT);
        assertThat(seen).as("%s", seen.text()).isInstanceOf(Failed.class);
        return (Failed) seen;
    }

    Failed failed(TestServer server) {
        return failed("127.0.0.1", server.port(), LIMIT);
    }

    Failed failed(String address, int port, Duration limit) {
        TlsObservation seen = probe.observe(target("failing.example", address, port), limit);
        assertThat(seen).as("%s", seen.text()).isInstanceOf(Failed.class);
        return (Failed) seen;
    }

    static TlsTarget target(String name, String address, int port) {
        return new TlsTarget(TlsEndpoint.of(name, port), address, address, port);
    }

    @Override
    public void close() {
        probe.close();
    }
}
