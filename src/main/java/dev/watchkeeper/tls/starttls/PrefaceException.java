package dev.watchkeeper.tls.starttls;

/// The peer did not agree to TLS.
public final class PrefaceException extends java.io.IOException {
    private static final long serialVersionUID = 1;

    private final Kind kind;

    PrefaceException(Kind kind, String text) {
        super(text);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /// One sentence for a person, free of control characters.
    public String text() {
        return String.valueOf(getMessage());
    }

    /// What went wrong.
    public enum Kind {
        /// It does not know STARTTLS, or does not tell of it.
        NOT_OFFERED,
        /// It knows STARTTLS and said no, or said no to being talked to.
        REFUSED,
        /// It said more than anybody may before TLS, or nothing that has a meaning.
        GARBAGE,
        /// It agreed, and something in the clear came after that: an injected command or reply.
        PLAINTEXT
    }
}
