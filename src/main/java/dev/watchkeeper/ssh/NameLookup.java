package dev.watchkeeper.ssh;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Resolves names under a deadline. The system's resolver can neither be bounded nor interrupted,
/// so each name has at most one thread in it, a platform thread that nobody waits for longer than
/// it pleases.
final class NameLookup {
    private final Resolver resolver;
    private final ConcurrentHashMap<String, CompletableFuture<List<InetAddress>>> pending =
            new ConcurrentHashMap<>();
    private final Set<String> givenUp = ConcurrentHashMap.newKeySet();

    NameLookup(Resolver resolver) {
        this.resolver = resolver;
    }

    /// Returns the addresses of a name, or the address that the text is.
    List<InetAddress> resolve(String name, Operation operation)
            throws SshFault, InterruptedException {
        if (isLiteral(name)) {
            return List.of(addressOf(name));
        }
        try {
            return pending.computeIfAbsent(name, this::start)
                    .get(operation.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            givenUp.add(name);
            throw new SshFault(
                    SshOutcome.Reason.TIMED_OUT, "the name " + name + " was not resolved in time");
        } catch (InterruptedException e) {
            givenUp.add(name);
            throw e;
        } catch (ExecutionException e) {
            throw new SshFault(
                    Reachability.offlineOr(SshOutcome.Reason.NAME_NOT_RESOLVED),
                    "the name " + name + " cannot be resolved");
        }
    }

    private static InetAddress addressOf(String literal) throws SshFault {
        try {
            return InetAddress.ofLiteral(literal);
        } catch (IllegalArgumentException e) {
            throw new SshFault(
                    SshOutcome.Reason.NAME_NOT_RESOLVED, literal + " is neither address nor name");
        }
    }

    /// Lookups that somebody has given up and that have not returned.
    int abandoned() {
        givenUp.retainAll(pending.keySet());
        return givenUp.size();
    }

    private CompletableFuture<List<InetAddress>> start(String name) {
        var found = new CompletableFuture<List<InetAddress>>();
        Thread.ofPlatform()
                .daemon()
                .name("ssh-resolve")
                .start(() -> {
                    try {
                        found.complete(List.of(resolver.resolve(name)));
                    } catch (UnknownHostException | RuntimeException e) {
                        found.completeExceptionally(e);
                    } finally {
                        pending.remove(name, found);
                    }
                });
        return found;
    }

    private static boolean isLiteral(String name) {
        return name.indexOf(':') >= 0
                || name.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
    }

    /// The system's resolver, or one that a test stalls.
    interface Resolver {
        InetAddress[] resolve(String name) throws UnknownHostException;
    }
}
