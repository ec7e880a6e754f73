/// The first screen: the verdict in one sentence, what is wrong in numbers, what expires next, the
/// findings and the hosts.
///
/// It knows reports and nothing of the other screens. Only the JavaFX thread enters the view; the
/// summary is a pure function.
@org.jspecify.annotations.NullMarked
package dev.watchkeeper.ui.overview;
