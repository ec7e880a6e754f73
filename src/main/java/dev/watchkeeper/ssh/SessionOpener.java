package dev.watchkeeper.ssh;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchAlgoNegoFailException;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.JSchStrictKexException;
import com.jcraft.jsch.Session;

import java.util.Optional;

/// Opens one session over a connection that stands: key exchange, host key, authentication.
final class SessionOpener {
    private final KnownHosts knownHosts;
    private final Identities identities;
    private final Credentials credentials;

    SessionOpener(KnownHosts knownHosts, Identities identities, Credentials credentials) {
        this.knownHosts = knownHosts;
        this.identities = identities;
        this.credentials = credentials;
    }

    Session open(Operation operation, Target target, Transport transport, Algorithms algorithms)
            throws SshFault, JSchException, InterruptedException {
        operation.enter(SshOutcome.Phase.KEY_EXCHANGE);
        Identities.Offer offer = identities.offerFor(target, operation);
        var hostKeys =
                new StrictHostKeys(
                        knownHosts, target, () -> operation.enter(SshOutcome.Phase.AUTHENTICATE));
        var warning = new LastWarning();
        Session session = session(target, algorithms);
        session.setProxy(transport);
        session.setHostKeyRepository(hostKeys);
        session.setIdentityRepository(new OfferedKeys(offer.keys()));
        session.setLogger(warning);
        try {
            session.connect(0);
        } catch (JSchException | RuntimeException e) {
            if (e instanceof JSchException refusal && isOfAlgorithms(e)) {
                throw refusal;
            }
            throw new SessionFaults(
                            operation.phase(), transport.greeting(), hostKeys, offer, warning)
                    .of(e);
        }
        if (!hostKeys.isTrusted()) {
            Closing.quietly(session::disconnect);
            throw new SshFault(SshOutcome.Reason.BROKEN, "the host key was not checked");
        }
        return session;
    }

    /// Whether the algorithms are at fault: another choice of them may do.
    private static boolean isOfAlgorithms(Exception e) {
        return e instanceof JSchAlgoNegoFailException || e instanceof JSchStrictKexException;
    }

    private Session session(Target target, Algorithms algorithms) throws JSchException {
        Session session = new JSch().getSession(target.user(), target.hostName(), target.port());
        Optional<char[]> password = credentials.password(target.name());
        algorithms.setOn(session);
        // Lower case: JSch takes any other spelling for 'no'.
        session.setConfig("StrictHostKeyChecking", "yes");
        session.setConfig("HashKnownHosts", "no");
        session.setConfig("prefer_known_host_key_types", "yes");
        session.setConfig("ClearAllForwardings", "yes");
        session.setConfig(
                "PreferredAuthentications",
                password.isPresent() ? "publickey,password,keyboard-interactive" : "publickey");
        session.setUserInfo(new OneTryLogin(password));
        session.setThreadFactory(Thread.ofVirtual().name("ssh-session").factory());
        return session;
    }
}
