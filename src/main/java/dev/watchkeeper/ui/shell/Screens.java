package dev.watchkeeper.ui.shell;

import dev.watchkeeper.finding.FindingKey;
import dev.watchkeeper.monitor.Report;
import dev.watchkeeper.ui.activity.ActivityView;
import dev.watchkeeper.ui.automation.AutomationView;
import dev.watchkeeper.ui.certificates.CertificatesView;
import dev.watchkeeper.ui.findings.FindingsView;
import dev.watchkeeper.ui.findings.FixFlow;
import dev.watchkeeper.ui.fx.Ages;
import dev.watchkeeper.ui.fx.FxThread;
import dev.watchkeeper.ui.fx.Jobs;
import dev.watchkeeper.ui.fx.Overlay;
import dev.watchkeeper.ui.hosts.BuildersView;
import dev.watchkeeper.ui.overview.OverviewView;
import dev.watchkeeper.ui.supervision.DrillFlow;
import dev.watchkeeper.ui.supervision.SupervisionView;

import org.kordamp.ikonli.feather.Feather;

import java.util.List;
import java.util.function.Consumer;

/// The screens, made and joined to each other.
final class Screens {
    private static final int MOST_SUBJECTS = 20_000;

    private final Consumer<String> goTo;
    private final CertificatesView certificates;
    private final BuildersView builders;
    private final AutomationView automation;
    private final SupervisionView supervision;
    private final ActivityView activity;
    private final OverviewView overview;
    private final FindingsView findings;
    private final List<Screen> all;

    private Screens(
            Services services,
            Ages ages,
            Jobs jobs,
            Overlay overlay,
            FixFlow flow,
            Asking asking,
            Consumer<String> goTo) {
        this.goTo = goTo;
        Report first = services.engine().latest();
        findings = new FindingsView(ages, flow, overlay, first, asking::acceptKey, asking::again);
        certificates = new CertificatesView(ages, services.depth(), asking.background());
        builders = new BuildersView(ages, services.remedies(), first, this::openFinding);
        automation = new AutomationView(ages, first, this::openFinding, this::openHost);
        supervision =
                new SupervisionView(
                        ages,
                        services.remedies(),
                        services.history(),
                        asking.background(),
                        new DrillFlow(services.drilling(), overlay, jobs, ages, new FxThread()),
                        this::openFinding);
        activity = new ActivityView(ages, services.audit(), jobs, asking.background());
        overview =
                new OverviewView(
                        ages, services.headline(), first, goTo, this::openFinding, this::openHost);
        all = list();
    }

    static Screens create(
            Services services,
            Ages ages,
            Jobs jobs,
            Overlay overlay,
            FixFlow flow,
            Asking asking,
            Consumer<String> goTo) {
        return new Screens(services, ages, jobs, overlay, flow, asking, goTo);
    }

    private List<Screen> list() {
        return List.of(
                new Screen(
                        "overview",
                        "Overview",
                        Feather.GRID,
                        'o',
                        overview.node(),
                        r -> 0,
                        overview::report,
                        overview::filter),
                new Screen(
                        "findings",
                        "Findings",
                        Feather.ALERT_OCTAGON,
                        'f',
                        findings.node(),
                        Counts::findings,
                        findings::report,
                        findings::filter),
                new Screen(
                        "certificates",
                        "Certificates",
                        Feather.SHIELD,
                        'c',
                        certificates.node(),
                        Counts::certificates,
                        certificates::report,
                        certificates::filter),
                buildersScreen(),
                automationScreen(),
                supervisionScreen(),
                activityScreen());
    }

    private Screen buildersScreen() {
        return new Screen(
                "builders",
                "Builders",
                Feather.SERVER,
                'b',
                builders.node(),
                Counts::hosts,
                builders::report,
                builders::filter);
    }

    private Screen automationScreen() {
        return new Screen(
                "automation",
                "Automation",
                Feather.GIT_COMMIT,
                't',
                automation.node(),
                Counts::stuckRuns,
                automation::report,
                automation::filter);
    }

    private Screen supervisionScreen() {
        return new Screen(
                "supervision",
                "Supervision",
                Feather.EYE,
                's',
                supervision.node(),
                Counts::supervision,
                supervision::report,
                supervision::filter);
    }

    private Screen activityScreen() {
        return new Screen(
                "activity",
                "Activity",
                Feather.LIST,
                'a',
                activity.node(),
                r -> 0,
                r -> activity.refresh(),
                activity::filter);
    }

    List<Screen> all() {
        return all;
    }

    Screen byId(String id) {
        return all.stream().filter(s -> s.id().equals(id)).findFirst().orElse(all.getFirst());
    }

    void openFinding(FindingKey key) {
        goTo.accept("findings");
        findings.open(key);
    }

    void jobsChanged() {
        findings.jobsChanged();
    }

    /// Shows a tab of the builders: 0 health, 1 processes, 2 mounts.
    void openBuilders(int tab) {
        goTo.accept("builders");
        builders.openTab(tab);
    }

    /// Shows a tab of the automation: 0 runs, 1 schedules.
    void openAutomation(int tab) {
        goTo.accept("automation");
        automation.openTab(tab);
    }

    /// Shows a tab of the supervision: 0 the fleet against what is checked, 1 checks by hours.
    void openSupervision(int tab) {
        goTo.accept("supervision");
        supervision.openTab(tab);
    }

    /// Adds hosts and endpoints to the palette.
    void subjects(Report report, List<Palette.Entry> entries) {
        report.snapshot()
                .fleet()
                .hosts()
                .forEach(h ->
                        entries.add(new Palette.Entry(h.name(), "host", () -> openHost(h.name()))));
        report.snapshot().fleet().endpoints().stream()
                .limit(MOST_SUBJECTS)
                .forEach(e ->
                        entries.add(
                                new Palette.Entry(e.id(), "endpoint", () -> openEndpoint(e.id()))));
    }

    private void openHost(String name) {
        goTo.accept("builders");
        builders.open(name);
    }

    private void openEndpoint(String id) {
        goTo.accept("certificates");
        certificates.open(id);
    }
}
