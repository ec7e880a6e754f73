package dev.watchkeeper.ssh;

import com.jcraft.jsch.UIKeyboardInteractive;
import com.jcraft.jsch.UserInfo;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// Answers for a person who has supplied a password beforehand: once, so that a wrong one cannot
/// lock the account, and never a question about anything else.
///
/// JSch would answer a second question with an empty password, which counts as another try on the
/// host: the only way out of its loop is an exception.
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
        if (used || password.isEmpty()) {
            throw new NoMoreAnswers();
        }
        used = true;
        return true;
    }

    @Override
    public @Nullable String getPassword() {
        return password.map(String::new).orElse(null);
    }

    @Override
    public String[] promptKeyboardInteractive(
            String destination, String name, String instruction, String[] prompt, boolean[] echo) {
        rounds++;
        if (prompt.length == 0 && rounds <= MAX_ROUNDS) {
            return new String[0];
        }
        if (prompt.length != 1 || echo[0] || !promptPassword("")) {
            throw new NoMoreAnswers();
        }
        return new String[] {String.valueOf(getPassword())};
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

    /// The host asks for more than the one password.
    static final class NoMoreAnswers extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
