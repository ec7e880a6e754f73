package dev.watchkeeper.ui.shell;

import dev.watchkeeper.audit.AuditLog;
import dev.watchkeeper.history.History;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.monitor.Engine;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.remedy.Drilling;
import dev.watchkeeper.remedy.EarlierRuns;
import dev.watchkeeper.remedy.Remedies;
import dev.watchkeeper.ssh.HostKeyProblem;
import dev.watchkeeper.supervision.DrillResult;
import dev.watchkeeper.tls.DepthObservation;
import dev.watchkeeper.tls.DepthObserver;
import dev.watchkeeper.tls.TlsTarget;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// What the window needs of the rest of the program. The window never calls `audit`, `history` or
/// `acceptHostKey` on the JavaFX thread.
///
/// @param engine reports, refresh and verification
/// @param remedies plans and their runs
/// @param audit what was done
/// @param history what was seen
/// @param clock what "now" is, for ages
/// @param headline the verdict in one sentence; pure
/// @param acceptHostKey stores an unknown host key after the user's explicit acceptance; may block,
///   and throws an unchecked exception whose message says why it could not
/// @param firstSteps what the window offers while nothing is watched
/// @param earlierRuns what earlier consoles began, and did not hear the end of
/// @param depth looks closely at one address
/// @param drilling proves that a supervision would page; blocks
/// @param ribbon a word that stays across the top, such as `DEMO`
public record Services(
        Engine engine,
        Remedies remedies,
        AuditLog audit,
        History history,
        InstantSource clock,
        Function<Report, String> headline,
        Consumer<HostKeyProblem> acceptHostKey,
        Optional<String> ribbon,
        Optional<FirstSteps> firstSteps,
        EarlierRuns earlierRuns,
        DepthObserver depth,
        Drilling drilling) {
    /// A window of a fleet that is known not to be empty.
    public Services(
            Engine engine,
            Remedies remedies,
            AuditLog audit,
            History history,
            InstantSource clock,
            Function<Report, String> headline,
            Consumer<HostKeyProblem> acceptHostKey,
            Optional<String> ribbon) {
        this(
                engine,
                remedies,
                audit,
                history,
                clock,
                headline,
                acceptHostKey,
                ribbon,
                Optional.empty(),
                EarlierRuns.none(),
                Services::lookNoCloser,
                Services::refuseDrill);
    }

    private static DrillResult refuseDrill(
            Supervision supervision, boolean pages, Consumer<DrillResult.Leg> progress) {
        throw new UnsupportedOperationException("this window runs no drills");
    }

    private static DepthObservation lookNoCloser(TlsTarget target, Duration limit) {
        throw new UnsupportedOperationException("this window looks no closer");
    }
}
