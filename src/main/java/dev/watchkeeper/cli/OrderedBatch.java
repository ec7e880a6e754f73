package dev.watchkeeper.cli;

import dev.watchkeeper.cli.BoundedLines.Line;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

/// Works on lines with all processors and hands on the results in the order of the lines. Holds no
/// more than a few of them. A line that takes too long is given up from outside: its thread is told
/// to end, and waited for by nobody.
final class OrderedBatch {
    private static final Duration LIMIT = Duration.ofSeconds(4);

    private final Function<Line, JudgeResult> work;
    private final Consumer<JudgeResult> out;
    private final Duration limit;
    private final int processors = Runtime.getRuntime().availableProcessors();
    private final Semaphore free = new Semaphore(processors);
    private final ArrayDeque<Job> pending = new ArrayDeque<>();

    OrderedBatch(Function<Line, JudgeResult> work, Consumer<JudgeResult> out) {
        this(work, out, LIMIT);
    }

    OrderedBatch(Function<Line, JudgeResult> work, Consumer<JudgeResult> out, Duration limit) {
        this.work = work;
        this.out = out;
        this.limit = limit;
    }

    void run(BoundedLines lines) throws IOException, InterruptedException {
        for (Optional<Line> line = lines.next(); line.isPresent(); line = lines.next()) {
            while (pending.size() >= 4 * processors || !free.tryAcquire()) {
                hand();
            }
            pending.add(Job.start(line.get(), work, free));
            while (!pending.isEmpty() && pending.peek().task().isDone()) {
                hand();
            }
        }
        while (!pending.isEmpty()) {
            hand();
        }
    }

    /// Waits for the oldest.
    private void hand() throws InterruptedException {
        Job oldest = pending.remove();
        out.accept(oldest.result(limit));
    }

    private record Job(
            Line line, FutureTask<JudgeResult> task, Thread thread, long started, Release release) {
        static Job start(Line line, Function<Line, JudgeResult> work, Semaphore free) {
            var release = new Release(free, new AtomicBoolean());
            var task =
                    new FutureTask<JudgeResult>(() -> {
                        try {
                            return work.apply(line);
                        } finally {
                            release.once();
                        }
                    });
            var thread = Thread.ofPlatform().daemon().name("judge-" + line.number()).start(task);
            return new Job(line, task, thread, System.nanoTime(), release);
        }

        JudgeResult result(Duration limit) throws InterruptedException {
            long left = limit.toNanos() - (System.nanoTime() - started);
            try {
                return task.get(Math.max(left, 0), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                thread.interrupt();
                release.once();
                return JudgeResult.unjudged(
                        line.number(),
                        "not judged within " + limit.toSeconds() + " s; judge it alone");
            } catch (ExecutionException e) {
                return JudgeResult.unjudged(
                        line.number(), "a fault of this program: " + e.getCause());
            }
        }
    }

    private record Release(Semaphore free, AtomicBoolean done) {
        void once() {
            if (done.compareAndSet(false, true)) {
                free.release();
            }
        }
    }
}
