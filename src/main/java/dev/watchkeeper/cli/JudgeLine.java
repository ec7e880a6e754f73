package dev.watchkeeper.cli;

import dev.watchkeeper.cli.BoundedLines.Line;
import dev.watchkeeper.tls.ChainCase;
import dev.watchkeeper.tls.ChainJudge;
import dev.watchkeeper.tls.TrustStore;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One line of a batch: reads it and judges it. Whatever is wrong with the line is a result.
final class JudgeLine {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private final JsonNode fields;

    private JudgeLine(JsonNode fields) {
        this.fields = fields;
    }

    static JudgeResult judge(Line line) {
        if (line.isTooLong()) {
            return JudgeResult.unjudged(
                    line.number(),
                    "%d bytes long; a line may have %d"
                            .formatted(line.length(), BoundedLines.LONGEST));
        }
        Optional<String> id = Optional.empty();
        try {
            var read = new JudgeLine(object(line.bytes()));
            id = Optional.of(read.id());
            return read.result(id.get());
        } catch (Unusable e) {
            return JudgeResult.unjudged(id, line.number(), String.valueOf(e.getMessage()));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return JudgeResult.unjudged(id, line.number(), "a fault of this program: " + e);
        }
    }

    private static JsonNode object(byte[] bytes) throws Unusable {
        JsonNode node;
        try {
            node = MAPPER.readTree(bytes);
        } catch (JacksonException e) {
            throw new Unusable("not JSON in UTF-8: " + e.getOriginalMessage());
        }
        if (node == null || !node.isObject()) {
            throw new Unusable("not a JSON object; give one a line");
        }
        return node;
    }

    private JudgeResult result(String id) throws Unusable {
        List<byte[]> chain = new ArrayList<>();
        chain.add(certificate("leaf", present("leaf")));
        chain.addAll(list("sent", "CERTIFICATE"));
        Optional<String> host = host();
        TrustStore store = TrustStore.der("the roots given", roots());
        var asked = new ChainCase(chain, host, time(), list("crls", "X509 CRL"));
        var judged = new ChainJudge(store).judge(asked);
        return JudgeResult.of(id, judged.judgement(), host.isPresent());
    }

    private String id() throws Unusable {
        JsonNode node = present("id");
        if (!node.isString() && !node.isNumber()) {
            throw new Unusable("id is neither a text nor a number");
        }
        return node.asString();
    }

    private Optional<String> host() throws Unusable {
        JsonNode node = fields.get("host");
        if (node == null) {
            throw new Unusable("host is missing; null judges the path alone");
        }
        if (!node.isNull() && !node.isString()) {
            throw new Unusable("host is neither a text nor null");
        }
        return node.isNull() ? Optional.empty() : Optional.of(node.asString());
    }

    private Instant time() throws Unusable {
        JsonNode node = present("time");
        try {
            return OffsetDateTime.parse(node.isString() ? node.asString() : "").toInstant();
        } catch (DateTimeException e) {
            throw new Unusable("time is not like 2026-11-28T20:00:00Z");
        }
    }

    private List<byte[]> roots() throws Unusable {
        present("roots");
        return list("roots", "CERTIFICATE");
    }

    private JsonNode present(String name) throws Unusable {
        JsonNode node = fields.get(name);
        if (node == null || node.isNull()) {
            throw new Unusable(name + " is missing");
        }
        return node;
    }

    private List<byte[]> list(String name, String label) throws Unusable {
        JsonNode node = fields.get(name);
        if (node == null || node.isNull()) {
            return List.of();
        }
        if (!node.isArray()) {
            throw new Unusable(name + " is not a list of PEM texts");
        }
        List<byte[]> found = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            found.add(der(name + "[" + i + "]", node.get(i), label));
        }
        return found;
    }

    private static byte[] certificate(String name, JsonNode node) throws Unusable {
        return der(name, node, "CERTIFICATE");
    }

    private static byte[] der(String name, JsonNode node, String label) throws Unusable {
        if (!node.isString()) {
            throw new Unusable(name + " is not a PEM text");
        }
        try {
            return PemText.decode(node.asString(), label);
        } catch (IllegalArgumentException e) {
            throw new Unusable(name + ": " + e.getMessage());
        }
    }

    /// The line cannot be judged; the message says why.
    private static final class Unusable extends Exception {
        private static final long serialVersionUID = 1;

        Unusable(String message) {
            super(message);
        }
    }
}
