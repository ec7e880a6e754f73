/// Who watches the watchers: what a supervision system says of itself, and drills that prove that
/// it would reach a person. Asks, and judges nothing: what is wrong with it is for the rules. Knows
/// of SSH and of certificates only how to ask through them. Observers block the calling (virtual)
/// thread and may be entered by any number of them.
@NullMarked
package dev.watchkeeper.supervision;

import org.jspecify.annotations.NullMarked;
