package dev.watchkeeper.automation;

import dev.watchkeeper.automation.ConfigTree.Statement;
import dev.watchkeeper.automation.ServerUse.Listen;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// What certificates an HAProxy configuration names: `crt` and `crt-list` of its `bind` lines. A
/// folder means each file in it; whether one is for a name, its SANs say, unless a list does.
final class HaproxyUses implements UseReader {
    @Override
    public List<ServerUse> read(ConfigTree tree, String program, String configuration) {
        var uses = new ArrayList<ServerUse>();
        for (String file : tree.filesOf(configuration)) {
            for (Statement s : tree.of(file)) {
                if (s.is("bind")) {
                    uses.addAll(bind(tree, program, configuration, s));
                }
            }
        }
        return uses;
    }

    private static List<ServerUse> bind(
            ConfigTree tree, String program, String configuration, Statement bind) {
        List<Listen> listens =
                Stream.of(bind.word(1).split(",", -1))
                        .map(a -> UseReader.listen(a, OptionalInt.empty()))
                        .toList();
        var uses = new ArrayList<ServerUse>();
        for (String file : tree.certificates(bind)) {
            if (isCertificate(file)) {
                uses.add(use(program, configuration, bind, listens, List.of(), file));
            }
        }
        for (int i = 2; i + 1 < bind.words().size(); i++) {
            if (bind.word(i).equals("crt") && bind.word(i + 1).contains("$")) {
                uses.add(use(program, configuration, bind, listens, List.of(), bind.word(i + 1)));
            } else if (bind.word(i).equals("crt-list")) {
                for (Statement entry : tree.of(bind.word(i + 1))) {
                    List<String> names =
                            entry.words().stream().skip(2).filter(n -> !n.startsWith("!")).toList();
                    uses.add(use(program, configuration, entry, listens, names, entry.word(1)));
                }
            }
        }
        return uses;
    }

    /// What lies beside certificates in their folder and is none, by its ending (HAProxy's `crt`).
    private static boolean isCertificate(String file) {
        String name = file.substring(file.lastIndexOf('/') + 1);
        return !name.startsWith(".") && !name.matches(".*\\.(issuer|ocsp|sctl|key|dh)");
    }

    private static ServerUse use(
            String program,
            String configuration,
            Statement at,
            List<Listen> listens,
            List<String> names,
            String file) {
        return new ServerUse(
                program, configuration, at.place(), listens, names, UseReader.source(file));
    }
}
