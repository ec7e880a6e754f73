package dev.watchkeeper.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// The files of a large Nagios, as version 4.4.6 writes them: twenty services a host, with the long
/// output and the performance data of real plugins, 10 kB a service together.
final class LargeNagios {
    private static final int A_HOST = 20;
    private static final String CHECKED =
            """
            	modified_attributes=0
            	check_command=%s
            	check_period=24x7
            	notification_period=24x7
            	importance=0
            	check_interval=5.000000
            	retry_interval=1.000000
            	event_handler=
            	has_been_checked=1
            	should_be_scheduled=1
            	check_execution_time=0.003
            	check_latency=0.000
            	check_type=0
            	current_state=0
            	last_hard_state=0
            	last_event_id=0
            	current_event_id=1
            	current_problem_id=0
            	last_problem_id=1
            	current_attempt=1
            	max_attempts=3
            	state_type=1
            	last_state_change=1795933229
            	last_hard_state_change=1795933229
            	last_time_ok=1795933229
            	last_time_warning=0
            	last_time_unknown=0
            	last_time_critical=0
            	plugin_output=OK - Certificate 'www%d.example.org' will expire on Thu 01 Apr 2027 12:00:00 AM UTC.
            	long_plugin_output=%s
            	performance_data=%s
            	last_check=1795933234
            	next_check=1795933534
            	check_options=0
            	notified_on_unknown=0
            	notified_on_warning=0
            	notified_on_critical=0
            	current_notification_number=0
            	current_notification_id=0
            	last_notification=0
            	next_notification=0
            	no_more_notifications=0
            	notifications_enabled=1
            	active_checks_enabled=1
            	passive_checks_enabled=1
            	event_handler_enabled=1
            	problem_has_been_acknowledged=0
            	acknowledgement_type=0
            	flap_detection_enabled=1
            	process_performance_data=1
            	obsess=1
            	last_update=1795933499
            	is_flapping=0
            	percent_state_change=0.00
            	scheduled_downtime_depth=0
            	}

            """;
    private static final String OBJECT =
            """
            	check_period	24x7
            	check_command	%s
            	contact_groups	all
            	notification_period	24x7
            	initial_state	o
            	importance	0
            	check_interval	5.000000
            	retry_interval	1.000000
            	max_check_attempts	3
            	active_checks_enabled	1
            	passive_checks_enabled	1
            	obsess	1
            	event_handler_enabled	1
            	flap_detection_options	a
            	notification_options	a
            	notifications_enabled	1
            	notification_interval	30.000000
            	retain_status_information	1
            	notes	%s
            	}

            """;
    private final int services;

    LargeNagios(int services) {
        this.services = services;
    }

    /// Writes all that nagios.cfg names.
    ///
    /// @return bytes of status.dat and objects.cache together
    long write(Path folder) throws IOException {
        Files.writeString(
                folder.resolve("nagios.cfg"),
                """
                status_file=%1$s/status.dat
                object_cache_file=%1$s/objects.cache
                log_file=%1$s/nagios.log
                """
                        .formatted(folder));
        Files.writeString(folder.resolve("status.dat"), status());
        Files.writeString(folder.resolve("objects.cache"), objects());
        return Files.size(folder.resolve("status.dat"))
                + Files.size(folder.resolve("objects.cache"));
    }

    private String status() {
        String more = "a line of what the plugin has more to say\\n".repeat(120);
        String performance = "time=0.012s;1.0;5.0;0;10 size=4096B;;;0 ".repeat(40);
        var out = new StringBuilder("info {\n\tcreated=1795933499\n\tversion=4.4.6\n\t}\n\n");
        out.append("programstatus {\n\tnagios_pid=99999999\n\tenable_notifications=1\n");
        out.append("\tactive_service_checks_enabled=1\n\t}\n\n");
        for (int i = 0; i < services; i++) {
            if (i % A_HOST == 0) {
                out.append("hoststatus {\n\thost_name=www").append(i / A_HOST).append('\n');
                out.append(CHECKED.formatted("check-host-alive", i, "", ""));
            }
            out.append("servicestatus {\n\thost_name=www").append(i / A_HOST);
            out.append("\n\tservice_description=service ").append(i).append('\n');
            out.append(CHECKED.formatted(call(i), i, more, performance));
        }
        return out.append("contactstatus {\n\tcontact_name=ops\n\t}\n").toString();
    }

    private static String call(int i) {
        return i % 2 == 0 ? "check_https!443!30,14" : "check_nrpe!check_disk";
    }

    private String objects() {
        String notes = "what an admin should know of this service ".repeat(40);
        var out =
                new StringBuilder(
                        """
                        define command {
                        	command_name	check_https
                        	command_line	$USER1$/check_http -S -H $HOSTADDRESS$ -p $ARG1$ -C $ARG2$
                        	}

                        define command {
                        	command_name	check_nrpe
                        	command_line	$USER1$/check_nrpe -H $HOSTADDRESS$ -c $ARG1$
                        	}

                        define contactgroup {
                        	contactgroup_name	all
                        	members	ops
                        	}

                        """);
        for (int i = 0; i < services; i++) {
            if (i % A_HOST == 0) {
                out.append(
                        String.format(
                                Locale.ROOT,
                                "define host {\n\thost_name\twww%1$d\n\taddress\t127.0.%2$d.%3$d\n",
                                i / A_HOST,
                                i / A_HOST / 250,
                                i / A_HOST % 250 + 1));
                out.append(OBJECT.formatted("check-host-alive", notes));
            }
            out.append("define service {\n\thost_name\twww").append(i / A_HOST);
            out.append("\n\tservice_description\tservice ").append(i).append('\n');
            out.append(OBJECT.formatted(call(i), notes));
        }
        return out.toString();
    }
}
