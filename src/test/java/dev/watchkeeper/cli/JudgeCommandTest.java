package dev.watchkeeper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.cli.BoundedLines.Line;
import dev.watchkeeper.tls.TestCertificates;
import dev.watchkeeper.tls.TestCertificates.Issued;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import picocli.CommandLine;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

/// `judge --batch`: a result for each line, in order, whatever the line holds.
@Timeout(120)
final class JudgeCommandTest {
    private static final Issued ROOT = TestCertificates.root("Batch Root");
    private static final Issued LEAF = ROOT.issue(TestCertificates.server("docs.example"));

    private final JsonMapper mapper = new JsonMapper();
    private final StringWriter out = new StringWriter();
    private int status = -1;

    @TempDir private Path folder;

    @Test
    void aGoodChainIsOkAndABadOneFailsWithItsRule() throws IOException {
        ObjectNode other = good("two");
        other.put("host", "other.example");
        List<JsonNode> results = run(text(good("one")), text(other));
        assertThat(status).isZero();
        assertThat(results.getFirst().toString())
                .isEqualTo("{\"id\":\"one\",\"verdict\":\"ok\",\"faults\":[],\"error\":null}");
        JsonNode second = results.getLast();
        assertThat(second.get("verdict").asString()).isEqualTo("fail");
        JsonNode fault = second.get("faults").get(0);
        assertThat(fault.get("kind").asString()).isEqualTo("WRONG_NAME");
        assertThat(fault.get("certificate").asInt()).isZero();
        assertThat(fault.get("rule").asString()).isEqualTo("RFC 9525 6");
        assertThat(fault.get("text").asString()).contains("not for other.example");
    }

    @Test
    void jsonIsTheDefaultAndMayBeSaid() throws IOException {
        Path file = write(text(good("one")).getBytes(StandardCharsets.UTF_8));
        execute("--batch", file.toString(), "--json");
        assertThat(out.toString().lines())
                .containsExactly(
                        "{\"id\":\"one\",\"verdict\":\"ok\",\"faults\":[],\"error\":null}");
        assertThat(execute("--batch", file.toString(), "--json", "--text")).isEqualTo(3);
    }

    @Test
    void forAPersonItIsALineEachAndACount() throws IOException {
        Path file = write(text(good("one")).getBytes(StandardCharsets.UTF_8));
        execute("--batch", file.toString(), "--text");
        assertThat(out.toString().lines())
                .containsExactly("ok one", "1 judged: 1 ok, 0 fail; 0 could not be judged");
    }

    @Test
    void aThousandLinesComeBackInOrder() throws IOException {
        String[] lines =
                IntStream.range(0, 1_000)
                        .mapToObj(i -> text(good("case " + i)))
                        .toArray(String[]::new);
        List<JsonNode> results = run(lines);
        assertThat(results.stream().map(r -> r.get("id").asString()))
                .containsExactlyElementsOf(
                        IntStream.range(0, 1_000).mapToObj(i -> "case " + i).toList());
        assertThat(results).allMatch(r -> r.get("verdict").asString().equals("ok"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not JSON",
                "{",
                "[]",
                "null",
                "42",
                "{}",
                "{\"id\":1}{\"id\":2}",
                "{\"id\":\"a\",\"id\":\"b\"}",
                "{\"id\":\"a\u0000\"}",
                "\u0000\u0000",
                "{\"id\":[]}",
                "{\"id\":{\"a\":1}}"
            })
    void aLineThatIsNoCaseIsAResultWithAnError(String line) throws IOException {
        List<JsonNode> results = run(line, text(good("after")));
        assertThat(results).hasSize(2);
        assertThat(results.getFirst().get("error").asString()).startsWith("line 1: ");
        assertThat(results.getFirst().get("verdict").asString()).isEqualTo("fail");
        assertThat(results.getLast().get("verdict").asString()).isEqualTo("ok");
        assertThat(status).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "host | 7 | host is neither a text nor null",
                "time | null | time is missing",
                "time | 7 | time is not like",
                "time | '\"yesterday\"' | time is not like",
                "time | '\"2026-02-30T00:00:00Z\"' | time is not like",
                "leaf | null | leaf is missing",
                "leaf | [] | leaf is not a PEM text",
                "leaf | '\"\"' | no PEM between",
                "leaf | '\"-----BEGIN CERTIFICATE-----\\n&&&\\n-----END CERTIFICATE-----\"' | not"
                        + " in base64",
                "sent | '\"\"' | sent is not a list",
                "sent | [7] | sent[0] is not a PEM text",
                "roots | null | roots is missing",
                "roots | {} | roots is not a list",
                "crls | '[\"x\"]' | crls[0]: no PEM between",
            })
    void aFieldOfTheWrongKindIsNamed(String field, String value, String error) throws IOException {
        ObjectNode broken = good("broken");
        broken.set(field, mapper.readTree(value));
        JsonNode result = run(text(broken)).getFirst();
        assertThat(result.get("id").asString()).isEqualTo("broken");
        assertThat(result.get("error").asString()).contains(error);
    }

    @Test
    void aHostThatIsMissingIsNoHostThatIsNull() throws IOException {
        ObjectNode missing = good("missing");
        missing.remove("host");
        ObjectNode none = good("none");
        none.putNull("host");
        List<JsonNode> results = run(text(missing), text(none));
        assertThat(results.getFirst().get("error").asString())
                .contains("null judges the path alone");
        assertThat(results.getLast().get("verdict").asString()).isEqualTo("ok");
    }

    @Test
    void anEmptyStoreOfRootsTrustsNobody() throws IOException {
        ObjectNode empty = good("empty");
        empty.putArray("roots");
        JsonNode result = run(text(empty)).getFirst();
        assertThat(result.get("error").isNull()).isTrue();
        assertThat(result.get("faults").get(0).get("kind").asString()).isEqualTo("UNTRUSTED");
    }

    @Test
    void aRootThatIsNoCertificateVouchesForNothingAndTheOthersCount() throws IOException {
        String broken = pem(new byte[] {0x30, 0});
        ObjectNode both = good("both");
        both.putArray("roots").add(broken).add(pem(ROOT.der()));
        ObjectNode alone = good("alone");
        alone.putArray("roots").add(broken);
        List<JsonNode> results = run(text(both), text(alone));
        assertThat(results.getFirst().get("verdict").asString()).isEqualTo("ok");
        JsonNode fault = results.getLast().get("faults").get(0);
        assertThat(fault.get("kind").asString()).isEqualTo("UNTRUSTED");
        assertThat(fault.get("text").asString())
                .contains("without number 0, which is no certificate");
    }

    @Test
    void bytesThatAreNoTextAreAnError() throws IOException {
        Path file = write(new byte[] {'{', '"', (byte) 0xc3, (byte) 0x28, '"', '}', '\n'});
        assertThat(runFile(file).getFirst().get("error").asString()).contains("not JSON in UTF-8");
    }

    @Test
    void aLineOfAHundredMegabytesIsPassedOver() throws IOException {
        byte[] after = ("\n" + text(good("after")) + "\n").getBytes(StandardCharsets.UTF_8);
        var in =
                new java.io.SequenceInputStream(
                        new Endless(100 << 20), new ByteArrayInputStream(after));
        var lines = new BoundedLines(in);
        Line first = lines.next().orElseThrow();
        assertThat(first.isTooLong()).isTrue();
        assertThat(first.bytes()).isEmpty();
        assertThat(JudgeLine.judge(first).error().orElseThrow()).contains("104857600 bytes long");
        assertThat(JudgeLine.judge(lines.next().orElseThrow()).verdict()).isEqualTo("ok");
        assertThat(lines.next()).isEmpty();
    }

    @Test
    void aFileThatIsNotThereIsSaidSo() {
        int code = execute("--batch", folder.resolve("none").toString());
        assertThat(code).isEqualTo(3);
        assertThat(out.toString()).contains("there is no such file");
    }

    private ObjectNode good(String id) {
        ObjectNode c = mapper.createObjectNode();
        c.put("id", id).put("host", "docs.example").put("time", Instant.now().toString());
        c.put("leaf", pem(LEAF.der()));
        c.putArray("sent");
        c.putArray("roots").add(pem(ROOT.der()));
        c.putArray("crls");
        return c;
    }

    private String text(ObjectNode c) {
        return mapper.writeValueAsString(c);
    }

    private static String pem(byte[] der) {
        String body = Base64.getMimeEncoder().encodeToString(der);
        return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
    }

    private List<JsonNode> run(String... lines) throws IOException {
        return runFile(write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    private List<JsonNode> runFile(Path file) {
        status = execute("--batch", file.toString());
        return out.toString().lines().map(mapper::readTree).toList();
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("cases.jsonl"), bytes);
    }

    private int execute(String... arguments) {
        var printer = new PrintWriter(out);
        var terminal =
                new Terminal(new BufferedReader(Reader.nullReader()), printer, printer, false);
        int code =
                new CommandLine(new JudgeCommand(terminal))
                        .setExecutionExceptionHandler((e, _, _) -> {
                            printer.println(e.getMessage());
                            return e instanceof CliFailure ? 3 : 99;
                        })
                        .execute(arguments);
        printer.flush();
        return code;
    }

    /// As many of one byte.
    private static final class Endless extends InputStream {
        private long left;

        Endless(long left) {
            this.left = left;
        }

        @Override
        public int read() {
            return left-- > 0 ? 'x' : -1;
        }

        @Override
        public int read(byte[] to, int from, int most) {
            if (left <= 0) {
                return -1;
            }
            int n = (int) Math.min(most, left);
            Arrays.fill(to, from, from + n, (byte) 'x');
            left -= n;
            return n;
        }
    }
}
