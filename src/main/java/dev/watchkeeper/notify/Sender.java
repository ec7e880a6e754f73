package dev.watchkeeper.notify;

/// Delivers one message, once. Blocks, and ends soon when its thread, a virtual one, is
/// interrupted.
@FunctionalInterface
interface Sender {
    /// @throws Exception whatever kept it from being delivered; the message is shown
    void send(Notice notice) throws Exception;

    /// Refused by who was to take it, with a text of our own.
    final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String text) {
            super(text);
        }
    }
}
