package dev.watchkeeper.demo;

import dev.watchkeeper.host.RenewalFormat;

import java.time.Duration;

/// What a simulated host answers when it is asked of its renewals: that nothing of them is
/// simulated, so that nothing is known.
record RenewalPortrait(String nonce, SimulatedHost host) {
    String text() {
        Duration up = Duration.between(host.identity().bootedAt(), host.now());
        var out = new StringBuilder();
        row(out, "begin " + RenewalFormat.VERSION);
        row(
                out,
                String.join(
                        "" + RenewalFormat.FIELD_END,
                        "host " + host.now().getEpochSecond(),
                        "" + up.toSeconds(),
                        "100",
                        "+0000",
                        "Etc/UTC"));
        row(out, "note demo: the files of renewals are not simulated");
        row(out, "end " + up.toSeconds());
        return out.toString();
    }

    private void row(StringBuilder out, String text) {
        out.append(nonce).append(' ').append(text).append('\n');
    }
}
