package dev.watchkeeper.demo;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;

/// The key pair that opens a box's hosts: Ed25519, made for this box alone.
final class BoxKeys {
    private final KeyPair user = generate();

    static KeyPair generate() {
        try {
            return KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no Ed25519 on the class path", e);
        }
    }

    KeyPair user() {
        return user;
    }

    /// The private key as OpenSSH stores it, without a passphrase.
    String privateKey() throws IOException {
        var text = new ByteArrayOutputStream();
        try {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(
                    user, "watchkeeper demo", null, text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an unencrypted key needs no cipher", e);
        }
        return text.toString(US_ASCII);
    }
}
