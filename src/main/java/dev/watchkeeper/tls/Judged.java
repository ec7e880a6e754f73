package dev.watchkeeper.tls;

import java.util.List;

/// A chain for people to read, and the verdict on it.
public record Judged(List<ServedCertificate> chain, Judgement judgement) {
    public Judged {
        chain = List.copyOf(chain);
    }
}
