package dev.watchkeeper.monitor;

import dev.watchkeeper.finding.Finding;
import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.history.History;
import dev.watchkeeper.host.HostObservation;
import dev.watchkeeper.supervision.SupervisionObservation.Observed;
import dev.watchkeeper.tls.TlsObservation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/// A history in memory, whose disk can be held up or broken.
final class FakeHistory implements History {
    final LinkedBlockingQueue<TlsObservation> tls = new LinkedBlockingQueue<>();
    final LinkedBlockingQueue<Set<String>> checks = new LinkedBlockingQueue<>();
    final LinkedBlockingQueue<List<FindingKey>> open = new LinkedBlockingQueue<>();
    private final CountDownLatch disk;
    private volatile boolean full;

    FakeHistory(CountDownLatch disk) {
        this.disk = disk;
    }

    static FakeHistory quick() {
        return new FakeHistory(new CountDownLatch(0));
    }

    FakeHistory full() {
        full = true;
        return this;
    }

    void roomAgain() {
        full = false;
    }

    private void write() {
        FakeTls.await(disk);
        if (full) {
            throw new IllegalStateException("database or disk is full");
        }
    }

    @Override
    public void append(TlsObservation observation) {
        write();
        tls.add(observation);
    }

    @Override
    public void append(HostObservation observation) {
        write();
    }

    @Override
    public void append(Observed seen, Set<String> ids) {
        write();
        checks.add(ids);
    }

    @Override
    public Map<FindingKey, Instant> findings(FleetSnapshot snapshot, List<Finding> found) {
        write();
        open.add(found.stream().map(Finding::key).toList());
        return Map.of();
    }

    @Override
    public List<Episode> episodes(Duration span) {
        return List.of();
    }

    @Override
    public List<SeenCertificate> certificates(String targetId) {
        return List.of();
    }

    @Override
    public void prune(Duration retention) {}

    @Override
    public void close() {}
}
