package dev.watchkeeper.finding.coverage;

import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.supervision.Check;

import java.util.Optional;

/// A check that looks at a subject.
///
/// @param muted why nobody would hear of it; empty where somebody would
public record Cover(Supervision supervision, Check check, Optional<String> muted) {}
