package dev.watchkeeper.remedy;

import dev.watchkeeper.inventory.Renewal;
import dev.watchkeeper.ssh.RemoteCommand;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// The scripts of the runs that nothing ties to a connection: as [Commands], with a nonce before
/// each line of their own and `NONCE end` as the last.
///
/// | first line | words after `sh -s --` |
/// |---|---|
/// | `# watchkeeper renew 2` | NONCE SUDO LOCK RUN LIMIT PATIENCE WHO NAME COMMAND… |
/// | `# watchkeeper attach 1` | NONCE RUN OFFSET PATIENCE WHOSE |
/// | `# watchkeeper runs 1` | NONCE |
/// | `# watchkeeper end-run 1` | NONCE RUN |
/// | `# watchkeeper remove-run 1` | NONCE RUN |
///
/// LOCK is hexadecimal and the same for the same renewal; RUN see [RunId]; LIMIT and PATIENCE
/// seconds; WHO and NAME hexadecimal UTF-8; OFFSET the bytes of output that are known already;
/// WHOSE `own` for the console that began the run, `other` for any other, which leaves a mark.
///
/// `renew` makes `~/.local/state/watchkeeper/runs/RUN`, or `/var/tmp/watchkeeper-UID/runs/RUN`
/// where that cannot be written: mode 0700, never through a link, never in a folder that somebody
/// else could write to. It starts a runner there under a session of its own (where systemd lets it,
/// as the unit `watchkeeper-run-RUN`), which takes the lock `/tmp/.watchkeeper-renewal-LOCK`, runs
/// the command with stdin `/dev/null`, keeps 4 MiB of its output, ends it at LIMIT (TERM, 5 s,
/// KILL) and writes how it ended into `status` by renaming. When the runner itself is killed its
/// command goes on, is told as running and holds the lock; how it ended is then unknown. Runs that
/// have ended are removed after 30 days, and beyond the newest 20.
///
/// Lines of `renew` and `attach`: `attached RUN PID` when another run of the renewal goes on and is
/// followed instead; `about RUN BEGAN LIMIT WHO NAME` (BEGAN in epoch seconds, `-` where unknown);
/// `started PID`; then the run's output in parts, each followed by `at OFFSET`; then its fate, or
/// `more` when PATIENCE is over or a good part was sent. `busy PID` when another login's run goes
/// on; `refused - WHY` when nothing was done: `spool`, `lock` or `full`.
///
/// The fate: `exit STATUS`, `limit PID…` or `cancelled PID…` (the pids that are left), `reboot`,
/// `vanished`, `absent`; in `runs` and `end-run` also `running PID` and `starting`.
///
/// Lines of `runs`: `now EPOCH`, and for each run `about …`, `fate RUN ENDED FATE…` and, where the
/// next renewal will remove it, `old RUN`.
///
/// `end-run` asks the runner to end its command, waits at most 15 s and prints the fate.
///
/// `remove-run` removes what is kept of a run that has ended and that no other console has
/// followed, and prints `absent`; otherwise its fate.
final class DetachedScripts {
    /// How long one script follows a silent run before the console asks anew: a line that froze is
    /// noticed then, and others have their turn at the host.
    static final int PATIENCE_SECONDS = 15;

    private static final int MAX_BYTES = 2 << 20;
    private static final int MAX_LINES = 600_000;

    private DetachedScripts() {}

    static RemoteCommand renew(String nonce, Renewal renewal, RunId run, String who) {
        var words =
                new ArrayList<>(
                        List.of(
                                nonce,
                                renewal.sudo() ? "sudo" : "-",
                                lockName(renewal.name()),
                                run.value(),
                                String.valueOf(renewal.timeout().toSeconds()),
                                String.valueOf(PATIENCE_SECONDS),
                                hex(who),
                                hex(renewal.name())));
        words.addAll(renewal.command());
        String runner = Commands.text("", List.of("common", "spool", "lock", "runner"));
        String script =
                Commands.text(
                        "# watchkeeper renew 2\n", List.of("common", "spool", "follow", "renew"));
        return command(script.replace("@RUNNER@\n", runner), words);
    }

    /// Follows a run.
    ///
    /// @param own whether this console began it
    static RemoteCommand attach(String nonce, RunId run, long offset, boolean own) {
        return command(
                Commands.text(
                        "# watchkeeper attach 1\n", List.of("common", "spool", "follow", "attach")),
                List.of(
                        nonce,
                        run.value(),
                        String.valueOf(offset),
                        String.valueOf(PATIENCE_SECONDS),
                        own ? "own" : "other"));
    }

    static RemoteCommand list(String nonce) {
        return command(
                Commands.text(
                        "# watchkeeper runs 1\n", List.of("common", "spool", "follow", "runs")),
                List.of(nonce));
    }

    static RemoteCommand end(String nonce, RunId run) {
        return command(
                Commands.text("# watchkeeper end-run 1\n", List.of("common", "spool", "end-run")),
                List.of(nonce, run.value()));
    }

    static RemoteCommand remove(String nonce, RunId run) {
        return command(
                Commands.text(
                        "# watchkeeper remove-run 1\n", List.of("common", "spool", "remove-run")),
                List.of(nonce, run.value()));
    }

    static String hex(String text) {
        return text.isEmpty()
                ? "-"
                : HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    /// The text of a hexadecimal word; what is none is shown as it came.
    static String unhex(String word) {
        return word.matches("([0-9a-f]{2})+")
                ? new String(HexFormat.of().parseHex(word), StandardCharsets.UTF_8)
                : word;
    }

    private static RemoteCommand command(String script, List<String> words) {
        var all = new ArrayList<>(List.of("sh", "-s", "--"));
        all.addAll(words);
        return new RemoteCommand(all, script, MAX_BYTES, MAX_LINES);
    }

    private static String lockName(String renewal) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(renewal.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
