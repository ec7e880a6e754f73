package dev.watchkeeper.automation;

import dev.watchkeeper.tls.RenewalRule;

import java.util.List;
import java.util.Optional;

/// A certificate that a client renews again and again.
///
/// @param name the client's for it
/// @param definedIn the file with its settings
/// @param newest the newest that the client has got, in its archive
/// @param before the one before that, where it is still there
/// @param link whether what the client shows to servers is the newest
/// @param rule by which the client renews it
/// @param automatic false where the settings keep it from being renewed
/// @param deploys what runs after a renewal: hooks and installers, in words
/// @param next when the client means to renew it, where it keeps that
public record Lineage(
        String name,
        String definedIn,
        Optional<StoredCertificate> newest,
        Optional<StoredCertificate> before,
        Link link,
        RenewalRule rule,
        boolean automatic,
        List<String> deploys,
        Moment next) {
    public Lineage {
        deploys = List.copyOf(deploys);
    }

    /// Where a client's link to its newest certificate leads.
    public sealed interface Link {
        /// To the newest.
        record Current(String path) implements Link {}

        /// To an older one.
        ///
        /// @param path of the link
        /// @param target what it names
        /// @param newest what it should lead to
        record Behind(String path, String target, String newest) implements Link {}

        /// Nobody could tell.
        record NotKnown(String why) implements Link {}

        /// The client has no links: it writes over its files.
        record None() implements Link {}
    }
}
