/// The window: rail, top bar, bottom bar, palette, keys, and the screens that only it knows.
///
/// It knows every screen, and nobody but the composition root knows it. Only the JavaFX thread
/// enters, except [dev.watchkeeper.ui.shell.ConsoleApp], which any thread may start.
@org.jspecify.annotations.NullMarked
package dev.watchkeeper.ui.shell;
