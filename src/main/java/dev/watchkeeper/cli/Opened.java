package dev.watchkeeper.cli;

import java.util.function.Supplier;

/// How a command comes to its desk: the user's fleet, or a demo.
///
/// @param strict gives a desk for commands that need a fleet
/// @param loose gives one for commands that can do without
record Opened(Supplier<Desk> strict, Supplier<Desk> loose) {}
