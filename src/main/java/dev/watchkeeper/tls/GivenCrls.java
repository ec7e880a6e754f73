package dev.watchkeeper.tls;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The revocation lists that came with a chain. One that cannot be read tells nothing: the others
/// have to answer in its place.
///
/// @param unread why one of them could not be read; empty when all could
record GivenCrls(List<GivenCrl> lists, Optional<String> unread) {
    static final GivenCrls NONE = new GivenCrls(List.of(), Optional.empty());

    GivenCrls {
        lists = List.copyOf(lists);
    }

    static GivenCrls of(List<byte[]> ders) {
        List<GivenCrl> lists = new ArrayList<>();
        Optional<String> unread = Optional.empty();
        for (byte[] der : ders) {
            try {
                lists.add(GivenCrl.of(der));
            } catch (RuntimeException e) {
                unread = Optional.of(CertificateReader.reason(e));
            }
        }
        return new GivenCrls(lists, unread);
    }

    /// Whether nobody asked for a check.
    boolean isNone() {
        return lists.isEmpty() && unread.isEmpty();
    }
}
