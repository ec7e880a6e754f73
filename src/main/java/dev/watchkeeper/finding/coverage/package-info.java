/// What of the fleet the supervision really checks, and what would close each gap. Pure functions
/// of a snapshot; knows nothing of how a supervision is asked or changed.
@NullMarked
package dev.watchkeeper.finding.coverage;

import org.jspecify.annotations.NullMarked;
