package dev.watchkeeper.ssh;

import com.jcraft.jsch.AgentConnector;
import com.jcraft.jsch.AgentProxyException;
import com.jcraft.jsch.Buffer;

/// An ssh-agent that an operation knows to be waiting for while it authenticates, so that the host
/// is not blamed for an agent whose question for a PIN or a touch nobody answers.
final class WatchedAgent implements AgentConnector {
    private final AgentConnector agent;
    private final Operation operation;

    WatchedAgent(AgentConnector agent, Operation operation) {
        this.agent = agent;
        this.operation = operation;
    }

    @Override
    public String getName() {
        return agent.getName();
    }

    @Override
    public boolean isAvailable() {
        return agent.isAvailable();
    }

    @Override
    public void query(Buffer buffer) throws AgentProxyException {
        if (operation.phase() != SshOutcome.Phase.AUTHENTICATE) {
            agent.query(buffer);
            return;
        }
        operation.waitsForAgent(true);
        try {
            agent.query(buffer);
        } finally {
            operation.waitsForAgent(false);
        }
    }
}
