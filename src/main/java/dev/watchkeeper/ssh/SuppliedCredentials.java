package dev.watchkeeper.ssh;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Secrets held in memory for as long as the program runs. Any thread may supply and ask.
public final class SuppliedCredentials implements Credentials {
    private final Map<Path, char[]> passphrases = new ConcurrentHashMap<>();
    private final Map<String, char[]> passwords = new ConcurrentHashMap<>();

    public void supplyPassphrase(Path identity, char[] passphrase) {
        passphrases.put(identity.toAbsolutePath().normalize(), passphrase.clone());
    }

    public void supplyPassword(String host, char[] password) {
        passwords.put(host, password.clone());
    }

    /// Forgets everything.
    public void forget() {
        passphrases.clear();
        passwords.clear();
    }

    @Override
    public Optional<char[]> passphrase(Path identity) {
        return Optional.ofNullable(passphrases.get(identity.toAbsolutePath().normalize()))
                .map(char[]::clone);
    }

    @Override
    public Optional<char[]> password(String host) {
        return Optional.ofNullable(passwords.get(host)).map(char[]::clone);
    }
}
