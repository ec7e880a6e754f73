package dev.watchkeeper.remedy;

import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.remedy.Commands.Frame;
import dev.watchkeeper.ssh.RemoteCommand;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What a remedy sends to the host of a supervision: four POSIX sh scripts, framed as those of
/// [Commands] are.
///
/// | first line | words after `sh -s --` |
/// |---|---|
/// | `# watchkeeper install 1` | NONCE SUDO KIND CONFIG SLUG TEXT {OBJECT}… |
/// | `# watchkeeper settle 1` | NONCE SUDO KIND CONFIG SLUG `keep` or `back` |
/// | `# watchkeeper restart 1` | NONCE SUDO KIND CONFIG {WORD}… |
/// | `# watchkeeper switch-on 1` | NONCE SUDO CONFIG {COMMAND}… |
///
/// KIND is the label of a [dev.watchkeeper.inventory.SupervisionKind]; OBJECT is `HOST/SERVICE`;
/// WORDs are the fleet file's own command, none where the service manager is asked.
///
/// Lines of `install`: `wrote PATH`, `verified`, `reloaded PID`, of Nagios `seen`; `taken-back`
/// where what was written is not there any more. Of `settle`: `kept` or `taken-back`. Of `restart`:
/// `restarted STATUS`, then `running PID`; where nothing runs then, `restarted STATUS` again, and
/// in the end `silent`. Of `switch-on`: `sent COMMAND`.
///
/// `refused - WHY`: `config`, `no-folder`, `link`, `no-daemon`, `no-binary`, `verify`, `unseen`,
/// `no-unit`, `no-reader`, or as of the others.
final class SupervisionCommands {
    private static final Set<String> ADDING = Set.of("install", "settle");

    private SupervisionCommands() {}

    static RemoteCommand of(Frame frame, SupervisionWork work) {
        Supervision supervision = work.supervision();
        var words = new ArrayList<>(List.of(frame.nonce(), frame.sudo()));
        return switch (work) {
            case SupervisionWork.Install(_, var slug, var text, var objects) -> {
                words.addAll(List.of(supervision.kind().label(), supervision.config(), slug, text));
                words.addAll(objects);
                yield script("install", words);
            }
            case SupervisionWork.Settle(_, var slug, var keep) -> {
                words.addAll(List.of(supervision.kind().label(), supervision.config(), slug));
                words.add(keep ? "keep" : "back");
                yield script("settle", words);
            }
            case SupervisionWork.Restart _ -> {
                words.addAll(List.of(supervision.kind().label(), supervision.config()));
                words.addAll(supervision.restart());
                yield script("restart", words);
            }
            case SupervisionWork.SwitchOn(_, var commands) -> {
                words.add(supervision.config());
                words.addAll(commands);
                yield script("switch-on", words);
            }
            case SupervisionWork.Drill _ ->
                    throw new IllegalArgumentException("a drill is run by the console");
        };
    }

    private static List<String> parts(String name) {
        return ADDING.contains(name)
                ? List.of("common", "process", "supervision", "added", name)
                : List.of("common", "process", "supervision", name);
    }

    private static RemoteCommand script(String name, List<String> words) {
        return RemoteCommand.script(
                Commands.text("# watchkeeper " + name + " 1\n", parts(name)),
                words.toArray(String[]::new));
    }
}
