package dev.watchkeeper.notify;

/// How an attempt to deliver ended.
sealed interface Delivery {
    record Delivered() implements Delivery {}

    /// It may have arrived all the same.
    ///
    /// @param text one sentence, escaped
    record Failed(String text) implements Delivery {}
}
