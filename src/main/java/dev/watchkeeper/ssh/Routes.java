package dev.watchkeeper.ssh;

import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.SshAccess;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the hops to a host, its jump hosts first: the fleet file's values win over the ssh
/// configuration's, and those over the defaults.
final class Routes {
    private static final int MAX_HOPS = 8;
    private static final Pattern JUMP =
            Pattern.compile("(?:ssh://)?(?:([^@]+)@)?(\\[[^]]+]|[^:\\[\\]]+)(?::(\\d{1,5}))?");

    private final Function<String, Optional<Host>> fleet;
    private final SshConfig config;
    private final SshSettings settings;

    Routes(Function<String, Optional<Host>> fleet, SshConfig config, SshSettings settings) {
        this.fleet = fleet;
        this.config = config;
        this.settings = settings;
    }

    /// The hops in the order in which they are connected to; the last is the host.
    List<Target> to(Host host) throws SshFault, InterruptedException {
        List<Target> backwards = new ArrayList<>();
        add(host.name(), host.ssh(), backwards, new LinkedHashSet<>());
        Collections.reverse(backwards);
        return List.copyOf(backwards);
    }

    private void add(String name, SshAccess access, List<Target> route, Set<String> seen)
            throws SshFault, InterruptedException {
        if (!seen.add(name) || seen.size() > MAX_HOPS) {
            throw SshFault.configuration("the jump hosts lead in a circle: " + seen);
        }
        SshConfigEntry entry = config.of(access.address());
        if (entry.fault().isPresent() && access.jump().isEmpty()) {
            throw SshFault.configuration(entry.fault().get());
        }
        route.add(target(name, access, entry));
        if (access.jump().isPresent()) {
            String jump = access.jump().get();
            Host host = fleet.apply(jump).orElse(null);
            if (host == null) {
                throw SshFault.configuration("the fleet has no host " + jump + " to jump through");
            }
            add(host.name(), host.ssh(), route, seen);
        } else if (entry.proxyJump().isPresent()) {
            addAll(entry.proxyJump().get(), route, seen);
        }
    }

    /// Adds the hops of a `ProxyJump` value. As with ssh(1), only the first, which is connected to
    /// directly, is asked for a jump host of its own.
    private void addAll(String proxyJump, List<Target> route, Set<String> seen)
            throws SshFault, InterruptedException {
        String[] jumps = proxyJump.split(",", -1);
        for (int i = jumps.length - 1; i > 0; i--) {
            SshAccess access = accessOf(jumps[i]);
            route.add(target(access.address(), access, config.of(access.address())));
        }
        SshAccess first = accessOf(jumps[0]);
        add(first.address(), first, route, seen);
    }

    private static SshAccess accessOf(String jump) throws SshFault {
        Matcher parts = JUMP.matcher(jump.strip());
        try {
            if (parts.matches()) {
                return new SshAccess(
                        parts.group(2).replaceAll("[\\[\\]]", ""),
                        Optional.ofNullable(parts.group(1)),
                        parts.group(3) == null
                                ? OptionalInt.empty()
                                : OptionalInt.of(Integer.parseInt(parts.group(3))),
                        Optional.empty(),
                        Optional.empty());
            }
        } catch (IllegalArgumentException e) {
            throw SshFault.configuration("the ProxyJump " + jump + ": " + e.getMessage());
        }
        throw SshFault.configuration("the ProxyJump " + jump + " cannot be read");
    }

    private Target target(String name, SshAccess access, SshConfigEntry entry) {
        List<Path> identities =
                access.identity()
                        .map(List::of)
                        .orElse(
                                entry.identities().isEmpty()
                                        ? settings.defaultIdentities()
                                        : entry.identities());
        return new Target(
                name,
                entry.hostName(),
                access.port().orElse(entry.port().orElse(22)),
                access.user().or(entry::user).orElse(settings.user()),
                identities,
                access.identity().isPresent(),
                access.identity().isPresent() || entry.identitiesOnly(),
                agentOf(entry),
                entry.hostKeyAlias(),
                entry.knownHosts());
    }

    private Optional<Path> agentOf(SshConfigEntry entry) {
        String agent = entry.agent().orElse("");
        return switch (agent) {
            case "", "SSH_AUTH_SOCK", "$SSH_AUTH_SOCK" -> settings.agent();
            case "none" -> Optional.empty();
            default -> agent.startsWith("$") ? settings.agent() : Optional.of(Path.of(agent));
        };
    }
}
