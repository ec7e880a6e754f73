package dev.watchkeeper.tls;

import dev.watchkeeper.tls.TlsObservation.Failure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// One observation in the making.
record Sighting(TlsTarget target, Instant observedAt, Deadline deadline) {
    TlsObservation failed(Failure failure, String text) {
        return new TlsObservation.Failed(target, observedAt, deadline.took(), failure, text);
    }

    TlsObservation presented(
            Handshake.Captured captured, ChainJudge judge, Question question, Instant now) {
        var judged = judge.judge(captured, target.endpoint().name(), now);
        List<String> notes = new ArrayList<>();
        if (captured.clientCertificateDemanded()) {
            notes.add("the server demands a client certificate; its own was seen all the same");
        }
        if (judged.judgement().hostName() == Judgement.Verdict.BAD) {
            notes.add(noteOnName(captured, question));
        }
        return new TlsObservation.Presented(
                target,
                observedAt,
                deadline.took(),
                judged.chain(),
                captured.protocol(),
                captured.cipherSuite(),
                judged.judgement(),
                captured.clientCertificateDemanded(),
                notes);
    }

    private String noteOnName(Handshake.Captured captured, Question question) {
        if (question.serverName().isEmpty()) {
            return "no SNI was sent, because "
                    + target.endpoint().name()
                    + " is an address: this is the server's default certificate";
        }
        return switch (question.askWithoutName()) {
            case Attempt.Spoke(Handshake.Captured plain)
                    when plain.chain().getFirst().equals(captured.chain().getFirst()) ->
                    "the same certificate is served without SNI: the server does not seem to know "
                            + question.serverName();
            case Attempt.Spoke(Handshake.Captured plain) ->
                    "another certificate is served without SNI: this one is configured for "
                            + question.serverName();
            default -> "asked without SNI, the server serves no certificate";
        };
    }
}
