package dev.watchkeeper.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

@Timeout(60)
final class AdaptiveLimitTest {
    @Test
    void peersThatKeepSilentDoNotKeepTheOthersWaitingAsLongAsTheMachineIsInTime() throws Exception {
        var limit = new AdaptiveLimit(400, () -> 0);
        var inside = new CountDownLatch(300);
        for (int i = 0; i < 300; i++) {
            limit.enter(inside::countDown);
        }
        inside.await();
        assertThat(limit.current()).isBetween(300, 400);
    }

    @Test
    void aMachineThatIsLateLetsFewerInUntilThereAreSixteen() throws Exception {
        var looks = new CountDownLatch(100);
        var limit =
                new AdaptiveLimit(
                        400,
                        () -> {
                            LockSupport.parkNanos(100_000);
                            looks.countDown();
                            return Duration.ofMillis(30).toNanos();
                        });
        for (int i = 0; i < 401; i++) {
            limit.enter(() -> {});
        }
        looks.await();
        assertThat(limit.current()).isEqualTo(16);
        for (int i = 0; i < 401; i++) {
            limit.leave();
        }
    }

    @Test
    void neverMoreThanTheUpperBoundAreInside() throws Exception {
        var limit = new AdaptiveLimit(20);
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        var done = new CountDownLatch(2_000);
        for (int i = 0; i < 2_000; i++) {
            limit.enter(() -> Thread.startVirtualThread(() -> pass(limit, now, most, done)));
        }
        done.await();
        assertThat(most.get()).isBetween(1, 20);
        assertThat(now.get()).isZero();
    }

    @Test
    void aBoundThatIsTooSmallIsRefused() {
        assertThatThrownBy(() -> new AdaptiveLimit(1)).hasMessageContaining("at least 16");
    }

    private static void pass(
            AdaptiveLimit limit, AtomicInteger now, AtomicInteger most, CountDownLatch done) {
        most.accumulateAndGet(now.incrementAndGet(), Math::max);
        now.decrementAndGet();
        limit.leave();
        done.countDown();
    }
}
