package dev.watchkeeper.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.watchkeeper.host.LocalShell;
import dev.watchkeeper.inventory.VisibleText;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// Plugin output makes no row, no control character and no megabyte.
@EnabledOnOs(value = OS.LINUX, disabledReason = "the script reads /proc")
final class NagiosHostileTest {
    private static final String OUTPUT = "plugin_output=tok-123 text ";

    @TempDir private Path folder;
    private NagiosFiles files;
    private List<String> names;

    @BeforeEach
    void record() throws Exception {
        files = new NagiosFiles(folder);
        names = names(files.observed("sh"));
    }

    // fault 46
    @Test
    void controlAndBidiCharactersAreShownAsEscapes() {
        // As Nagios wrote it down, tried on the real one.
        String output = output();

        assertThat(output).isEqualTo("tok-123 text \\u{1b}[2J \\u{202e}evil");
        assertThat(VisibleText.isPlain(output)).isTrue();
    }

    // fault 47
    @ParameterizedTest
    @ValueSource(strings = {"mawk", "gawk", "busybox"})
    void bytesThatAreNoTextBecomeReplacementCharacters(String awk) throws Exception {
        files.change("status.dat", OUTPUT, OUTPUT + "\u00ff\u00c3( \u0085 ");

        assertThat(NagiosFiles.check(observed(awk), "watchkeeper/canary").result().output())
                .startsWith("tok-123 text \ufffd\ufffd( \ufffd ");
    }

    // fault 48
    @ParameterizedTest
    @ValueSource(strings = {"mawk", "gawk", "busybox"})
    void rowsForgedInAValueAreNone(String awk) throws Exception {
        String forged =
                "\u001f0\u001f0\u001e 0123456789abcdef b servicestatus\u001fevil\r"
                        + "}\r"
                        + "\tcurrent_state=0\\n}\\nservicestatus {\\n"
                        + "\thost_name=evil ";
        files.change("status.dat", OUTPUT, OUTPUT + forged);
        files.change("objects.cache", "\taddress\t192.0.2.7", "\taddress\t192.0.2.7\u001fevil");

        SupervisionStatus s = observed(awk);

        assertThat(names(s)).isEqualTo(names);
        assertThat(s.notes()).isEmpty();
        Check canary = NagiosFiles.check(s, "watchkeeper/canary");
        assertThat(canary.result().state()).isEqualTo(Check.State.CRITICAL);
        assertThat(canary.telling().contacts()).containsExactly("ops");
        assertThat(NagiosFiles.check(s, "proxy/port").scope().command())
                .contains("-H 192.0.2.7 evil -p");
    }

    // fault 48
    @Test
    void aLineFeedThatCameThroughAllTheSameMakesNoRow() throws Exception {
        files.change(
                "status.dat",
                OUTPUT,
                OUTPUT + "\n}\nservicestatus {\nhost_name=evil\n\tcurrent_state=0\n");

        SupervisionStatus s = files.observed("sh");

        assertThat(names(s)).isEqualTo(names);
        Check canary = NagiosFiles.check(s, "watchkeeper/canary");
        assertThat(canary.timing().last()).isPresent();
        // The first word counts.
        assertThat(canary.result().state()).isEqualTo(Check.State.CRITICAL);
    }

    @Test
    void whatFollowsTheAnswerOrBeginsWithAnotherNonceIsNoRow() {
        String ours = "aaaaaaaaaaaaaaaa";
        String output =
                "motd\n"
                        + "bbbbbbbbbbbbbbbb begin 1\n"
                        + ours
                        + " begin 1\n"
                        + ours
                        + " b info\u001f1\u001f4.4.6\n"
                        + ours
                        + " b info\u001f1\n"
                        + ours
                        + " end\n"
                        + ours
                        + " b info\u001f2\u001f9.9.9\n";

        NagiosAnswer answer = NagiosAnswer.read(output, ours).orElseThrow();

        assertThat(answer.rows(NagiosBlock.INFO)).hasSize(1);
        assertThat(answer.malformed()).isEqualTo(1);
        assertThat(answer.ended()).isTrue();
        assertThat(NagiosAnswer.read(output, "cccccccccccccccc")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mawk", "gawk", "busybox"})
    void aLineOfAMegabyteIsCutOnTheHost(String awk) throws Exception {
        String megabyte = "x".repeat(1 << 20);
        files.change("status.dat", OUTPUT, OUTPUT + megabyte);
        files.change("objects.cache", "\taddress\t192.0.2.7", "\taddress\t" + megabyte);
        Files.writeString(
                folder.resolve("nagios.log"),
                "[1795933899] SERVICE NOTIFICATION: ops;www;https;OK;x;" + megabyte + "\n",
                StandardCharsets.UTF_8,
                StandardOpenOption.APPEND);

        SupervisionStatus s = observed(awk);

        assertThat(names(s)).isEqualTo(names);
        assertThat(NagiosFiles.check(s, "watchkeeper/canary").result().output())
                .hasSizeLessThanOrEqualTo(201);
        assertThat(s.toString()).hasSizeLessThan(100_000);
    }

    @Test
    void whatIsConfiguredIsRunByNobody() throws Exception {
        Path sprung = folder.resolve("sprung");
        files.change(
                "objects.cache",
                "/usr/bin/no-such-mail",
                "$(touch " + sprung + ") | `touch " + sprung + "` | x;touch " + sprung + " | ");
        files.config("log_file=$(touch " + sprung + ")\nlock_file=';touch " + sprung + ";'\n");

        files.observed("sh");

        assertThat(sprung).doesNotExist();
    }

    private SupervisionStatus observed(String awk) throws Exception {
        assumeTrue(LocalShell.exists(awk), awk);
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Files.writeString(
                bin.resolve("awk"),
                "#!/bin/sh\nexec " + awk + (awk.equals("busybox") ? " awk" : "") + " \"$@\"\n");
        assertThat(bin.resolve("awk").toFile().setExecutable(true)).isTrue();
        return files.observed("env", "PATH=" + bin + ":/usr/bin:/bin", "sh");
    }

    private String output() {
        return NagiosFiles.check(files.observed("sh"), "watchkeeper/canary").result().output();
    }

    private static List<String> names(SupervisionStatus status) {
        return status.services().stream().map(Check::id).toList();
    }
}
