package dev.watchkeeper.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.bench.JudgePeers.Asked;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/// What a verdict costs and how often it is right, over the cases of x509-limbo, BetterTLS and
/// PKITS that are kept beside the project: ours, the JDK's PKIX as its TLS clients use it, and
/// `openssl verify`, a process a case as a script would.
@Tag("bench")
final class JudgeBench {
    private static final Path CORPUS = Path.of("../shared/x509");
    private static final int ROUNDS = Integer.getInteger("watchkeeper.bench.rounds", 5);

    private record Row(String what, double millis, long right, long falseOk) {}

    @Test
    void aVerdictIsCheaperThanAProcessAndMoreOftenRight() throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(CORPUS), CORPUS + " is not there");
        List<Asked> cases = JudgePeers.read(CORPUS);
        Row cold = measured("ours, first round", cases, JudgePeers::ours);
        Row jdkCold = measured("JDK PKIX, first round", cases, JudgePeers::jdk);
        Row warm = cold;
        Row jdk = jdkCold;
        for (int i = 0; i < ROUNDS; i++) {
            warm = measured("ours, last round", cases, JudgePeers::ours);
            jdk = measured("JDK PKIX, last round", cases, JudgePeers::jdk);
        }
        Row openssl = openssl(cases);
        var table =
                new StringBuilder(
                        "| judge | ms a case | right of must | false ok |\n|---|---|---|---|\n");
        for (Row r : List.of(cold, warm, jdkCold, jdk, openssl)) {
            table.append(
                    String.format(
                            Locale.ROOT,
                            "| %s | %.2f | %d of %d | %d |%n",
                            r.what,
                            r.millis,
                            r.right,
                            cases.stream().filter(Asked::must).count(),
                            r.falseOk));
        }
        System.err.println(table);
        assertThat(warm.millis).isLessThan(openssl.millis);
        assertThat(warm.right).isGreaterThan(Math.max(jdk.right, openssl.right));
        assertThat(warm.falseOk).isZero();
    }

    private static Row openssl(List<Asked> cases) throws Exception {
        Path folder = Files.createTempDirectory("judge-bench");
        try (var peer = new JudgePeers.OpenSsl(folder)) {
            return measured("openssl verify, a process each", cases, peer::accepts);
        }
    }

    private static Row measured(String what, List<Asked> cases, Predicate<Asked> accepts) {
        long right = 0;
        long falseOk = 0;
        long spent = 0;
        for (Asked c : cases) {
            long start = System.nanoTime();
            boolean accepted = accepts.test(c);
            spent += System.nanoTime() - start;
            right += c.must() && accepted == c.good() ? 1 : 0;
            falseOk += c.must() && accepted && !c.good() ? 1 : 0;
        }
        double millis = Duration.ofNanos(spent).toNanos() / 1e6 / cases.size();
        return new Row(what, millis, right, falseOk);
    }
}
