package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.cli.BoundedLines.Line;
import dev.watchkeeper.tls.CertificateFault.Kind;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The cases of x509-limbo, BetterTLS and PKITS and the malformed ones, which are kept beside the
/// project: every verdict that browsers agree on must be ours, too.
final class JudgeCorpusTest {
    private static final Path CORPUS = Path.of("../shared/x509");

    /// Where the issue's own scoring leaves a choice; CONTRIBUTING.md says why.
    private static final Set<String> OTHERWISE =
            Set.of(
                    "limbo/rfc5280/nc/invalid-dnsname-leading-period",
                    "limbo/rfc5280/san/underscore-dns");

    /// Three that are no certificates of X.509, and one whose name is broken as others' are that
    /// are said to be.
    private static final Set<String> PARSED_OTHERWISE =
            Set.of(
                    "boringssl-parse/cert_skeleton",
                    "boringssl-parse/failed_signature_algorithm",
                    "boringssl-parse/signature_algorithm_null",
                    "boringssl-parse/subject_printable_string_containing_utf8_client_cert");

    private final JsonMapper mapper = new JsonMapper();

    @ParameterizedTest
    @ValueSource(strings = {"cases-limbo.jsonl", "cases-bettertls.jsonl", "cases-pkits.jsonl"})
    void everyVerdictThatBrowsersAgreeOnIsRight(String file) throws IOException {
        List<String> wrong = new ArrayList<>();
        int number = 0;
        for (String text : lines(file)) {
            JsonNode expected = mapper.readTree(text);
            JudgeResult result = JudgeLine.judge(line(++number, text));
            boolean gated =
                    !expected.get("tier").asString().equals("advisory")
                            && !OTHERWISE.contains(expected.get("id").asString());
            assertThat(result.error()).as(expected.get("id").asString()).isEmpty();
            if (gated && !expected.get("expect").asString().equals(result.verdict())) {
                wrong.add(expected.get("id").asString() + " is " + result);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void aMalformedCertificateIsNeverAcceptedAndAStrictParserSaysSo() throws IOException {
        List<String> wrong = new ArrayList<>();
        JsonNode good = mapper.readTree(lines("cases-limbo.jsonl").getFirst());
        int number = 0;
        for (String text : lines("malformed.jsonl")) {
            JsonNode malformed = mapper.readTree(text);
            String id = malformed.get("id").asString();
            ObjectNode asked = ((ObjectNode) good).deepCopy();
            asked.put("leaf", pem(malformed.get("der_b64").asString()));
            JudgeResult result = JudgeLine.judge(line(++number, mapper.writeValueAsString(asked)));
            boolean unparseable =
                    result.faults().stream().anyMatch(f -> f.kind() == Kind.UNPARSEABLE);
            assertThat(result.verdict()).as(id).isEqualTo("fail");
            assertThat(result.error()).as(id).isEmpty();
            String strict = malformed.get("strict_parse").asString();
            boolean decided = !strict.equals("either") && !PARSED_OTHERWISE.contains(id);
            if (decided && strict.equals("fail") != unparseable) {
                wrong.add(id + " is " + result);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static String pem(String base64) {
        return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    }

    private static Line line(int number, String text) {
        byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return new Line(number, bytes, bytes.length);
    }

    private static List<String> lines(String file) throws IOException {
        Path path = CORPUS.resolve(file);
        Assumptions.assumeTrue(Files.isReadable(path), path + " is not there");
        return Files.readAllLines(path);
    }
}
