package dev.watchkeeper.app;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

import dev.watchkeeper.inventory.VisibleText;

/// Logs a message on one line: what a remote host said makes no line of its own.
public final class VisibleMessage extends MessageConverter {
    private static final int MOST_CHARACTERS = 4_000;

    /// Made by Logback.
    public VisibleMessage() {}

    @Override
    public String convert(ILoggingEvent event) {
        String message = super.convert(event);
        return message == null ? "" : VisibleText.capped(message, MOST_CHARACTERS);
    }
}
