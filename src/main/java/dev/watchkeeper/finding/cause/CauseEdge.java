package dev.watchkeeper.finding.cause;

import dev.watchkeeper.finding.Evidence;

/// One thing waits for another.
///
/// @param from what waits
/// @param to what it waits for
/// @param certainty how sure that is
/// @param how why one thinks so, in a few words
/// @param evidence what was seen
public record CauseEdge(
        CauseNode from, CauseNode to, Certainty certainty, String how, Evidence evidence) {}
