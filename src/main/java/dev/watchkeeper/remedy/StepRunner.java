package dev.watchkeeper.remedy;

import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.remedy.Commands.Frame;
import dev.watchkeeper.remedy.RemedyStep.Action;
import dev.watchkeeper.ssh.Remote;
import dev.watchkeeper.ssh.RemoteCommand;
import dev.watchkeeper.ssh.SshOutcome;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Runs one step on its host and says how it ended.
final class StepRunner {
    private static final int GRACE_SECONDS = 5;

    private final Remote remote;
    private final Supervising supervising;
    private final SecureRandom random = new SecureRandom();

    StepRunner(Remote remote, Supervising supervising) {
        this.remote = remote;
        this.supervising = supervising;
    }

    StepResult run(RemedyStep step, Host host, Cancellation cancellation, Consumer<String> live) {
        if (step.action() instanceof Action.Signal signal
                && signal.processes().size() > Commands.MAX_TARGETS) {
            return inParts(signal, host, cancellation, live);
        }
        if (step.action() instanceof Action.Renew renew) {
            return new RenewalRun(remote, host, renew, cancellation).run(live);
        }
        if (step.action() instanceof Action.Supervise(SupervisionWork.Install install)
                && install.supervision().kind().isAskedOverHttp()) {
            return new InstallStep(
                            supervising.lists(),
                            install,
                            cancellation,
                            InstallStep.Pace.USUAL,
                            work ->
                                    script(
                                            new Action.Supervise(work),
                                            step,
                                            host,
                                            of(work, cancellation),
                                            live))
                    .run();
        }
        return script(step.action(), step, host, cancellation, live);
    }

    // What was written is taken back also when the user has asked to stop.
    private static Cancellation of(SupervisionWork work, Cancellation asked) {
        return work instanceof SupervisionWork.Settle ? new Cancellation() : asked;
    }

    private StepResult script(
            Action action,
            RemedyStep step,
            Host host,
            Cancellation cancellation,
            Consumer<String> live) {
        String nonce = nonce();
        var command = command(action, new Frame(nonce, host.sudo()));
        var transcript = new Transcript(nonce, live);
        return Judge.of(action, reply(command, host, step.timeout(), cancellation, transcript));
    }

    StepResult drill(
            SupervisionWork.Drill drill, Cancellation cancellation, Consumer<String> live) {
        return new DrillStep(supervising.drilling(), drill.supervision(), cancellation).run(live);
    }

    private StepResult inParts(
            Action.Signal signal, Host host, Cancellation cancellation, Consumer<String> live) {
        List<String> texts = new ArrayList<>();
        List<RemoteProcess> all = signal.processes();
        for (int from = 0; from < all.size(); from += Commands.MAX_TARGETS) {
            var part = all.subList(from, Math.min(all.size(), from + Commands.MAX_TARGETS));
            StepResult result = run(SignalPlans.step(host, part), host, cancellation, live);
            if (!(result instanceof StepResult.Done)) {
                return stopped(texts, result);
            }
            texts.add(result.text());
        }
        return new StepResult.Done(
                "%d have ended, in %d parts.".formatted(all.size(), texts.size()));
    }

    // What the parts before it did has been done, whatever this one says.
    private static StepResult stopped(List<String> before, StepResult result) {
        String text = String.join(" ", before) + " " + result.text();
        return switch (result) {
            case StepResult.Done _ -> throw new IllegalStateException("a part that is done");
            case StepResult _ when before.isEmpty() -> result;
            case StepResult.Refused _, StepResult.Failed _ -> new StepResult.Failed(text);
            case StepResult.Unknown _ -> new StepResult.Unknown(text);
            case StepResult.Cancelled _ -> new StepResult.Cancelled(text);
        };
    }

    private static RemoteCommand command(Action action, Frame frame) {
        return switch (action) {
            case Action.Signal s ->
                    Commands.signal(
                            frame, s.processes().getFirst().key().bootId(), GRACE_SECONDS, s);
            case Action.Continue c -> Commands.continueProcess(frame, c.process());
            case Action.AbortFuse a -> Commands.abortFuse(frame, a);
            case Action.Unmount u -> Commands.unmount(frame, u);
            case Action.RemoveLock l -> Commands.removeLock(frame, l);
            case Action.Reload r -> Commands.reload(frame, r);
            case Action.RemoveFolders f -> Commands.removeFolders(frame, f);
            case Action.Supervise s -> SupervisionCommands.of(frame, s.work());
            case Action.Renew _ ->
                    throw new IllegalArgumentException("a renewal is a detached run");
        };
    }

    private Reply reply(
            RemoteCommand command,
            Host host,
            Duration limit,
            Cancellation cancellation,
            Transcript transcript) {
        Optional<SshOutcome> ended =
                new ScriptCall(remote, host, cancellation).run(command, limit, transcript::take);
        return transcript.reply(ended, cancellation.isAsked() && !completed(ended));
    }

    // A wish that came too late stops nothing.
    private static boolean completed(Optional<SshOutcome> ended) {
        return ended.filter(SshOutcome.Completed.class::isInstance).isPresent();
    }

    private String nonce() {
        byte[] bytes = new byte[8];
        random.nextBytes(bytes);
        return "wk" + HexFormat.of().formatHex(bytes);
    }
}
