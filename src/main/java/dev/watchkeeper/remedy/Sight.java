package dev.watchkeeper.remedy;

/// What an observation says of a step's check.
sealed interface Sight {
    String text();

    /// It holds.
    record Holds(String text) implements Sight {}

    /// It does not, yet.
    record HoldsNot(String text) implements Sight {}

    /// Nothing can be said of it.
    record Unseen(String text) implements Sight {}
}
