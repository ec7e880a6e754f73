package dev.watchkeeper.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.host.HostSnapshot;
import dev.watchkeeper.host.RemoteProcess;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Objects;

final class SuspectsTest {
    // The names of one function under several kernels.
    @ParameterizedTest
    @ValueSource(strings = {"fuse_dev_do_read", "fuse_dev_read", "fuse_dev_splice_read"})
    void aFuseServerThatWaitsForRequestsIsIdle(String channel) {
        assertThat(Suspects.isBlocked(server(channel))).isFalse();
        assertThat(suspects(channel)).noneMatch(p -> p.command().equals("perl"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"request_wait_answer", "fuse_get_req", "__fuse_request_send"})
    void aFuseServerThatWaitsForAnotherIsNot(String channel) {
        assertThat(suspects(channel)).anyMatch(p -> p.command().equals("perl"));
    }

    private static RemoteProcess server(String channel) {
        return snapshot(channel).processes().stream()
                .filter(p -> p.command().equals("perl"))
                .findFirst()
                .orElseThrow();
    }

    private static List<RemoteProcess> suspects(String channel) {
        return Suspects.of(snapshot(channel));
    }

    private static HostSnapshot snapshot(String channel) {
        var state = Objects.requireNonNull(outage(channel).snapshot().hosts().get("builder31"));
        return state.lastProbed().orElseThrow().snapshot();
    }

    private static RecordedOutage outage(String channel) {
        return new RecordedOutage("pipelined")
                .with("builder31", t -> t.replace("fuse_dev_do_read", channel));
    }
}
