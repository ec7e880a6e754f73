package dev.watchkeeper.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.finding.Finding;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.InstantSource;
import java.util.List;

/// What the product's own probes and rules make of a fresh box.
final class DemoFindingsTest {
    private static Demo demo;
    private static Console console;
    private static List<Finding> found;

    @BeforeAll
    static void look() throws Exception {
        demo = Demo.start(InstantSource.system());
        console = new Console(demo, InstantSource.system());
        found = console.look();
    }

    @AfterAll
    static void close() throws Exception {
        console.close();
        demo.close();
    }

    @Test
    void everyFindingOfTheOutageShowsAndNoOther() {
        assertThat(found)
                .extracting(f -> f.key().value())
                .containsExactlyInAnyOrder(
                        "certificate-expired/docs.gluster.example:443",
                        "certificate-expiring/builds.gluster.example:443",
                        "mount-silent/builder1:/mnt/build",
                        "mount-silent/builder31:/mnt/build",
                        "process-stuck/builder1:/mnt/build",
                        "process-stuck/builder31:/mnt/build",
                        "process-pile-up/builder1:df",
                        "process-pile-up/builder31:df",
                        "process-pile-up/ant-queen:ansible-playbook",
                        "process-leftover/builder31:etcd",
                        "process-leftover/builder31:glusterfsd");
    }

    @Test
    void saysWhatTheOutageSaid() {
        assertThat(found)
                .extracting(f -> f.statement().title())
                .contains(
                        "docs.gluster.example: certificate expired 5 h ago",
                        "builds.gluster.example: certificate expires in 3 d",
                        "ant-queen: 70 processes of 7 runs of ansible-playbook have piled up, the"
                                + " oldest for 7 d",
                        "builder31: /mnt/build has not answered for 7 d; 7 processes wait on it");
    }

    @Test
    void whatWaitsIsGroupedUnderTheMountThatItWaitsOn() {
        assertThat(found)
                .filteredOn(f -> f.statement().cause().isPresent())
                .extracting(f -> f.key().value().replaceAll("/.*", ""))
                .containsOnly("process-stuck", "process-pile-up");
    }

    @Test
    void theHealthyBuilderHasNoFindingAndAnAnsweringMount() {
        var snapshot = console.probed("builder7");
        assertThat(snapshot.mount("/mnt/build").orElseThrow().answer())
                .isInstanceOf(dev.watchkeeper.host.Mount.Answer.Answered.class);
        assertThat(found).noneMatch(f -> f.key().value().contains("builder7"));
    }

    @Test
    void lookingAgainStartsNothingOnAHost() {
        int before = processes("builder31");

        console.look();

        assertThat(processes("builder31")).isEqualTo(before);
    }

    private static int processes(String host) {
        return console.probed(host).processes().size();
    }
}
