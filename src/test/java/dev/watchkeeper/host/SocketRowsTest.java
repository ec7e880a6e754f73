package dev.watchkeeper.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

final class SocketRowsTest {
    @ParameterizedTest
    @CsvSource({
        "0B00630A:0016, 10.99.0.11, 22",
        "0000000000000000FFFF00000B00630A:0016, 10.99.0.11, 22",
        "B80D0120000000000000000031000000:FFFF, 2001:db8:0:0:0:0:0:31, 65535",
    })
    void addressesAreReadAsTheKernelWritesThem(String end, String address, int port) {
        assertThat(connections("tcp 7 " + end + " 0A00630A:8000"))
                .containsExactly(
                        new TcpConnection(
                                address, port, "10.99.0.10", 32768, OptionalLong.empty()));
    }

    @Test
    void theTwoEndsOfAConnectionKnowEachOtherAlsoWhereOneCarriesItInIpv6() {
        TcpConnection client =
                connections("tcp 7 0A00630A:8000 0B00630A:0016", "fd 20 7").getFirst();
        TcpConnection server =
                connections(
                                "tcp 9 0000000000000000FFFF00000B00630A:0016"
                                        + " 0000000000000000FFFF00000A00630A:8000",
                                "fd 30 9")
                        .getFirst();

        assertThat(client.isOtherEndOf(server)).isTrue();
        assertThat(server.isOtherEndOf(client)).isTrue();
        assertThat(client.isOtherEndOf(client)).isFalse();
        assertThat(client.pid()).hasValue(20);
    }

    @Test
    void aConnectionThatSeveralHoldIsThereForEach() {
        assertThat(
                        connections(
                                "fd 20 7",
                                "fd 21 7",
                                "fd 22 8",
                                "tcp 7 0A00630A:8000 0B00630A:0016"))
                .extracting(c -> c.pid().orElseThrow())
                .containsExactly(20L, 21L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp 7 0A00630A 0B00630A:0016",
                "tcp 7 :0016 0B00630A:0016",
                "tcp 7 0A00630:8000 0B00630A:0016",
                "tcp 7 0A00630A0A:8000 0B00630A:0016",
                "tcp 7 0A00630X:8000 0B00630A:0016",
                "tcp 7 0A00630A:FFFFFFFF 0B00630A:0016",
                "tcp 7 0A00630A:12345 0B00630A:0016",
                "tcp 7 0A00630A: 0B00630A:0016",
                "tcp 7 0A00630A:8000",
                "tcp x 0A00630A:8000 0B00630A:0016",
            })
    void whatIsNoAddressIsLeftOut(String row) {
        assertThat(connections(row, "fd 20 7")).isEmpty();
    }

    private static List<TcpConnection> connections(String... rows) {
        String text = "nonce begin 1\nnonce boot b\n";
        for (String row : rows) {
            text += "nonce " + row + "\n";
        }
        return ProbeParser.parse(text, "nonce", "h", Snapshots.CLOCK, Duration.ofSeconds(1))
                .orElseThrow()
                .connections();
    }
}
