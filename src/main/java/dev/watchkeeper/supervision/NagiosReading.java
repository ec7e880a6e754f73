package dev.watchkeeper.supervision;

import dev.watchkeeper.inventory.VisibleText;
import dev.watchkeeper.supervision.Daemon.Life;
import dev.watchkeeper.supervision.NagiosAnswer.FileState;
import dev.watchkeeper.supervision.NagiosAnswer.ProcessState;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What the answer of a host says of its Nagios, in the terms that all supervision systems share.
final class NagiosReading {
    private static final long SLOWEST_UNIT = 86_400;

    private final NagiosAnswer answer;
    private final String config;
    private final Instant now;

    /// @param config the path of nagios.cfg
    /// @param asked by the console's clock, which counts where the host named none
    NagiosReading(NagiosAnswer answer, String config, Instant asked) {
        this.answer = answer;
        this.config = VisibleText.of(config);
        this.now =
                answer.clock().isPresent()
                        ? Instant.ofEpochSecond(answer.clock().getAsLong())
                        : asked;
    }

    /// Why nothing can be said; empty where something can.
    Optional<String> refusal() {
        Optional<FileState> main = answer.file("config");
        if (main.isEmpty() || !main.get().state().equals("ok")) {
            return Optional.of(
                    main.map(f -> reason(f, config)).orElse(config + " was not looked at")
                            + "; 'config' in the fleet file says where it is");
        }
        Optional<FileState> status = answer.file("status");
        if (setting("status_file").isEmpty()) {
            return Optional.of(config + " has no status_file: there is nothing that could be read");
        }
        boolean unread =
                status.isPresent()
                        && !isGone(status.get())
                        && answer.only(NagiosBlock.INFO).isEmpty()
                        && answer.only(NagiosBlock.PROGRAMSTATUS).isEmpty();
        return unread ? status.map(NagiosReading::unread) : Optional.empty();
    }

    private static String unread(FileState file) {
        return file.state().equals("ok")
                ? path(file) + " is empty, or no status.dat of a Nagios"
                : reason(file, path(file));
    }

    private static boolean isGone(FileState file) {
        return file.state().equals("gone");
    }

    private static String path(FileState file) {
        return VisibleText.capped(file.path(), 500);
    }

    private static String reason(FileState file, String path) {
        return switch (file.state()) {
            case "gone" -> path + " is not on the host";
            case "odd" -> path + " is no file";
            case "unread", "sudo" -> path + " may not be read by this login" + group(file);
            default -> path + " could not be read";
        };
    }

    private static String group(FileState file) {
        String group = file.group();
        boolean helps = !group.isEmpty() && !group.equals("root") && !group.equals("UNKNOWN");
        String sudo = file.state().equals("sudo") ? ", and sudo -n cat of it was refused" : "";
        return helps ? sudo + ": add the login to group " + VisibleText.capped(group, 64) : sudo;
    }

    private String setting(String key) {
        return VisibleText.of(answer.setting(key));
    }

    /// @param cut after how many bytes the answer was cut; 0 for not at all
    SupervisionStatus status(int cut) {
        Optional<NagiosRow> program = answer.only(NagiosBlock.PROGRAMSTATUS);
        var commands = new NagiosCommands(answer);
        var log = new NagiosLog(answer.log());
        var people = new NagiosPeople(answer, commands, log);
        var checks = new NagiosChecks(answer, commands, people, log, now, unit());
        return new SupervisionStatus(
                now,
                daemon(program),
                program.map(p -> p.on("active_service_checks_enabled")).orElse(Switch.UNKNOWN),
                program.map(p -> p.on("enable_notifications")).orElse(Switch.UNKNOWN),
                checks.all(),
                people.contacts(),
                Optional.empty(),
                notes(cut));
    }

    private Duration unit() {
        OptionalLong seconds = NagiosRow.number(answer.setting("interval_length"), SLOWEST_UNIT);
        return Duration.ofSeconds(Math.max(1, seconds.orElse(60)));
    }

    private Daemon daemon(Optional<NagiosRow> program) {
        Optional<NagiosRow> written = answer.only(NagiosBlock.INFO);
        Optional<Instant> changed =
                answer.file("status")
                        .filter(f -> f.changed() > 0)
                        .map(f -> Instant.ofEpochSecond(f.changed()));
        Optional<Instant> writtenAt = written.flatMap(i -> i.moment("created")).or(() -> changed);
        Found process = process();
        return new Daemon(
                written.map(i -> i.text("version"))
                        .filter(v -> !v.isEmpty())
                        .map(v -> VisibleText.capped(v, 40))
                        .orElse(""),
                process.pid,
                process.life,
                program.flatMap(p -> p.moment("program_start")),
                writtenAt,
                setting("status_file"));
    }

    private record Found(OptionalLong pid, Life life) {}

    /// The process that status.dat names; where that one is gone, the one of the lock file: it was
    /// started again, and has not written since.
    private Found process() {
        Optional<ProcessState> named = answer.process("status");
        Life life = named.map(NagiosReading::life).orElse(Life.UNKNOWN);
        Optional<ProcessState> locked = answer.process("lock");
        if (life == Life.GONE || named.isEmpty()) {
            Life other = locked.map(NagiosReading::life).orElse(Life.UNKNOWN);
            boolean runs = other != Life.GONE && other != Life.UNKNOWN;
            if (runs || named.isEmpty()) {
                boolean never =
                        locked.isEmpty()
                                && answer.file("status").map(NagiosReading::isGone).orElse(false);
                return new Found(pid(locked), never ? Life.GONE : other);
            }
        }
        return new Found(pid(named), life);
    }

    private static OptionalLong pid(Optional<ProcessState> process) {
        return process.map(p -> OptionalLong.of(p.pid())).orElse(OptionalLong.empty());
    }

    private static Life life(ProcessState process) {
        if (process.state().equals("hidden")) {
            return Life.UNKNOWN;
        }
        // Another program may have got the number.
        boolean other = !process.name().matches("(nagios|naemon|icinga|shinken)\\S*");
        if (process.state().equals("gone") || other) {
            return Life.GONE;
        }
        return switch (process.state().substring(0, 1)) {
            case "T", "t" -> Life.STOPPED;
            case "D" -> Life.BLOCKED;
            case "Z", "X", "x" -> Life.GONE;
            default -> Life.RUNNING;
        };
    }

    private List<String> notes(int cut) {
        List<String> notes = new ArrayList<>();
        if (cut > 0) {
            notes.add(
                    "the answer was cut after %d MB: what came after that is not known"
                            .formatted(cut >> 20));
        } else if (!answer.ended()) {
            notes.add("the answer stopped before its end");
        }
        if (answer.malformed() > 0) {
            notes.add(answer.malformed() + " rows of the answer could not be read");
        }
        answer.file("status")
                .filter(NagiosReading::isGone)
                .ifPresent(f ->
                        notes.add(
                                path(f)
                                        + " is not on the host: Nagios has not run, or not been"
                                        + " able to write it"));
        objects().ifPresent(notes::add);
        answer.process("status")
                .filter(p -> p.state().equals("hidden"))
                .ifPresent(_ -> notes.add("processes of other users are hidden from this login"));
        return notes;
    }

    /// What is not known without objects.cache.
    private Optional<String> objects() {
        if (!answer.rows(NagiosBlock.COMMAND).isEmpty()) {
            return Optional.empty();
        }
        String lost = "; contacts and what the checks look at are not known";
        return Optional.of(
                answer.file("objects")
                        .filter(f -> !f.path().isEmpty())
                        .map(f ->
                                f.state().equals("ok")
                                        ? path(f) + " has no objects in it" + lost
                                        : reason(f, path(f)) + lost)
                        .orElse(config + " has no object_cache_file" + lost));
    }
}
