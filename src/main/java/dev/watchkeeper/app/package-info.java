/// The entry point and the composition root: plain constructors in order, closed in reverse.
///
/// It may use every package, and nobody uses it. The main thread and the JavaFX thread enter.
@org.jspecify.annotations.NullMarked
package dev.watchkeeper.app;
