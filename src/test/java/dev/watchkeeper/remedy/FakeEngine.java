package dev.watchkeeper.remedy;

import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.monitor.Engine;
import dev.watchkeeper.monitor.Report;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Gives one report before a remedy and another after it.
final class FakeEngine implements Engine {
    final List<Set<FindingKey>> verified = new CopyOnWriteArrayList<>();
    private final Report before;
    private final CompletableFuture<Report> after;

    FakeEngine(Report before, CompletableFuture<Report> after) {
        this.before = before;
        this.after = after;
    }

    FakeEngine(Report before, Report after) {
        this(before, CompletableFuture.completedFuture(after));
    }

    @Override
    public Report latest() {
        return before;
    }

    @Override
    public AutoCloseable listen(Consumer<Report> listener) {
        return () -> {};
    }

    @Override
    public CompletableFuture<Report> refreshAll() {
        return after;
    }

    @Override
    public CompletableFuture<Report> verify(Set<FindingKey> findings) {
        verified.add(findings);
        return after;
    }
}
