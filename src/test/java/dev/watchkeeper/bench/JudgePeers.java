package dev.watchkeeper.bench;

import dev.watchkeeper.tls.ChainCase;
import dev.watchkeeper.tls.ChainJudge;
import dev.watchkeeper.tls.TrustStore;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Those whose verdicts are compared.
final class JudgePeers {
    private JudgePeers() {}

    /// A case of the corpus.
    ///
    /// @param pems leaf, sent, roots and lists as they are in the file
    record Asked(JsonNode pems, Optional<String> host, Instant at, boolean good, boolean must) {
        List<String> texts(String field) {
            List<String> all = new ArrayList<>();
            pems.get(field).forEach(n -> all.add(n.asString()));
            return all;
        }

        List<byte[]> ders(String field) {
            return texts(field).stream().map(JudgePeers::der).toList();
        }
    }

    static List<Asked> read(Path corpus) throws IOException {
        var mapper = new JsonMapper();
        List<Asked> cases = new ArrayList<>();
        for (String file : List.of("limbo", "bettertls", "pkits")) {
            for (String line : Files.readAllLines(corpus.resolve("cases-" + file + ".jsonl"))) {
                JsonNode c = mapper.readTree(line);
                cases.add(
                        new Asked(
                                c,
                                Optional.ofNullable(c.get("host").asString(null)),
                                Instant.parse(c.get("time").asString()),
                                c.get("expect").asString().equals("ok"),
                                c.get("tier").asString().equals("must")));
            }
        }
        return cases;
    }

    private static byte[] der(String pem) {
        return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z0-9 ]+-----", ""));
    }

    /// From the PEM texts to the verdict.
    static boolean ours(Asked c) {
        List<byte[]> chain = new ArrayList<>(List.of(der(c.pems().get("leaf").asString())));
        chain.addAll(c.ders("sent"));
        var judge = new ChainJudge(TrustStore.der("roots", c.ders("roots")));
        return judge.judge(new ChainCase(chain, c.host(), c.at(), c.ders("crls")))
                .judgement()
                .isAccepted(c.host().isPresent());
    }

    /// As JSSE's trust manager does for a server, at the time of the case; names as its HTTPS
    /// check. Lists are given to it where there are any.
    static boolean jdk(Asked c) {
        try {
            var factory = CertificateFactory.getInstance("X.509");
            KeyStore roots = KeyStore.getInstance(KeyStore.getDefaultType());
            roots.load(null, null);
            int n = 0;
            for (byte[] root : c.ders("roots")) {
                roots.setCertificateEntry("r" + n++, certificate(factory, root));
            }
            X509Certificate leaf = certificate(factory, der(c.pems().get("leaf").asString()));
            var target = new X509CertSelector();
            target.setCertificate(leaf);
            var parameters = new PKIXBuilderParameters(roots, target);
            parameters.setDate(Date.from(c.at()));
            List<Object> given = new ArrayList<>();
            for (byte[] sent : c.ders("sent")) {
                given.add(certificate(factory, sent));
            }
            for (byte[] crl : c.ders("crls")) {
                given.add(factory.generateCRL(new ByteArrayInputStream(crl)));
            }
            parameters.addCertStore(
                    CertStore.getInstance("Collection", new CollectionCertStoreParameters(given)));
            parameters.setRevocationEnabled(!c.texts("crls").isEmpty());
            parameters.setMaxPathLength(20);
            CertPathBuilder.getInstance("PKIX").build(parameters);
            return c.host().isEmpty() || JdkNames.matches(c.host().get(), leaf);
        } catch (Exception e) {
            return false;
        }
    }

    private static X509Certificate certificate(CertificateFactory factory, byte[] der)
            throws java.security.cert.CertificateException {
        return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
    }

    /// `openssl verify` with its own files in a folder.
    record OpenSsl(Path folder) implements AutoCloseable {
        boolean accepts(Asked c) {
            try {
                List<String> command =
                        new ArrayList<>(
                                List.of(
                                        "openssl",
                                        "verify",
                                        "-no-CApath",
                                        "-no-CAstore",
                                        "-attime",
                                        Long.toString(c.at().getEpochSecond()),
                                        "-CAfile",
                                        file("roots", c.texts("roots")),
                                        "-untrusted",
                                        file("sent", c.texts("sent")),
                                        "-partial_chain"));
                c.host().ifPresent(h -> command.addAll(asking(h)));
                if (!c.texts("crls").isEmpty()) {
                    command.addAll(
                            List.of(
                                    "-crl_check_all",
                                    "-extended_crl",
                                    "-use_deltas",
                                    "-CRLfile",
                                    file("crls", c.texts("crls"))));
                }
                command.add(file("leaf", List.of(c.pems().get("leaf").asString())));
                Process process =
                        new ProcessBuilder(command)
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start();
                return process.waitFor() == 0;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        private static List<String> asking(String host) {
            boolean address = host.matches("[0-9.]+|.*:.*");
            return List.of(
                    "-purpose", "sslserver", address ? "-verify_ip" : "-verify_hostname", host);
        }

        private String file(String name, List<String> pems) throws IOException {
            return Files.writeString(folder.resolve(name), String.join("\n", pems) + "\n")
                    .toString();
        }

        @Override
        public void close() throws IOException {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }
}
