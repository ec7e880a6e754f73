package dev.watchkeeper.ssh;

import com.jcraft.jsch.Identity;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The keys to offer to a host, in OpenSSH's order: the agent's that are configured, the agent's
/// others, then the files that are not in the agent. Opened files are kept: opening an encrypted
/// one is meant to be slow.
final class Identities {
    private final Credentials credentials;
    private final AgentKeys agent;
    private final ConcurrentHashMap<Path, Opened> opened = new ConcurrentHashMap<>();

    Identities(Credentials credentials, AgentKeys agent) {
        this.credentials = credentials;
        this.agent = agent;
    }

    Offer offerFor(Target target, Operation operation) throws SshFault, InterruptedException {
        List<Identity> files = new ArrayList<>();
        List<String> locked = new ArrayList<>();
        for (int i = 0; i < target.identities().size(); i++) {
            Path path = target.identities().get(i);
            if (Files.isReadable(path)) {
                open(path, locked).ifPresent(files::add);
            } else if (i == 0 && target.requiredIdentity()) {
                throw SshFault.configuration("the identity file " + path + " cannot be read");
            }
        }
        return new Offer(ordered(target, files, agentKeys(target, operation)), locked);
    }

    private List<Identity> agentKeys(Target target, Operation operation)
            throws InterruptedException {
        return target.agent().isPresent() ? agent.of(target.agent().get(), operation) : List.of();
    }

    private static List<Identity> ordered(
            Target target, List<Identity> files, List<Identity> agent) {
        List<byte[]> configured = new ArrayList<>();
        files.forEach(f -> configured.add(f.getPublicKeyBlob()));
        target.identities().forEach(path -> PublicKeyFile.blobOf(path).ifPresent(configured::add));
        List<Identity> keys = new ArrayList<>();
        agent.stream().filter(k -> contains(configured, k)).forEach(keys::add);
        if (!target.identitiesOnly()) {
            agent.stream().filter(k -> !contains(configured, k)).forEach(keys::add);
        }
        List<byte[]> offered = keys.stream().map(Identity::getPublicKeyBlob).toList();
        files.stream().filter(f -> !contains(offered, f)).forEach(keys::add);
        return keys;
    }

    private static boolean contains(List<byte[]> blobs, Identity key) {
        return blobs.stream().anyMatch(b -> Arrays.equals(b, key.getPublicKeyBlob()));
    }

    private Optional<Identity> open(Path path, List<String> locked) {
        try {
            FileTime modified = Files.getLastModifiedTime(path);
            Opened known = opened.get(path);
            if (known != null && known.modified.equals(modified)) {
                return Optional.of(known.key);
            }
            Optional<char[]> passphrase = credentials.passphrase(path);
            Identity key = load(path, passphrase.map(Identities::utf8).orElse(null));
            if (key.isEncrypted()) {
                locked.add(
                        passphrase.isPresent()
                                ? wrong(path)
                                : "the key " + path + " needs a passphrase");
                return Optional.empty();
            }
            opened.put(path, new Opened(key, modified));
            return Optional.of(key);
        } catch (JSchException | IOException | RuntimeException e) {
            boolean wrong = String.valueOf(e.getMessage()).contains("passphrase");
            locked.add(
                    wrong ? wrong(path) : "the key " + path + " cannot be read: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static String wrong(Path path) {
        return "the passphrase for the key " + path + " is wrong";
    }

    private static Identity load(Path path, byte @Nullable [] passphrase) throws JSchException {
        JSch jsch = new JSch();
        jsch.addIdentity(path.toString(), passphrase);
        return jsch.getIdentityRepository().getIdentities().firstElement();
    }

    static byte[] utf8(char[] text) {
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(text));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        return bytes;
    }

    /// The keys to offer, and what is to be said of those that could not be opened.
    record Offer(List<Identity> keys, List<String> locked) {
        Offer {
            keys = List.copyOf(keys);
            locked = List.copyOf(locked);
        }
    }

    private record Opened(Identity key, FileTime modified) {}
}
