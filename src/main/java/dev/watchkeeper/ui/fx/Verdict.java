package dev.watchkeeper.ui.fx;

/// A mark with a word that says more than the mark's own.
public record Verdict(Mark mark, String word) {}
