package dev.watchkeeper.lab;

import dev.watchkeeper.host.LocalShell;
import dev.watchkeeper.inventory.DrillPolicy;
import dev.watchkeeper.inventory.Fleet;
import dev.watchkeeper.inventory.Host;
import dev.watchkeeper.inventory.Receipt;
import dev.watchkeeper.inventory.Supervision;
import dev.watchkeeper.inventory.SupervisionKind;
import dev.watchkeeper.inventory.Thresholds;
import dev.watchkeeper.supervision.NagiosCanary;
import dev.watchkeeper.supervision.NagiosObserver;
import dev.watchkeeper.supervision.SupervisionObservation.Observed;
import dev.watchkeeper.supervision.SupervisionStatus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A real Nagios Core 4 in a folder of its own, as user nagios, that writes its state each second.
final class LabNagios implements AutoCloseable {
    private static final String OBJECTS =
            """
            define command {
                command_name check_https
                command_line $USER1$/check_http -S -I $HOSTADDRESS$ -p $ARG1$ -C $ARG2$
            }
            define command {
                command_name check_port
                command_line $USER1$/check_tcp -H $HOSTADDRESS$ -p $ARG1$ -S
            }
            define command {
                command_name by-mail
                command_line /usr/bin/printf '%b' "$SERVICEOUTPUT$" | /usr/bin/no-such-mail $CONTACTEMAIL$
            }
            define contact {
                contact_name ops
                host_notification_period watchkeeper-always
                service_notification_period watchkeeper-always
                host_notification_options d
                service_notification_options c
                host_notification_commands by-mail
                service_notification_commands by-mail
            }
            define host {
                host_name proxy
                address 127.0.0.1
                check_command watchkeeper-nothing
                check_interval 3600
                max_check_attempts 1
                check_period watchkeeper-always
                notification_period watchkeeper-always
                contacts ops
            }
            define service {
                host_name proxy
                service_description port
                check_command check_port!1
                check_interval 3600
                max_check_attempts 1
                check_period watchkeeper-always
                notification_period watchkeeper-always
                contacts ops
            }
            define service {
                host_name proxy
                service_description expiry
                check_command check_https!1!30,14
                check_interval 3600
                max_check_attempts 1
                check_period watchkeeper-always
                notification_period watchkeeper-always
                contacts ops
            }
            """;

    private static final String CONFIGURATION =
            """
            log_file=@/var/nagios.log
            cfg_file=@/objects.cfg
            cfg_file=@/canary.cfg
            object_cache_file=@/var/objects.cache
            status_file=@/var/status.dat
            resource_file=@/resource.cfg
            command_file=@/rw/nagios.cmd
            check_external_commands=1
            lock_file=@/nagios.pid
            temp_file=@/tmp/nagios.tmp
            temp_path=@/tmp
            check_result_path=@/results
            state_retention_file=@/var/retention.dat
            query_socket=@/rw/nagios.qh
            log_rotation_method=n
            use_syslog=0
            interval_length=1
            status_update_interval=1
            check_for_updates=0
            illegal_macro_output_chars=`~$&|'"<>
            """;

    final Path folder;
    private final Process process;

    /// @param policy whose canary it gets
    LabNagios(Path parent, DrillPolicy policy) throws Exception {
        this(parent, NagiosCanary.objects(policy));
    }

    /// @param canary the canary's objects
    LabNagios(Path parent, String canary) throws Exception {
        LabFolder made = folder(parent);
        folder = made.path();
        made.folders("var", "rw", "tmp", "results");
        made.write("nagios.cfg", CONFIGURATION);
        made.write("objects.cfg", OBJECTS);
        made.write("resource.cfg", "$USER1$=/usr/lib/nagios/plugins\n$USER3$=a password\n");
        made.write("canary.cfg", canary);
        made.run("chown", "-R", "nagios:nagios", folder.toString());
        List<String> command = new ArrayList<>(List.of("setsid"));
        command.addAll(LabFolder.as("nagios", "nagios4", folder + "/nagios.cfg"));
        process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("said").toFile())
                        .start();
        await(s -> s.services().size() == 5);
    }

    private static LabFolder folder(Path parent) throws Exception {
        Files.setPosixFilePermissions(
                parent, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        return new LabFolder(Files.createDirectory(parent.resolve("nagios")), false);
    }

    /// Where the canary's notifications go, on this machine.
    static Receipt.File receipt(Path parent) {
        return new Receipt.File("watch1", parent + "/nagios/var/drill");
    }

    static DrillPolicy policy(Receipt receipt, Duration within) {
        return new DrillPolicy(
                DrillPolicy.CANARY,
                Optional.empty(),
                Duration.ofDays(7),
                within,
                false,
                Optional.of(receipt));
    }

    Supervision supervision(DrillPolicy policy) {
        return new Supervision(
                "nagios",
                SupervisionKind.NAGIOS,
                Optional.of("watch1"),
                Optional.empty(),
                List.of(),
                folder + "/nagios.cfg",
                List.of(),
                policy);
    }

    static Fleet fleet() {
        return new Fleet(List.of(), List.of(Host.of("watch1")), List.of(), Thresholds.DEFAULT);
    }

    static String nonce() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    Optional<SupervisionStatus> observe() {
        var observer =
                new NagiosObserver(new LocalShell("sh"), Clock.systemUTC(), LabNagios::nonce);
        return observer.observe(supervision(DrillPolicy.DEFAULT), fleet(), Duration.ofSeconds(30))
                        instanceof Observed seen
                ? Optional.of(seen.status())
                : Optional.empty();
    }

    /// Looks until it is so.
    SupervisionStatus await(Predicate<SupervisionStatus> so) throws Exception {
        List<SupervisionStatus> last = new ArrayList<>();
        LabProcesses.eventually(() -> {
            last.clear();
            observe().ifPresent(last::add);
            return !last.isEmpty() && so.test(last.getFirst());
        });
        return last.getFirst();
    }

    /// Hands a command to it, as an admin would.
    void command(String line) throws IOException {
        Files.writeString(
                folder.resolve("rw/nagios.cmd"),
                "[" + Clock.systemUTC().instant().getEpochSecond() + "] " + line + "\n",
                StandardOpenOption.WRITE);
    }

    void signal(String signal) throws Exception {
        RealSshd.execute(List.of("kill", "-" + signal, Long.toString(process.pid())));
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() throws IOException {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        // A stopped process takes no TERM.
        new ProcessBuilder("kill", "-CONT", Long.toString(process.pid())).start().onExit().join();
        process.destroy();
        process.onExit().completeOnTimeout(process, 5, TimeUnit.SECONDS).join();
        process.destroyForcibly();
        for (ProcessHandle one : all) {
            one.destroyForcibly();
            one.onExit().join();
        }
    }
}
