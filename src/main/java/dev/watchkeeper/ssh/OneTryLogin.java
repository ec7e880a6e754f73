package dev.watchkeeper.ssh;

import com.jcraft.jsch.UIKeyboardInteractive;
import com.jcraft.jsch.UserInfo;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// Answers for a person who has supplied a password beforehand: once, so that a wrong one cannot
/// lock the account, and never a question about anything else.
final class OneTryLogin implements UserInfo, UIKeyboardInteractive {
    private static final int MAX_ROUNDS = 4;

    private final Optional<char[]> password;
    private boolean used;
    private int rounds;

    OneTryLogin(Optional<char[]> password) {
        this.password = password;
    }

    @Override
    public boolean promptPassword(String message) {
        boolean mayTry = password.isPresent() && !used;
        used = true;
        return mayTry;
    }

    @Override
    public @Nullable String getPassword() {
        return password.map(String::new).orElse(null);
    }

    @Override
    public String @Nullable [] promptKeyboardInteractive(
            String destination, String name, String instruction, String[] prompt, boolean[] echo) {
        rounds++;
        if (rounds > MAX_ROUNDS) {
            return null;
        }
        if (prompt.length == 0) {
            return new String[0];
        }
        boolean asksPassword = prompt.length == 1 && !echo[0];
        return asksPassword && promptPassword("")
                ? new String[] {String.valueOf(getPassword())}
                : null;
    }

    @Override
    public @Nullable String getPassphrase() {
        return null;
    }

    @Override
    public boolean promptPassphrase(String message) {
        return false;
    }

    @Override
    public boolean promptYesNo(String message) {
        return false;
    }

    @Override
    public void showMessage(String message) {
        // Banners are hostile text that nobody has asked for.
    }
}
