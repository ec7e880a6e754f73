package dev.watchkeeper.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchkeeper.cli.CliFailure;
import dev.watchkeeper.demo.Demo;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Thresholds;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

final class CompositionTest {
    /// What the Java runtime starts for itself, once.
    private static final String RUNTIMES_OWN =
            "(ForkJoinPool|CommonPool|VirtualThread-|Read-Poller|Write-Poller|process"
                    + " reaper|Cleaner|Common-Cleaner|Reference Handler|JNA|surefire|SQLite).*";

    @TempDir private Path folder;

    @Test
    void closingLeavesNoThreadAndClosesWhatWasThereBeforeLast() throws Exception {
        List<String> closed = new ArrayList<>();
        try (Demo demo = Demo.start(InstantSource.system())) {
            once(demo, new Closer());
            Set<Thread> before = threads();
            var closer = new Closer();
            closer.add(() -> closed.add("what was there before"));

            once(demo, closer);

            assertThat(closed).containsExactly("what was there before");
            for (Thread left : since(before)) {
                left.join(Duration.ofMinutes(1));
            }
            assertThat(since(before)).isEmpty();
        }
    }

    @Test
    void aCloserClosesInReverseAndOneThatFailsKeepsNoneFromIt() {
        List<String> closed = new ArrayList<>();
        try (var closer = new Closer()) {
            closer.add(() -> closed.add("first"));
            closer.add(() -> {
                throw new IllegalStateException("broken");
            });
            closer.add(() -> closed.add("last"));
        }
        assertThat(closed).containsExactly("last", "first");
    }

    @Test
    void anAnchorThatIsNotThereIsToldBeforeAnythingIsOpened() {
        var fleet =
                new Fleet(
                        List.of(),
                        List.of(),
                        List.of(),
                        Thresholds.DEFAULT,
                        List.of(folder.resolve("none.pem")));
        assertThatThrownBy(() ->
                        new Composition(
                                fleet,
                                Folders.allIn(folder),
                                InstantSource.system(),
                                false,
                                new Closer()))
                .isInstanceOf(CliFailure.class)
                .hasMessageEndingWith("none.pem: no such file or folder");
        assertThat(folder).isEmptyDirectory();
    }

    /// Opens everything, asks everything, closes it.
    private void once(Demo demo, Closer closer) throws Exception {
        try (var composition =
                new Composition(
                        demo.fleet(),
                        Folders.allIn(folder),
                        InstantSource.system(),
                        false,
                        closer)) {
            composition.remedies();
            var report = composition.engine().refreshAll().get(120, TimeUnit.SECONDS);
            assertThat(report.findings()).isNotEmpty();
        }
    }

    private static Set<Thread> threads() {
        return new HashSet<>(Thread.getAllStackTraces().keySet());
    }

    /// The threads that have begun since then, but the runtime's and the demo's.
    private static List<Thread> since(Set<Thread> before) {
        return threads().stream()
                .filter(t -> !before.contains(t) && !t.getName().matches(RUNTIMES_OWN))
                .filter(t -> !t.getName().startsWith("sshd-"))
                .toList();
    }
}
