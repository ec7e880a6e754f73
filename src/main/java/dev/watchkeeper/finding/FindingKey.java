package dev.watchkeeper.finding;

/// What identifies one problem from its beginning to its end: `kind/subject`, such as
/// `certificate-expired/docs.example.org:443`.
///
/// @param value without blanks, so that it can be typed: `watchkeeper fix KEY`
public record FindingKey(String value) implements Comparable<FindingKey> {
    /// The key of a kind of problem with a subject; what is not plain in the subject becomes `_`.
    public static FindingKey of(FindingKind kind, String subject) {
        return new FindingKey(
                kind.label() + "/" + subject.replaceAll("[^\\p{Alnum}._:/@\\[\\]-]", "_"));
    }

    @Override
    public int compareTo(FindingKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
