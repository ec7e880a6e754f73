package dev.watchkeeper.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

class KnownHostsTest {
    private static final byte[] KEY = blob("ssh-ed25519", "one");
    private static final byte[] OTHER = blob("ssh-ed25519", "two");
    private static final byte[] RSA = blob("ssh-rsa", "three");

    @TempDir private Path folder;

    // fault 28
    @Test
    void anUnknownKeyIsTrustedOnceItHasBeenAccepted() throws IOException {
        KnownHosts known = known();
        HostKeyProblem problem = known.check("gate", KEY, List.of()).orElseThrow();

        assertThat(problem.kind()).isEqualTo(HostKeyProblem.Kind.UNKNOWN);
        assertThat(problem.fingerprint()).matches("SHA256:[A-Za-z0-9+/]{43}");
        assertThat(problem.known()).isEmpty();
        known.accept(problem);
        assertThat(known.check("gate", KEY, List.of())).isEmpty();
        assertThat(Files.readString(own())).isEqualTo("gate ssh-ed25519 " + base64(KEY) + "\n");
        assertThat(Files.getPosixFilePermissions(own()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    // fault 29
    @Test
    void aChangedKeyShowsBothFingerprintsAndCannotBeAccepted() throws IOException {
        KnownHosts known = known("gate " + line(KEY));
        HostKeyProblem problem = known.check("gate", OTHER, List.of()).orElseThrow();

        assertThat(problem.kind()).isEqualTo(HostKeyProblem.Kind.CHANGED);
        assertThat(problem.known()).containsExactly(HostKeys.fingerprintOf(KEY));
        assertThat(problem.fingerprint()).isEqualTo(HostKeys.fingerprintOf(OTHER));
        assertThatThrownBy(() -> known.accept(problem))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Files.readString(own())).isEqualTo("gate " + line(KEY) + "\n");
    }

    @Test
    void aKeyOfAnotherTypeThanTheKnownOneHasChanged() throws IOException {
        assertThat(
                        known("gate " + line(KEY))
                                .check("gate", RSA, List.of())
                                .map(HostKeyProblem::kind))
                .contains(HostKeyProblem.Kind.CHANGED);
    }

    // fault 30
    @Test
    void aRevokedKeyIsRefusedAlthoughItIsAlsoListed() throws IOException {
        KnownHosts known = known("gate " + line(KEY), "@revoked * " + line(KEY));
        HostKeyProblem problem = known.check("gate", KEY, List.of()).orElseThrow();

        assertThat(problem.kind()).isEqualTo(HostKeyProblem.Kind.REVOKED);
        assertThatThrownBy(() -> known.accept(problem))
                .isInstanceOf(IllegalArgumentException.class);
    }

    // fault 31
    @Test
    void twoPortsWithTwoKeysAreKeptApart() throws IOException {
        KnownHosts known = known("gate " + line(KEY), "[gate]:2222 " + line(OTHER));

        assertThat(known.check("gate", KEY, List.of())).isEmpty();
        assertThat(known.check("[gate]:2222", OTHER, List.of())).isEmpty();
        assertThat(known.check("[gate]:2222", KEY, List.of())).isPresent();
        assertThat(known.check("[gate]:2223", KEY, List.of()).map(HostKeyProblem::kind))
                .contains(HostKeyProblem.Kind.UNKNOWN);
    }

    @Test
    void wildcardsAndNegationsAreUnderstood() throws IOException {
        KnownHosts known = known("*.example.org,!bad.example.org,b?x " + line(KEY));

        assertThat(known.check("a.example.org", KEY, List.of())).isEmpty();
        assertThat(known.check("box", KEY, List.of())).isEmpty();
        assertThat(known.check("bad.example.org", KEY, List.of())).isPresent();
        assertThat(known.check("axexample.org", KEY, List.of())).isPresent();
    }

    @Test
    void hashedNamesAreUnderstood() throws Exception {
        byte[] salt = "salt of twenty bytes".getBytes(StandardCharsets.US_ASCII);
        var mac = javax.crypto.Mac.getInstance("HmacSHA1");
        mac.init(new javax.crypto.spec.SecretKeySpec(salt, "HmacSHA1"));
        byte[] hash = mac.doFinal("gate".getBytes(StandardCharsets.US_ASCII));
        KnownHosts known = known("|1|" + base64(salt) + "|" + base64(hash) + " " + line(KEY));

        assertThat(known.check("gate", KEY, List.of())).isEmpty();
        assertThat(known.check("gates", KEY, List.of()).map(HostKeyProblem::kind))
                .contains(HostKeyProblem.Kind.UNKNOWN);
    }

    @Test
    void certificateAuthoritiesAreNamedAndNotBelieved() throws IOException {
        KnownHosts known = known("@cert-authority * " + line(OTHER));
        HostKeyProblem problem = known.check("gate", KEY, List.of()).orElseThrow();

        assertThat(problem.kind()).isEqualTo(HostKeyProblem.Kind.UNKNOWN);
        assertThat(problem.known())
                .containsExactly("@cert-authority " + HostKeys.fingerprintOf(OTHER));
        assertThat(known.check("gate", OTHER, List.of())).isPresent();
    }

    @Test
    void severalFilesCountAndAChangedFileIsReadAgain() throws IOException {
        Path global = folder.resolve("global");
        Path ofHost = folder.resolve("of-host");
        var known = new KnownHosts(own(), List.of(global, folder.resolve("missing")));

        assertThat(known.check("gate", KEY, List.of())).isPresent();
        Files.writeString(global, "gate " + line(KEY) + "\n");
        assertThat(known.check("gate", KEY, List.of())).isEmpty();
        Files.writeString(ofHost, "door " + line(OTHER) + "\n");
        assertThat(known.check("door", OTHER, List.of(ofHost))).isEmpty();
        assertThat(known.check("door", OTHER, List.of())).isPresent();
    }

    @Test
    void storingKeepsPermissionsAndSymbolicLinksAndWhatWasThere() throws IOException {
        Path real = folder.resolve("real");
        Files.writeString(real, "door " + line(OTHER));
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-r-----"));
        Files.createSymbolicLink(own(), real);
        KnownHosts known = known();

        known.accept(known.check("gate", KEY, List.of()).orElseThrow());

        assertThat(own()).isSymbolicLink();
        assertThat(Files.readString(real))
                .isEqualTo("door " + line(OTHER) + "\ngate " + line(KEY) + "\n");
        assertThat(Files.getPosixFilePermissions(real))
                .isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
    }

    @Test
    void manyAcceptingAtOnceLoseNothing() throws Exception {
        KnownHosts known = known();
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Optional<HostKeyProblem>>> accepting =
                    java.util.stream.IntStream.range(0, 40)
                            .mapToObj(i ->
                                    (Callable<Optional<HostKeyProblem>>) () -> accept(known, i))
                            .toList();
            for (var accepted : threads.invokeAll(accepting)) {
                assertThat(accepted.get()).isEmpty();
            }
        }
        assertThat(Files.readAllLines(own())).hasSize(40);
        try (var files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder("known_hosts", "known_hosts.lock");
        }
    }

    @Test
    void ofTwoKeysOfOneHostThatAreAcceptedAtOnceOnlyTheFirstIsStored() throws IOException {
        KnownHosts known = known();
        HostKeyProblem first = known.check("gate", KEY, List.of()).orElseThrow();
        HostKeyProblem second = known.check("gate", OTHER, List.of()).orElseThrow();
        known.accept(first);

        assertThatThrownBy(() -> known.accept(second)).isInstanceOf(IOException.class);
        assertThat(Files.readString(own())).isEqualTo("gate " + line(KEY) + "\n");
    }

    @Test
    void aProblemThatWasTamperedWithIsNotStored() {
        KnownHosts known = known(new String[0]);
        HostKeyProblem good = known.check("gate", KEY, List.of()).orElseThrow();
        var swapped =
                new HostKeyProblem(
                        good.kind(),
                        good.host(),
                        good.keyType(),
                        good.fingerprint(),
                        List.of(),
                        base64(OTHER));
        var wide =
                new HostKeyProblem(
                        good.kind(),
                        "*",
                        good.keyType(),
                        good.fingerprint(),
                        List.of(),
                        base64(KEY));

        assertThatThrownBy(() -> known.accept(swapped))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> known.accept(wide)).isInstanceOf(IllegalArgumentException.class);
        assertThat(own()).doesNotExist();
    }

    private static Optional<HostKeyProblem> accept(KnownHosts known, int i) throws IOException {
        String host = "host" + i;
        known.accept(known.check(host, KEY, List.of()).orElseThrow());
        return known.check(host, KEY, List.of());
    }

    private Path own() {
        return folder.resolve("known_hosts");
    }

    private KnownHosts known(String... lines) {
        try {
            if (lines.length > 0) {
                Files.writeString(own(), String.join("\n", lines) + "\n");
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return new KnownHosts(own(), List.of());
    }

    private static String line(byte[] blob) {
        return HostKeys.typeOf(blob) + " " + base64(blob);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] blob(String type, String content) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        byte[] rest = content.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(8 + name.length + rest.length)
                .putInt(name.length)
                .put(name)
                .putInt(rest.length)
                .put(rest)
                .array();
    }
}
