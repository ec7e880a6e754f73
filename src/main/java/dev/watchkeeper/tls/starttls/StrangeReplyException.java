package dev.watchkeeper.tls.starttls;

/// What came is not of the protocol. The beginning of it is kept, so that it can be named; its line
/// may not be complete.
public final class StrangeReplyException extends java.io.IOException {
    private static final long serialVersionUID = 1;

    private final byte[] said;

    StrangeReplyException(byte[] said) {
        super("another protocol");
        this.said = said.clone();
    }

    public byte[] said() {
        return said.clone();
    }
}
