package dev.watchkeeper.inventory;

import java.time.Duration;
import java.util.Map;

/// When a host's processes, mounts and clock are noticed.
///
/// @param stuckAfter a process without progress for this long, over two samples, is stuck
/// @param mountAnswer a mount that has not answered statfs for this long does not answer
/// @param pileUp more processes of one name than this are a pile-up
/// @param pileUpByName in place of `pileUp` for a `comm`
/// @param clockOffset the greatest difference of clocks that is not noticed
/// @param leftoverAfter a process named in a host's `leftovers` that is older than this is left
///   over
public record HostThresholds(
        Duration stuckAfter,
        Duration mountAnswer,
        int pileUp,
        Map<String, Integer> pileUpByName,
        Duration clockOffset,
        Duration leftoverAfter) {
    public static final HostThresholds DEFAULT =
            new HostThresholds(
                    Duration.ofMinutes(2),
                    Duration.ofSeconds(1),
                    20,
                    Map.of("ansible-playbook", 3, "df", 3, "ssh", 10, "certbot", 2),
                    Duration.ofSeconds(30),
                    Duration.ofHours(1));

    public HostThresholds {
        pileUpByName = Map.copyOf(pileUpByName);
    }

    /// The most processes of this `comm` that are no pile-up. proc(5) cuts `comm` to 15 bytes; so
    /// does this look-up.
    public int pileUpOf(String comm) {
        return pileUpByName.entrySet().stream()
                .filter(e -> cut(e.getKey()).equals(comm))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(pileUp);
    }

    private static String cut(String name) {
        return name.length() > 15 ? name.substring(0, 15) : name;
    }
}
