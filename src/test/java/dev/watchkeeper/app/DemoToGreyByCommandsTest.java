package dev.watchkeeper.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.app.Commands.Ended;
import dev.watchkeeper.demo.Demo;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.InstantSource;

/// The outage in a box, served as for other processes, from the first check to the last by commands
/// alone.
final class DemoToGreyByCommandsTest {
    @TempDir private Path folder;
    private AutoCloseable served = () -> {};
    private String fleet = "";
    private Commands commands = new Commands(Path.of("/nonexistent"));

    @BeforeEach
    void serve() throws Exception {
        Path directory = folder.resolve("with blanks");
        Demo demo = Demo.start(InstantSource.system());
        served = demo;
        demo.writeTo(directory);
        fleet = directory.resolve("fleet.yaml").toString();
        commands = new Commands(folder.resolve("home"));
    }

    @AfterEach
    void end() throws Exception {
        served.close();
    }

    @Test
    void eachPlanIsShownRunAndVerifiedUntilCheckEndsWithZero() {
        Ended first = commands.run("check", "--fleet", fleet);
        assertThat(first.status()).isEqualTo(2);
        assertThat(first.out()).contains("certificate-expired/docs.gluster.example:443");

        fix("run-stuck/ant-queen", "End ");
        fix("certificate-expiring/builds.gluster.example:443", "");
        fix("supervision-dead/nagios", "Restart ");
        fix("supervision-gap/fleet", "Add 4 checks ");

        Ended last = commands.run("check", "--fleet", fleet);
        assertThat(last.status()).as(last.out()).isZero();
        assertThat(commands.run("audit", "verify").out())
                .contains("The audit record is intact: 10 entries.");
    }

    private void fix(String key, String question) {
        Ended planned = commands.run("plan", "--fleet", fleet, key);
        assertThat(planned.status()).as(planned.err()).isZero();
        String number = String.valueOf(planned.plan(question));
        Ended fixed = commands.run("fix", "--fleet", fleet, "--yes", "--plan", number, key);
        assertThat(fixed.out()).as(key).contains("Fixed: ");
        assertThat(fixed.status()).isZero();
    }
}
