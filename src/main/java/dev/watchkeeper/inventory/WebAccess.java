package dev.watchkeeper.inventory;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// How an API is reached.
///
/// @param url `http` or `https`, with the path that comes before the API's own
/// @param user for Basic authentication; without one, the secret is a bearer token
/// @param secret a file whose first line is the password or the token; never its content
/// @param ca a PEM file whose certificates are trusted for this address, in addition to the fleet's
public record WebAccess(URI url, Optional<String> user, Optional<Path> secret, Optional<Path> ca) {
    public static WebAccess of(URI url) {
        return new WebAccess(url, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// The same access to another address.
    public WebAccess at(URI other) {
        return new WebAccess(other, user, secret, ca);
    }
}
