package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.FleetSnapshot;
import dev.watchkeeper.finding.Samples;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;

/// What becomes of renewals that go on by themselves, told by the command line.
final class RunsAndAttachTest {
    private static final String RUNS = "# watchkeeper runs 1";
    private static final String ATTACH = "# watchkeeper attach 1";
    private static final String ABOUT =
            "NONCE about r0123456789ab 1763800000 600 6164611b5b406465736b 646f6373\n";

    private final FakeDesk desk =
            new FakeDesk(
                    FleetSnapshot.empty(
                            Samples.fleet(
                                    List.of(), List.of(Samples.builderHost("builder31", "etcd"))),
                            Samples.NOW));
    private String out = "";
    private String err = "";

    // fault 46: who began it is hostile text
    @Test
    void runsAreListedWithWhoBeganThemAndWhatBecameOfThem() {
        desk.remote.answers.put(
                RUNS,
                "NONCE now 1763800900\n"
                        + ABOUT
                        + "NONCE fate r0123456789ab - reboot\n"
                        + "NONCE old r0123456789ab\n"
                        + "NONCE end\n");

        assertThat(run("runs", "builder31")).isZero();
        assertThat(out)
                .isEqualTo(
                        """
                        builder31:
                          r0123456789ab  “docs”  begun 2025-11-22T08:26:40Z by ada\\u{1b}[@desk: was\
                         interrupted by a restart of the host; its outcome is unknown
                        """);
    }

    @Test
    void aHostThatDoesNotAnswerHasRunsThatAreNotKnown() {
        assertThat(run("runs", "builder31")).isEqualTo(3);
        assertThat(out).isEqualTo("builder31: not known: builder31: connection refused\n");
    }

    @ParameterizedTest
    @CsvSource({
        "exit 0, 0, ended with status 0",
        "exit 3, 2, ended with status 3",
        "limit 77, 2, was ended on the host at its limit; pid 77 took TERM and KILL",
        "cancelled, 2, 'was ended on the host, as asked'",
        "reboot, 3, its outcome is unknown",
        "vanished, 3, ended without saying how; its outcome is unknown",
        "absent, 3, is not known to this login"
    })
    void attachTellsTheOutcomeAndUnknownIsNeitherDoneNorFailed(
            String fate, int status, String words) {
        desk.remote.answers.put(ATTACH, ABOUT + "one\nNONCE at 4\nNONCE " + fate + "\nNONCE end\n");

        assertThat(run("attach", "builder31", "r0123456789ab")).isEqualTo(status);
        assertThat(out).startsWith("one\nThe run r0123456789ab on builder31 ").contains(words);
    }

    @Test
    void whatIsNoRunAndWhatIsNoHostIsRefused() {
        assertThat(run("attach", "builder31", "../../etc")).isEqualTo(3);
        assertThat(err).contains("'../../etc' is no run");
        assertThat(run("runs", "elsewhere")).isEqualTo(3);
        assertThat(err).contains("there is no host 'elsewhere' in the fleet");
    }

    private int run(String... arguments) {
        var output = new StringWriter();
        var errors = new StringWriter();
        int status =
                Watchkeeper.run(
                        desk,
                        new Terminal(
                                new BufferedReader(new StringReader("")),
                                new PrintWriter(output),
                                new PrintWriter(errors),
                                false),
                        arguments);
        out = output.toString();
        err = errors.toString();
        return status;
    }
}
