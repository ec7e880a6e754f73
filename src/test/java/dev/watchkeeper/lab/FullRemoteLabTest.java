package dev.watchkeeper.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.watchkeeper.lab.LabConsole.Said;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A host on which no file can be written any more.
@Tag("lab")
final class FullRemoteLabTest {
    private static final String FULL = "size=64k,mode=1777";
    private static final String READ_ONLY = "ro,mode=1777";

    @TempDir private Path folder;
    private LabHost host;

    @BeforeEach
    void start() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "namespaces need root");
        host = new LabHost(folder);
    }

    @AfterEach
    void stop() {
        host.close();
    }

    // fault 52
    @ParameterizedTest
    @ValueSource(strings = {FULL, READ_ONLY})
    void theProbeNamesItAndStillTellsOfTheProcessesAndNothingOfItself(String options)
            throws Exception {
        var console = new LabConsole(folder, host.fleet("root"));
        long own = host.startNamed("etcd");
        fill(options);
        String text = console.run("inspect", "box").text();
        assertThat(text)
                .contains("note: no folder to write to (full or read-only)")
                .doesNotContain("did not come to its end")
                .containsPattern(" %d +1 S .*\\[etcd]".formatted(own))
                .doesNotContainPattern(" [0-9]+ +[1-9][0-9]* [A-Z] .*\\[(sh|cat|sleep)]");
    }

    // fault 52
    @ParameterizedTest
    @ValueSource(strings = {FULL, READ_ONLY})
    void aProcessIsStillEnded(String options) throws Exception {
        var console = new LabConsole(folder, host.fleet("root", "    leftovers: [etcd]"));
        long left = host.startNamed("etcd");
        fill(options);
        host.awaitLeftOver(left);
        Said fixed = console.run("fix", "process-leftover/box:etcd", "--yes");
        assertThat(fixed.text()).contains("Fixed: 1 of 1 have ended.");
        assertThat(host.runs(left)).isFalse();
    }

    private void fill(String options) throws IOException {
        for (String point : List.of("/dev/shm", "/var/tmp", "/root", "/tmp")) {
            host.tell("mount -t tmpfs -o " + options + " lab " + point);
            host.tell("{ dd if=/dev/zero of=" + point + "/fill bs=4k; } 2>/dev/null; true");
        }
    }
}
