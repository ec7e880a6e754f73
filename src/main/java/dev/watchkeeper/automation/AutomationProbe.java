package dev.watchkeeper.automation;

import dev.watchkeeper.automation.AutomationObservation.NotObserved;
import dev.watchkeeper.automation.AutomationObservation.Observed;
import dev.watchkeeper.host.RenewalProbe;
import dev.watchkeeper.host.RenewalReading;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Renewal;

import java.time.Duration;
import java.util.List;

/// Asks hosts of their renewals, and makes sense of what their files say.
public final class AutomationProbe implements AutomationObserver {
    private final RenewalProbe probe;

    public AutomationProbe(RenewalProbe probe) {
        this.probe = probe;
    }

    @Override
    public AutomationObservation observe(Host host, Fleet fleet, Duration limit) {
        List<Renewal> here =
                fleet.renewals().stream().filter(r -> r.host().equals(host.name())).toList();
        return switch (probe.observe(host, here, limit)) {
            case RenewalReading.Read(var h, var at, var took, var files) ->
                    new Observed(h, at, took, AutomationReader.read(files, here));
            case RenewalReading.NotRead(var h, var at, var took, var text) ->
                    new NotObserved(h, at, took, text);
        };
    }
}
