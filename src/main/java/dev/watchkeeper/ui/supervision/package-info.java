/// The supervision's screen: whether it is alive, covers the fleet and would page; the fleet
/// against what is checked; drills; and which checks ran in which hour. What a report says is
/// reckoned on a thread of its own; everything else is for the JavaFX thread.
@NullMarked
package dev.watchkeeper.ui.supervision;

import org.jspecify.annotations.NullMarked;
