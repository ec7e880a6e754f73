package dev.watchkeeper.automation;

import dev.watchkeeper.automation.ConfigTree.Statement;
import dev.watchkeeper.automation.ServerUse.Listen;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;

/// What certificates an nginx configuration names: in each `server`, else in what is around it
/// (ngx_http_ssl_module, ngx_stream_ssl_module, ngx_mail_ssl_module).
final class NginxUses implements UseReader {
    private static final OptionalInt DEFAULT_PORT = OptionalInt.of(80);

    @Override
    public List<ServerUse> read(ConfigTree tree, String program, String configuration) {
        var reading = new Reading(program, configuration);
        tree.read(configuration, reading::statement);
        return reading.uses;
    }

    /// One walk through a configuration.
    private static final class Reading {
        private final String program;
        private final String configuration;
        private final List<ServerUse> uses = new ArrayList<>();
        private final Deque<Block> blocks = new ArrayDeque<>();

        Reading(String program, String configuration) {
            this.program = program;
            this.configuration = configuration;
            blocks.push(new Block("main"));
        }

        void statement(Statement s) {
            switch (s.word(0)) {
                case "open" -> blocks.push(new Block(s.word(1)));
                case "close" -> close();
                case "ssl_certificate" -> blocks.getFirst().certificates.add(s);
                case "listen" -> blocks.getFirst().listens.add(s);
                case "server_name" -> blocks.getFirst().names.addAll(s.arguments());
                default -> {}
            }
        }

        private void close() {
            if (blocks.size() < 2) {
                return;
            }
            Block block = blocks.pop();
            if (block.name.equals("server") && !block.listens.isEmpty()) {
                List<Statement> certificates =
                        block.certificates.isEmpty() ? inherited() : block.certificates;
                List<Listen> tls = tls(block);
                if (!tls.isEmpty()) {
                    certificates.forEach(c -> uses.add(use(c, block, tls)));
                }
            }
        }

        private List<Statement> inherited() {
            return blocks.stream()
                    .map(b -> b.certificates)
                    .filter(c -> !c.isEmpty())
                    .findFirst()
                    .orElse(List.of());
        }

        /// Those with `ssl`, or `quic`; with `ssl on`, of old, none of them says so.
        private static List<Listen> tls(Block block) {
            List<Statement> ssl =
                    block.listens.stream()
                            .filter(l -> l.words().contains("ssl") || l.words().contains("quic"))
                            .toList();
            List<Statement> meant =
                    ssl.isEmpty() && !block.certificates.isEmpty() ? block.listens : ssl;
            return meant.stream().map(l -> UseReader.listen(l.word(1), DEFAULT_PORT)).toList();
        }

        private ServerUse use(Statement certificate, Block block, List<Listen> listens) {
            return new ServerUse(
                    program,
                    configuration,
                    certificate.place(),
                    listens,
                    block.names.stream().filter(n -> !n.isEmpty()).toList(),
                    UseReader.source(certificate.word(1)));
        }
    }

    /// A block that is open.
    private static final class Block {
        private final String name;
        private final List<Statement> certificates = new ArrayList<>();
        private final List<Statement> listens = new ArrayList<>();
        private final List<String> names = new ArrayList<>();

        Block(String name) {
            this.name = name;
        }
    }
}
