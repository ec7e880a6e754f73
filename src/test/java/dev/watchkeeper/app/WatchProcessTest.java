package dev.watchkeeper.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.notify.HookServer;
import dev.watchkeeper.notify.HookServer.Answer;
import dev.watchkeeper.notify.HookServer.Request;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/// The console without a window, as a process of its own, on an endpoint that refuses connections.
final class WatchProcessTest {
    private static final String KEY = "endpoint-unreachable/127.0.0.1:1";

    @TempDir private Path folder;

    private Path fleet(URI hook) throws IOException {
        return Files.writeString(
                folder.resolve("fleet.yaml"),
                """
                endpoints: [{name: 127.0.0.1, port: 1}]
                notify:
                  gather: 10ms
                  hold: 10ms
                  channels: [{name: hook, webhook: "%s", resolved: true}]
                  heartbeat: {file: heart.prom, every: 1s}
                """
                        .formatted(hook));
    }

    private AnotherProcess watch() throws IOException {
        return new AnotherProcess(
                folder.resolve("home"),
                "watch",
                "--fleet",
                folder.resolve("fleet.yaml").toString());
    }

    @Test
    void aConsoleThatIsKilledWhileItTellsLosesNothingAndDoublesNothing() throws Exception {
        try (HookServer server = HookServer.up().answers(Answer.HANG)) {
            fleet(server.url("/hook"));
            Request first;
            try (AnotherProcess killed = watch()) {
                killed.readUntil("This console delivers the notifications.");
                killed.readUntil(KEY);
                first = server.next();
                killed.kill();
            }
            try (AnotherProcess next = watch()) {
                Request again = server.next();
                assertThat(again.id()).isEqualTo(first.id()).isNotEmpty();
                assertThat(again.body()).isEqualTo(first.body()).contains(KEY, "\"opened\"");
                next.readUntil(KEY);
                next.awaitFile(folder.resolve("heart.prom"));

                // A change of the fleet file counts, and the end of what was told is told.
                Files.writeString(
                        folder.resolve("fleet.yaml"),
                        Files.readString(folder.resolve("fleet.yaml"))
                                .replace("port: 1}", "port: 2}"));
                next.readUntil("ended     " + KEY);
                Request more = server.next();
                assertThat(more.id()).isNotEqualTo(first.id());
                assertThat(more.body()).contains("127.0.0.1:2", "\"opened\"");

                next.terminate();
                assertThat(next.output()).contains("Told to end.");
                assertThat(next.status()).as(next.errors()).isZero();
            }
            assertThat(server.rest())
                    .allSatisfy(r -> assertThat(r.body()).contains("\"resolved\""))
                    .hasSizeLessThan(2);
        }
    }

    @Test
    void aSecondConsoleSaysThatAnotherOneDelivers() throws Exception {
        try (HookServer server = HookServer.up()) {
            fleet(server.url("/hook"));
            try (AnotherProcess first = watch()) {
                first.readUntil("This console delivers the notifications.");
                try (AnotherProcess second = watch()) {
                    second.readUntil("Another console of this user delivers the notifications");
                    second.terminate();
                    assertThat(second.status()).isZero();
                }
                first.terminate();
                assertThat(first.status()).isZero();
            }
        }
    }

    @Test
    void aFleetThatCannotBeUsedIsToldAtOnce() throws Exception {
        Files.writeString(folder.resolve("fleet.yaml"), "notify: {channels: [{name: a}]}\n");
        try (AnotherProcess watch = watch()) {
            assertThat(watch.status()).isEqualTo(3);
            assertThat(watch.errors())
                    .contains(
                            "the fleet file cannot be used",
                            "fleet.yaml:1:",
                            "a channel has one of");
        }
    }
}
