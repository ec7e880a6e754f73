package dev.watchkeeper.supervision;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What came of asking an API once.
sealed interface ApiReply<T> {
    /// @param date the server's clock by its `Date`, to the second
    record Answered<T>(T body, Optional<Instant> date) implements ApiReply<T> {}

    /// @param text one sentence for a person, free of control characters
    record Failed<T>(Why why, String text) implements ApiReply<T> {}

    /// What kept an API from answering.
    enum Why {
        /// The secret's file cannot be used; nothing was asked.
        SECRET,
        UNRESOLVED,
        REFUSED,
        /// There was no connection in time.
        UNCONNECTED,
        /// It takes connections, and nothing comes: a process that is stopped or hangs.
        SILENT,
        TLS,
        UNAUTHORIZED,
        NOT_FOUND,
        /// Another status than 200.
        STATUS,
        TOO_LARGE,
        UNREADABLE,
        CANCELLED,
        BROKEN
    }

    static <T> ApiReply<T> failed(Why why, String text) {
        return new Failed<>(why, ApiText.shown(text));
    }

    default <R> ApiReply<R> then(Function<T, ApiReply<R>> next) {
        return switch (this) {
            case Answered<T>(T body, Optional<Instant> date) ->
                    switch (next.apply(body)) {
                        case Answered<R>(R made, Optional<Instant> own) ->
                                new Answered<>(made, own.or(() -> date));
                        case Failed<R> failed -> failed;
                    };
            case Failed<T>(Why why, String text) -> new Failed<>(why, text);
        };
    }

    default <R> ApiReply<R> map(Function<T, R> next) {
        return then(body -> new Answered<>(next.apply(body), Optional.empty()));
    }

    default Optional<T> content() {
        return this instanceof Answered<T>(T body, var _) ? Optional.of(body) : Optional.empty();
    }

    /// Why there is nothing; empty where there is.
    default Optional<String> fault() {
        return this instanceof Failed<T>(var _, String text) ? Optional.of(text) : Optional.empty();
    }

    /// What was answered; otherwise what is given, with a note of why.
    default T or(T otherwise, List<String> notes) {
        fault().ifPresent(notes::add);
        return content().orElse(otherwise);
    }
}
