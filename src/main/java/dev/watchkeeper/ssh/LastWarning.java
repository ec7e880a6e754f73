package dev.watchkeeper.ssh;

import com.jcraft.jsch.Logger;

/// Keeps JSch's last warning of one session: why an authentication ended is told nowhere else.
final class LastWarning implements Logger {
    private volatile String text = "";

    String text() {
        return text;
    }

    @Override
    public boolean isEnabled(int level) {
        return level == WARN;
    }

    @Override
    public void log(int level, String message) {
        if (level == WARN) {
            text = message;
        }
    }
}
