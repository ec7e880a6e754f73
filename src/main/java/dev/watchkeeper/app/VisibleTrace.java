package dev.watchkeeper.app;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;

import dev.watchkeeper.inventory.VisibleText;

/// Logs an exception; its message may hold what a remote host said.
public final class VisibleTrace extends ThrowableProxyConverter {
    private static final int MOST_CHARACTERS = 16_000;

    /// Made by Logback.
    public VisibleTrace() {}

    @Override
    protected String throwableProxyToString(IThrowableProxy exception) {
        return VisibleText.cappedLines(super.throwableProxyToString(exception), MOST_CHARACTERS);
    }
}
