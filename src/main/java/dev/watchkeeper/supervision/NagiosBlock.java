package dev.watchkeeper.supervision;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The blocks of status.dat and objects.cache of which something is wanted, with the keys that are.
enum NagiosBlock {
    TIMEPERIOD(false, "timeperiod_name,ranges"),
    COMMAND(false, "command_name,command_line"),
    CONTACTGROUP(false, "contactgroup_name,members"),
    CONTACT(
            false,
            "contact_name,service_notification_period,host_notification_period,"
                    + "service_notification_options,host_notification_options,"
                    + "service_notification_commands,host_notification_commands,"
                    + "service_notifications_enabled,host_notifications_enabled"),
    HOST(
            false,
            "host_name,address,contacts,contact_groups,notification_period,notification_options,_"),
    SERVICE(
            false,
            "host_name,service_description,contacts,contact_groups,notification_period,"
                    + "notification_options,_"),
    HOSTESCALATION(false, "host_name,contacts,contact_groups"),
    SERVICEESCALATION(false, "host_name,service_description,contacts,contact_groups"),
    INFO(true, "created,version"),
    PROGRAMSTATUS(
            true,
            "nagios_pid,program_start,enable_notifications,active_service_checks_enabled,"
                    + "active_host_checks_enabled"),
    HOSTSTATUS(true, "host_name," + Keys.CHECK),
    SERVICESTATUS(true, "host_name,service_description," + Keys.CHECK),
    CONTACTSTATUS(
            true,
            "contact_name,service_notification_period,host_notification_period,"
                    + "service_notifications_enabled,host_notifications_enabled,"
                    + "last_service_notification,last_host_notification"),
    HOSTDOWNTIME(true, "host_name," + Keys.DOWNTIME),
    SERVICEDOWNTIME(true, "host_name,service_description," + Keys.DOWNTIME);

    private final boolean status;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> keys;

    NagiosBlock(boolean status, String keys) {
        this.status = status;
        this.keys = List.of(keys.split(",", -1));
    }

    private static final class Keys {
        static final String CHECK =
                "check_command,check_period,check_interval,has_been_checked,current_state,"
                        + "state_type,last_state_change,plugin_output,last_check,next_check,"
                        + "last_notification,notification_period,notifications_enabled,"
                        + "active_checks_enabled,passive_checks_enabled,"
                        + "problem_has_been_acknowledged,scheduled_downtime_depth";
        static final String DOWNTIME =
                "start_time,flex_downtime_start,end_time,fixed,duration,is_in_effect,author,comment";
    }

    /// As the files have it.
    String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    static Optional<NagiosBlock> labelled(String label) {
        return Arrays.stream(values()).filter(b -> b.label().equals(label)).findFirst();
    }

    /// The position of a key among the fields of a row.
    int index(String key) {
        int index = keys.indexOf(key);
        if (index < 0) {
            throw new IllegalArgumentException(this + " has no " + key);
        }
        return index;
    }

    int width() {
        return keys.size();
    }

    /// What the script is told to keep of a file.
    ///
    /// @param status of status.dat; otherwise of objects.cache
    static String wanted(boolean status) {
        return Arrays.stream(values())
                .filter(b -> b.status == status)
                .map(b -> b.label() + ":" + String.join(",", b.keys))
                .collect(Collectors.joining(" "));
    }
}
