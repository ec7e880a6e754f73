package dev.watchkeeper.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

final class SingleInstanceTest {
    @TempDir Path folder;

    @Test
    void aSecondStartFindsThePlaceTakenAndRaisesTheFirst() throws Exception {
        // fault 76
        var raised = new CountDownLatch(1);
        try (SingleInstance _ = take(raised).orElseThrow()) {
            assertThat(take(new CountDownLatch(1))).isEmpty();
            assertThat(SingleInstance.raiseOther(folder)).isTrue();
            assertThat(raised.await(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void thePlaceIsFreeAgainAfterTheFirstHasClosed() throws Exception {
        take(new CountDownLatch(1)).orElseThrow().close();
        try (SingleInstance again = take(new CountDownLatch(1)).orElseThrow()) {
            assertThat(again).isNotNull();
        }
    }

    @Test
    void whatACrashLeftBehindIsNoObstacle() throws Exception {
        // fault 77: the kernel has let go of the lock, the files are still there
        Files.writeString(folder.resolve("window.lock"), "4711");
        Files.writeString(folder.resolve("window.socket"), "");
        try (SingleInstance _ = take(new CountDownLatch(1)).orElseThrow()) {
            assertThat(SingleInstance.raiseOther(folder)).isTrue();
        }
    }

    @Test
    void withNobodyThereNobodyAnswers() {
        assertThat(SingleInstance.raiseOther(folder)).isFalse();
    }

    private Optional<SingleInstance> take(CountDownLatch raised) throws Exception {
        return SingleInstance.take(folder, folder, raised::countDown);
    }
}
