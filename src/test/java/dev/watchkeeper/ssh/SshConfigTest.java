package dev.watchkeeper.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.HostRole;
import dev.watchkeeper.inventory.SshAccess;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

class SshConfigTest {
    private static final Path SSH = Path.of("/usr/bin/ssh");

    @TempDir private Path home;
    private Path file;

    @BeforeEach
    void write() throws IOException {
        Path folder = Files.createDirectory(home.resolve(".ssh"));
        Files.writeString(folder.resolve("extra.conf"), "Host gate\n  Port 2200\n");
        file = folder.resolve("config");
        Files.writeString(
                file,
                """
                # a comment
                StrictHostKeyChecking accept-new
                Host gate !gateway
                  HostName gate.example.org
                  User = ansible
                  IdentityFile ~/keys/gate
                  ProxyJump admin@outer:2022,inner
                  IdentitiesOnly yes
                  HostKeyAlias gate-alias
                Include extra.conf
                Host *
                  User nobody
                Host corner
                  ProxyCommand nc %h %p
                """);
    }

    @Test
    void theFileIsReadWhereThereIsNoSsh() throws InterruptedException {
        assertGate(new OpenSshConfig(Optional.empty(), Optional.empty(), home).of("gate"));
    }

    @Test
    void sshItselfIsAskedWhereThereIsOne() throws InterruptedException, IOException {
        Assumptions.assumeTrue(Files.isExecutable(SSH), "no ssh");
        String text = Files.readString(file);
        // ssh -G takes included files from the real home folder.
        Files.writeString(
                file, text.replace("Include extra", "Include " + home.resolve(".ssh/extra")));

        assertGate(new OpenSshConfig(Optional.of(SSH), Optional.of(file), home).of("gate"));
    }

    @Test
    void aProxyCommandIsAFault() throws InterruptedException {
        var entry = new OpenSshConfig(Optional.empty(), Optional.empty(), home).of("corner");

        assertThat(entry.fault().orElseThrow()).contains("ProxyCommand");
        assertThat(entry.user()).contains("nobody");
    }

    @Test
    void anSshThatHangsIsGivenUpAndTheFileReadInstead() throws Exception {
        Path hanging = home.resolve("ssh");
        Files.writeString(hanging, "#!/bin/sh\nsleep 60\n");
        Files.setPosixFilePermissions(hanging, PosixFilePermissions.fromString("rwx------"));
        var config = new OpenSshConfig(Optional.of(hanging), Optional.empty(), home);
        long before = System.nanoTime();

        assertGate(config.of("gate"));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void theFleetFileWinsAndJumpsOfTheConfigurationAreWalkedInTheirOrder() throws Exception {
        var config = new OpenSshConfig(Optional.empty(), Optional.empty(), home);
        var settings = new SshSettings("me", List.of(), Optional.empty(), 1, Duration.ZERO);
        var routes = new Routes(name -> Optional.empty(), config, settings);
        var access =
                new SshAccess(
                        "gate",
                        Optional.of("root"),
                        OptionalInt.empty(),
                        Optional.of(Path.of("/k")),
                        Optional.empty());

        List<Target> route =
                routes.to(new Host("gatehouse", HostRole.OTHER, access, List.of(), false));

        assertThat(route.stream().map(t -> t.user() + "@" + t.hostName() + ":" + t.port()))
                .containsExactly(
                        "admin@outer:2022", "nobody@inner:22", "root@gate.example.org:2200");
        assertThat(route.getLast().identities()).containsExactly(Path.of("/k"));
        assertThat(route.getLast().keyName()).isEqualTo("gate-alias");
    }

    private void assertGate(SshConfigEntry entry) {
        assertThat(entry.hostName()).isEqualTo("gate.example.org");
        assertThat(entry.user()).contains("ansible");
        assertThat(entry.port()).hasValue(2200);
        assertThat(entry.identities()).containsExactly(home.resolve("keys/gate"));
        assertThat(entry.identitiesOnly()).isTrue();
        assertThat(entry.proxyJump()).contains("admin@outer:2022,inner");
        assertThat(entry.hostKeyAlias()).contains("gate-alias");
        assertThat(entry.fault()).isEmpty();
    }
}
