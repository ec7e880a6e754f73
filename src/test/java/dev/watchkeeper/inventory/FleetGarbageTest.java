package dev.watchkeeper.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/// Whatever lies in the file, the answer is a value.
final class FleetGarbageTest {
    private static final String PIECES = "{}[],:-?&*!|>'\"%@`# \n\tax0\\<~.=\u0000\u202e\ud800é";

    @Test
    void randomTextGivesAValue() {
        Random random = new Random(20_261_122);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(60); n > 0; n--) {
                text.append(PIECES.charAt(random.nextInt(PIECES.length())));
            }

            assertThat(Readings.of(text.toString())).as(text.toString()).isNotNull();
        }
    }

    @Test
    void randomBytesGiveAValue() {
        Random random = new Random(5);
        for (int i = 0; i < 1_000; i++) {
            byte[] content = new byte[random.nextInt(200)];
            random.nextBytes(content);

            assertThat(Readings.of(content)).isNotNull();
        }
    }

    @Test
    void theExampleWithAnyCharacterReplacedGivesAValue() throws IOException {
        String example = Files.readString(Path.of("assets/fleet-example.yaml"));
        Random random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            StringBuilder text = new StringBuilder(example);
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                char piece = PIECES.charAt(random.nextInt(PIECES.length()));
                text.setCharAt(random.nextInt(text.length()), piece);
            }

            assertThat(Readings.of(text.toString())).as(text.toString()).isNotNull();
        }
    }

    @Test
    @Timeout(30)
    void nestingIsEndedBeforeTheStack() {
        assertThat(Readings.problems("[".repeat(1_000_000)))
                .containsExactly("fleet.yaml:1:1: nested more than 30 levels deep");
        assertThat(Readings.problems("- ".repeat(100_000)))
                .containsExactly("fleet.yaml:1:1: nested more than 30 levels deep");
    }

    @Test
    @Timeout(30)
    void aliasesInsideAliasesEndWithAProblem() {
        String wide = "[" + "x,".repeat(3_000) + "x]";
        String bomb =
                "hosts:\n  - &b {name: a, leftovers: &a "
                        + wide
                        + "}\n"
                        + "  - {name: b, leftovers: *a}\n"
                        + "  - *b\n".repeat(900);

        assertThat(Readings.problems(bomb)).anyMatch(p -> p.contains("more than a million"));
    }

    @Test
    void anAliasOfItselfGivesAValue() {
        assertThat(Readings.problems("hosts: &a [*a]")).isNotEmpty();
        assertThat(Readings.problems("&a {hosts: *a}")).isNotEmpty();
        assertThat(Readings.problems("&a {? *a : *a}")).isNotEmpty();
    }

    @Test
    @Timeout(30)
    void aHugeFileIsRefusedUnread() {
        assertThat(Readings.of(new byte[11 * 1024 * 1024]))
                .extracting(r -> ((FleetReading.Broken) r).problems().getFirst().text())
                .isEqualTo("fleet.yaml: is larger than 10 MiB");
    }

    @Test
    @Timeout(30)
    void tenThousandEndpointsAreRead() {
        StringBuilder text = new StringBuilder("endpoints:\n");
        for (int i = 0; i < 10_000; i++) {
            text.append("  - {name: host").append(i).append(".example.org, port: 8443}\n");
        }

        assertThat(Readings.of(text.toString().getBytes(UTF_8)))
                .extracting(r -> ((FleetReading.Read) r).fleet().endpoints().size())
                .isEqualTo(10_000);
    }
}
