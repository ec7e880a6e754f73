package dev.watchkeeper.remedy;

import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.remedy.RemedyStep.Action;
import dev.watchkeeper.ssh.SshOutcome;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Says what a reply means for its step. Pure.
final class Judge {
    private Judge() {}

    static StepResult of(Action action, Reply reply) {
        if (reply.cancelled()) {
            return new StepResult.Cancelled(soFar(action, reply));
        }
        if (action instanceof Action.RemoveFolders folders) {
            return new StepResult.Done(FolderJudge.text(folders, reply));
        }
        if (!reply.ended()) {
            return broken(action, reply);
        }
        Optional<String> refusal = reply.refusal();
        if (refusal.isPresent()) {
            return refused(action, refusal.get());
        }
        return switch (action) {
            case Action.Signal signal -> SignalJudge.of(signal, reply);
            case Action.Continue one -> continued(one.process(), reply);
            case Action.AbortFuse abort -> aborted(abort, reply);
            case Action.Unmount unmount -> unmounted(unmount, reply);
            case Action.RemoveLock lock -> removed(lock, reply);
            case Action.Reload reload -> ReloadJudge.of(reload, reply);
            case Action.RemoveFolders folders ->
                    new StepResult.Done(FolderJudge.text(folders, reply));
            case Action.Supervise s -> SupervisionJudge.of(s.work(), reply);
            case Action.Renew renew -> RenewalJudge.of(renew.renewal(), reply);
        };
    }

    private static StepResult refused(Action action, String word) {
        // A mount that is gone or answers again cannot be freed, and need not be.
        boolean moot =
                (word.equals("unmounted") || word.equals("answers"))
                        && (action instanceof Action.Unmount || action instanceof Action.AbortFuse);
        String text = "Nothing was done: " + Reasons.of(word) + ".";
        return moot ? new StepResult.Done(text) : new StepResult.Refused(text);
    }

    private static StepResult broken(Action action, Reply reply) {
        return switch (reply.outcome().orElse(null)) {
            case null -> new StepResult.Unknown(soFar(action, reply));
            case SshOutcome.KeyRefused _ ->
                    new StepResult.Refused("Nothing was done: the SSH key is not the known one.");
            case SshOutcome.Failed f when !f.outcomeUnknown() ->
                    new StepResult.Failed("Nothing was done: " + VisibleText.capped(f.text(), 300));
            case SshOutcome.Failed f ->
                    new StepResult.Unknown(
                            VisibleText.capped(f.text(), 300) + " " + soFar(action, reply));
            case SshOutcome.Completed c ->
                    new StepResult.Unknown(
                            "The host's shell ended with status %d before the end. %s"
                                    .formatted(c.exitStatus(), soFar(action, reply)));
        };
    }

    private static StepResult continued(RemoteProcess process, Reply reply) {
        long pid = process.key().pid();
        if (reply.of("gone", 3).findAny().isPresent()) {
            return new StepResult.Failed("Process %d has ended by itself.".formatted(pid));
        }
        Optional<String> refused = reply.of("refused", 3).map(l -> l.get(2)).findFirst();
        if (refused.isPresent()) {
            return new StepResult.Refused(
                    "Process %d was not touched: %s.".formatted(pid, Reasons.of(refused.get())));
        }
        boolean stopped = reply.of("state", 3).anyMatch(l -> l.get(2).equalsIgnoreCase("T"));
        return stopped
                ? new StepResult.Failed("Process %d is still stopped.".formatted(pid))
                : new StepResult.Done("Process %d runs again.".formatted(pid));
    }

    private static StepResult aborted(Action.AbortFuse abort, Reply reply) {
        Optional<String> waiting = reply.of("aborted", 3).map(l -> l.get(2)).findFirst();
        if (waiting.isEmpty()) {
            return new StepResult.Unknown("The host did not say whether it was aborted.");
        }
        String text = "FUSE connection %d was aborted".formatted(abort.connection());
        return switch (waiting.get()) {
            case "0" -> new StepResult.Done(text + "; nothing waits on it.");
            case "-" -> new StepResult.Done(text + ".");
            default ->
                    new StepResult.Done(
                            "%s; %s requests still wait."
                                    .formatted(text, VisibleText.capped(waiting.get(), 12)));
        };
    }

    private static StepResult unmounted(Action.Unmount unmount, Reply reply) {
        Optional<String> how = reply.of("unmounted", 2).map(l -> l.get(1)).findFirst();
        if (how.isPresent()) {
            return unmounted(VisibleText.capped(unmount.mountPoint(), 120), reply);
        }
        return new StepResult.Failed(
                "%s is still mounted; umount ended with status %s."
                        .formatted(
                                VisibleText.capped(unmount.mountPoint(), 120),
                                reply.of("left", 3)
                                        .map(l -> VisibleText.capped(l.get(2), 4))
                                        .findFirst()
                                        .orElse("unknown")));
    }

    private static StepResult removed(Action.RemoveLock lock, Reply reply) {
        String path = VisibleText.capped(lock.path(), 120);
        Optional<List<String>> held = reply.of("held", 3).findFirst();
        if (held.isPresent()) {
            return new StepResult.Refused(
                    "Nothing was done: %s pid %s holds %s."
                            .formatted(
                                    VisibleText.capped(held.get().get(2), 20),
                                    VisibleText.capped(held.get().get(1), 12),
                                    path));
        }
        Optional<String> why = reply.of("removed", 2).map(l -> l.get(1)).findFirst();
        if (why.isPresent()) {
            return new StepResult.Done(
                    "%s was removed: %s."
                            .formatted(
                                    path,
                                    why.get().equals("boot")
                                            ? "it was older than the start of the host"
                                            : "the process that it names does not run"));
        }
        return reply.of("absent", 1).findAny().isPresent()
                ? new StepResult.Done("There is no %s.".formatted(path))
                : new StepResult.Unknown("The host did not say whether it was removed.");
    }

    /// What was only detached goes on for who has something of it open.
    private static StepResult unmounted(String point, Reply reply) {
        Optional<String> still = reply.of("unmounted", 3).map(l -> l.get(2)).findFirst();
        if (still.isEmpty()) {
            return new StepResult.Done("%s is unmounted.".formatted(point));
        }
        String users =
                reply.of("user", 2)
                        .map(l -> "pid " + VisibleText.capped(l.get(1), 12))
                        .collect(Collectors.joining(", "));
        String left =
                "%s is detached, not unmounted: %s; it is gone when that ends"
                        .formatted(
                                point,
                                users.isEmpty()
                                        ? "who has something of it open keeps it"
                                        : users + (users.contains(",") ? " keep it" : " keeps it"));
        return new StepResult.Done("Nothing more can get stuck on " + point + ".", left);
    }

    /// What is known of a step that did not come to its end.
    static String soFar(Action action, Reply reply) {
        return switch (action) {
            case Action.Signal signal -> SignalJudge.soFar(signal, reply);
            case Action.Renew _ ->
                    reply.of("started", 2).findAny().isPresent()
                            ? "The renewal had begun; it may still run on the host."
                            : "The renewal had not begun.";
            case Action.Continue _,
                    Action.AbortFuse _,
                    Action.Unmount _,
                    Action.RemoveLock _,
                    Action.RemoveFolders _,
                    Action.Supervise _,
                    Action.Reload _ ->
                    reply.lines().isEmpty()
                            ? "Whether it began is not known."
                            : "It had begun; whether it came to its end is not known.";
        };
    }
}
