package dev.watchkeeper.ssh;

import com.jcraft.jsch.AgentIdentityRepository;
import com.jcraft.jsch.AgentProxyException;
import com.jcraft.jsch.Identity;
import com.jcraft.jsch.SSHAgentConnector;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The keys of an ssh-agent. An agent that is silent gets a share of the budget, so that key files
/// can still be tried; a signature that it does not give is ended at the deadline by the interrupt.
final class AgentKeys {
    private static final Duration LONGEST = Duration.ofSeconds(2);

    List<Identity> of(Path socket, Operation operation) throws InterruptedException {
        if (!Files.exists(socket)) {
            return List.of();
        }
        var keys = new FutureTask<>(() -> ask(socket, operation));
        Thread.ofVirtual().name("ssh-agent").start(keys);
        Duration share = operation.remaining().dividedBy(3);
        Duration limit = share.compareTo(LONGEST) < 0 ? share : LONGEST;
        try {
            return keys.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return List.of();
        } finally {
            keys.cancel(true);
        }
    }

    private static List<Identity> ask(Path socket, Operation operation) throws AgentProxyException {
        var agent = new WatchedAgent(new SSHAgentConnector(socket), operation);
        return List.copyOf(new AgentIdentityRepository(agent).getIdentities());
    }
}
