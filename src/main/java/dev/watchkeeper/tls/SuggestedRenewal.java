package dev.watchkeeper.tls;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// What came of asking an authority when it wants a certificate renewed (RFC 9773 4).
public sealed interface SuggestedRenewal {
    Instant askedAt();

    /// When it may be asked again: after its `Retry-After`, held between a minute and a day, six
    /// hours where it says none.
    Instant askAgainAt();

    /// The authority suggests a window. One that has passed means now, often because the
    /// certificate is to be revoked.
    ///
    /// @param window from and to
    /// @param explanation a page that says why, `https`
    /// @param changedAt when another window was first replaced by this one, where that was seen
    record Suggested(
            RenewalRule.Window window,
            Optional<URI> explanation,
            Optional<Instant> changedAt,
            Instant askedAt,
            Instant askAgainAt)
            implements SuggestedRenewal {}

    /// It could not be asked, gave no such answer, or one that makes no sense.
    ///
    /// @param reason in words, free of control characters
    record Unknown(String reason, Instant askedAt, Instant askAgainAt)
            implements SuggestedRenewal {}

    /// The same as what follows an earlier answer: a window that is replaced is known from now on,
    /// and one that could not be asked for again still stands.
    default SuggestedRenewal after(SuggestedRenewal before) {
        if (!(before instanceof Suggested b)) {
            return this;
        }
        return switch (this) {
            case Unknown u ->
                    new Suggested(b.window, b.explanation, b.changedAt, b.askedAt, u.askAgainAt);
            case Suggested s -> {
                Optional<Instant> changed =
                        b.window.equals(s.window) ? b.changedAt : Optional.of(s.askedAt);
                yield new Suggested(s.window, s.explanation, changed, s.askedAt, s.askAgainAt);
            }
        };
    }
}
