package dev.watchkeeper.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchkeeper.inventory.Host;

import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.session.ServerSessionImpl;
import org.apache.sshd.server.session.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Servers with and without strict key exchange: CVE-2023-48795.
// fault 32
class TerrapinTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir private Path folder;
    private LoopbackSshd server;
    private Console console;

    private volatile boolean strict = true;

    @BeforeEach
    void listen() {
        server =
                LoopbackSshd.start(
                        LoopbackSshd.ecdsaKey(),
                        List.of("sh", "-c"),
                        tuned -> tuned.setSessionFactory(new PerhapsStrict(tuned)));
        console = new Console(folder);
    }

    @AfterEach
    void close() throws IOException {
        console.close();
        server.close();
    }

    @Test
    void aServerWithoutStrictKeyExchangeThatHasOnlyABrokenCipherIsRefusedAndTheAttackNamed() {
        Host host = with(false, BuiltinCiphers.cc20p1305_openssh);

        var failed = (SshOutcome.Failed) run(host);

        assertThat(failed.reason()).isEqualTo(SshOutcome.Reason.INSECURE);
        assertThat(failed.phase()).isEqualTo(SshOutcome.Phase.KEY_EXCHANGE);
        assertThat(failed.text()).contains("CVE-2023-48795").contains("strict key exchange");
        assertThat(server.execRequests).isEmpty();
    }

    @Test
    void theSameServerWithStrictKeyExchangeIsTaken() {
        assertThat(run(with(true, BuiltinCiphers.cc20p1305_openssh)))
                .isInstanceOf(SshOutcome.Completed.class);
    }

    @Test
    void aServerWithoutStrictKeyExchangeIsTakenWithACipherThatTheAttackDoesNotBreak() {
        Host host = with(false, BuiltinCiphers.cc20p1305_openssh, BuiltinCiphers.aes256ctr);

        assertThat(run(host)).isInstanceOf(SshOutcome.Completed.class);
        var session = server.server.getActiveSessions().getFirst();
        assertThat(session.getNegotiatedKexParameter(KexProposalOption.S2CENC))
                .isEqualTo("aes256-ctr");
        assertThat(session.getNegotiatedKexParameter(KexProposalOption.S2CMAC))
                .doesNotContain("etm");
    }

    @Test
    void aServerThatHasOnlyCbcIsRefused() {
        var failed = (SshOutcome.Failed) run(with(true, BuiltinCiphers.aes128cbc));

        assertThat(failed.reason()).isEqualTo(SshOutcome.Reason.INSECURE);
        assertThat(failed.text()).contains("no algorithms that are safe").contains("aes128-cbc");
    }

    private Host with(boolean strictKeyExchange, BuiltinCiphers... ciphers) {
        strict = strictKeyExchange;
        server.server.setCipherFactories(List.of(ciphers));
        return console.trusted("builder1", server);
    }

    private SshOutcome run(Host host) {
        return console.remote.run(host, RemoteCommand.of("true"), LIMIT);
    }

    /// Without strict key exchange it is as servers were before 2024.
    private final class PerhapsStrict extends SessionFactory {
        PerhapsStrict(SshServer server) {
            super(server);
        }

        @Override
        protected ServerSessionImpl doCreateSession(IoSession connection) throws Exception {
            return new ServerSessionImpl(getServer(), connection) {
                @Override
                protected Map<KexProposalOption, String> doStrictKexProposal(
                        Map<KexProposalOption, String> proposal) {
                    return strict ? super.doStrictKexProposal(proposal) : proposal;
                }
            };
        }
    }
}
