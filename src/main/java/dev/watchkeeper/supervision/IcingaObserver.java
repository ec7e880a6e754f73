package dev.watchkeeper.supervision;

import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.supervision.SupervisionObservation.NotObserved;
import dev.watchkeeper.supervision.SupervisionObservation.Observed;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Asks an Icinga 2 by its API.
public final class IcingaObserver implements SupervisionObserver {
    private final ApiClient client;
    private final InstantSource clock;

    public IcingaObserver(ApiClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    @Override
    public SupervisionObservation observe(Supervision supervision, Fleet fleet, Duration limit) {
        Instant now = clock.instant();
        long start = System.nanoTime();
        var api = new IcingaApi(client.open("Icinga 2", supervision.web().orElseThrow(), limit));
        ApiReply<Map<String, JsonNode>> parts = api.status();
        Optional<SupervisionStatus> status = parts.content().map(p -> status(api, p, now));
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return status.<SupervisionObservation>map(s -> new Observed(supervision, now, took, s))
                .orElseGet(() ->
                        new NotObserved(
                                supervision, now, took, parts.fault().orElse("it is not known")));
    }

    private static SupervisionStatus status(
            IcingaApi api, Map<String, JsonNode> parts, Instant now) {
        List<String> notes = new ArrayList<>();
        JsonNode app = application(parts);
        Instant itsClock = clock(app, parts, now, notes);
        var people =
                new IcingaPeople(
                        api.objects("users", IcingaPeople.USER).or(List.of(), notes),
                        api.objects("notifications", IcingaPeople.NOTIFICATION)
                                .or(List.of(), notes),
                        api.objects("notificationcommands", IcingaPeople.COMMAND)
                                .or(List.of(), notes));
        List<IcingaObject> downtimes =
                api.objects("downtimes", IcingaChecks.DOWNTIME).or(List.of(), notes);
        List<Check> checks =
                new IcingaChecks(people, downtimes, itsClock)
                        .all(
                                api.objects("hosts", IcingaChecks.HOST).or(List.of(), notes),
                                api.objects("services", IcingaChecks.SERVICE).or(List.of(), notes));
        return new SupervisionStatus(
                itsClock,
                daemon(api, app, checks),
                checks(app),
                notifications(app, parts),
                checks,
                people.contacts(),
                Optional.empty(),
                notes);
    }

    /// Its one object, whatever its name.
    static JsonNode application(Map<String, JsonNode> parts) {
        JsonNode applications = part(parts, "IcingaApplication").path("icingaapplication");
        for (JsonNode application : applications) {
            return application;
        }
        return MissingNode.getInstance();
    }

    private static JsonNode part(Map<String, JsonNode> parts, String name) {
        return parts.getOrDefault(name, MissingNode.getInstance());
    }

    /// It sends no `Date`; when it started and for how long it has run together are its clock.
    private static Instant clock(
            JsonNode app, Map<String, JsonNode> parts, Instant now, List<String> notes) {
        Optional<Instant> started = IcingaObject.moment(app.path("program_start"));
        JsonNode uptime = part(parts, "CIB").path("uptime");
        if (started.isEmpty() || !uptime.isNumber()) {
            notes.add("it does not tell its time; its times are compared with the console's");
            return now;
        }
        return started.get().plus(PrometheusTime.seconds(uptime.asDouble()));
    }

    private static Daemon daemon(IcingaApi api, JsonNode app, List<Check> checks) {
        long pid = app.path("pid").asLong(0);
        return new Daemon(
                ApiText.at(app, "version"),
                pid > 0 ? OptionalLong.of(pid) : OptionalLong.empty(),
                Daemon.Life.RUNNING,
                IcingaObject.moment(app.path("program_start")),
                checks.stream()
                        .flatMap(c -> c.timing().last().stream())
                        .max(Comparator.naturalOrder()),
                ApiText.shown(api.session().access().url().toString()));
    }

    private static Switch checks(JsonNode app) {
        JsonNode hosts = app.path("enable_host_checks");
        JsonNode services = app.path("enable_service_checks");
        if (!hosts.isBoolean() || !services.isBoolean()) {
            return Switch.UNKNOWN;
        }
        return hosts.asBoolean() && services.asBoolean() ? Switch.ON : Switch.OFF;
    }

    /// Off too where the feature that sends them is not enabled.
    static Switch notifications(JsonNode app, Map<String, JsonNode> parts) {
        JsonNode flag = app.path("enable_notifications");
        JsonNode feature = part(parts, "NotificationComponent").path("notificationcomponent");
        if (!flag.isBoolean()) {
            return Switch.UNKNOWN;
        }
        boolean without = feature.isObject() && feature.isEmpty();
        return flag.asBoolean() && !without ? Switch.ON : Switch.OFF;
    }
}
