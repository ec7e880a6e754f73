package dev.watchkeeper.cli;

import dev.watchkeeper.tls.CertificateDifference.Side;

/// One of two certificates that are compared.
///
/// @param source where it is from, in words
record ComparedSide(String source, Side side) {}
