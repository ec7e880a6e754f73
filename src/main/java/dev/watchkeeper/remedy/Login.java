package dev.watchkeeper.remedy;

import dev.watchkeeper.host.RemoteProcess;
import dev.watchkeeper.inventory.Host;

import java.util.ArrayList;
import java.util.List;

/// As whom commands run on a host.
record Login(Host host) {
    /// For showing: the login name, and whether sudo is used.
    String shown() {
        return name() + (usesSudo() ? ", via sudo -n where root is needed" : "");
    }

    String shown(boolean sudo) {
        return name() + (sudo ? ", via sudo -n" : "");
    }

    List<String> asRoot(String... words) {
        return prefixed(usesSudo(), words);
    }

    /// With sudo where the process is another user's.
    List<String> over(RemoteProcess process, String... words) {
        return prefixed(usesSudo() && !process.user().equals(name()), words);
    }

    static boolean isRoot(Host host) {
        return host.ssh().user().filter("root"::equals).isPresent();
    }

    private boolean usesSudo() {
        return host.sudo() && !name().equals("root");
    }

    private String name() {
        return host.ssh().user().orElse("the user of the ssh configuration");
    }

    static List<String> prefixed(boolean sudo, String... words) {
        var all = new ArrayList<>(sudo ? List.of("sudo", "-n") : List.<String>of());
        all.addAll(List.of(words));
        return all;
    }
}
