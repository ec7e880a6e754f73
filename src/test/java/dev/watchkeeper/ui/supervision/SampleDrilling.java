package dev.watchkeeper.ui.supervision;

import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.remedy.Drilling;
import dev.watchkeeper.supervision.DrillResult;
import dev.watchkeeper.supervision.DrillResult.Leg;
import dev.watchkeeper.ui.fx.FxGuard;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/// A drill whose legs end when the test says so; an interrupt ends it as a real one.
final class SampleDrilling implements Drilling {
    final LinkedBlockingQueue<Leg> legs = new LinkedBlockingQueue<>();
    final List<Boolean> pages = new CopyOnWriteArrayList<>();

    @Override
    public DrillResult run(Supervision supervision, boolean paging, Consumer<Leg> progress) {
        FxGuard.refuseOnFxThread("a drill");
        pages.add(paging);
        var ended = new ArrayList<Leg>();
        try {
            while (ended.isEmpty() || !ends(ended.getLast())) {
                ended.add(legs.take());
                progress.accept(ended.getLast());
            }
        } catch (InterruptedException e) {
            ended.add(
                    SampleStatus.leg(
                            DrillResult.Stage.NOTIFIED,
                            DrillResult.Verdict.UNKNOWN,
                            700,
                            "the drill was stopped"));
        }
        return new DrillResult(supervision.name(), "wk-1", SampleSupervision.NOW, paging, ended);
    }

    private static boolean ends(Leg leg) {
        return leg.stage() == DrillResult.Stage.RECEIVED || leg.verdict().isBad();
    }
}
