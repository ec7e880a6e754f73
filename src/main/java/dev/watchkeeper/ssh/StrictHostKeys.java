package dev.watchkeeper.ssh;

import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.UserInfo;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// Lets JSch ask [KnownHosts], for one hop of one attempt, and keeps what was wrong.
final class StrictHostKeys implements HostKeyRepository {
    private final KnownHosts knownHosts;
    private final Target target;
    private final Runnable whenTrusted;
    private volatile Optional<HostKeyProblem> problem = Optional.empty();
    private volatile boolean trusted;

    StrictHostKeys(KnownHosts knownHosts, Target target, Runnable whenTrusted) {
        this.knownHosts = knownHosts;
        this.target = target;
        this.whenTrusted = whenTrusted;
    }

    Optional<HostKeyProblem> problem() {
        return problem;
    }

    /// Whether a key has been judged and found good.
    boolean isTrusted() {
        return trusted;
    }

    @Override
    public int check(String host, byte[] key) {
        Optional<HostKeyProblem> found =
                knownHosts.check(target.keyName(), key, target.knownHosts());
        problem = found;
        trusted = found.isEmpty();
        if (trusted) {
            whenTrusted.run();
            return OK;
        }
        return found.get().kind() == HostKeyProblem.Kind.UNKNOWN ? NOT_INCLUDED : CHANGED;
    }

    /// The known keys: JSch asks for their types first.
    @Override
    public HostKey[] getHostKey(@Nullable String host, @Nullable String type) {
        List<HostKey> keys = new ArrayList<>();
        for (String key : knownHosts.keysOf(target.keyName(), target.knownHosts())) {
            try {
                keys.add(new HostKey(target.keyName(), Base64.getDecoder().decode(key)));
            } catch (JSchException | IllegalArgumentException e) {
                // A line that no OpenSSH would read either.
            }
        }
        return keys.toArray(HostKey[]::new);
    }

    @Override
    public HostKey[] getHostKey() {
        return getHostKey(null, null);
    }

    @Override
    public void add(HostKey key, UserInfo asker) {
        throw new IllegalStateException("host keys are only ever added by explicit acceptance");
    }

    @Override
    public void remove(String host, String type) {
        throw new IllegalStateException("host keys are never removed");
    }

    @Override
    public void remove(String host, String type, byte[] key) {
        throw new IllegalStateException("host keys are never removed");
    }

    @Override
    public String getKnownHostsRepositoryID() {
        return "known_hosts";
    }
}
