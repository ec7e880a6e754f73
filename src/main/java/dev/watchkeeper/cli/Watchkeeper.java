package dev.watchkeeper.cli;

import dev.watchkeeper.inventory.VisibleText;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

/// The command line as a whole.
@Command(
        name = "watchkeeper",
        description = "Operations console for TLS certificates and build hosts.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        footer = "Without a command, opens the window.")
public final class Watchkeeper implements Callable<Integer> {
    /// Bad usage and what cannot be found out are the same to whoever calls a check.
    private static final int UNKNOWN = 3;

    private static final Logger LOG = LoggerFactory.getLogger(Watchkeeper.class);

    private final Desks desks;
    private final Terminal terminal;

    @Option(
            names = "--fleet",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "The fleet file, in place of the one in the configuration folder.")
    private Optional<Path> fleet = Optional.empty();

    private Watchkeeper(Desks desks, Terminal terminal) {
        this.desks = desks;
        this.terminal = terminal;
    }

    /// Runs a command line.
    ///
    /// @return the exit status
    public static int run(Desks desks, Terminal terminal, String... arguments) {
        int status = commandLine(desks, terminal).execute(arguments);
        terminal.out().flush();
        terminal.err().flush();
        return status;
    }

    private static CommandLine commandLine(Desks desks, Terminal terminal) {
        var root = new Watchkeeper(desks, terminal);
        var own = new Opened(() -> desks.open(root.fleet), () -> desks.openAnyway(root.fleet));
        var demo = new Opened(desks::openDemo, desks::openDemo);
        var line = new CommandLine(root);
        addCommon(line, own, terminal);
        line.addSubcommand(new ProbeCommand(own, terminal))
                .addSubcommand(new CompareCommand(own, terminal))
                .addSubcommand(new JudgeCommand(terminal))
                .addSubcommand(new InspectCommand(own, terminal))
                .addSubcommand(new WatchCommand(() -> desks.watch(root.fleet), terminal))
                .addSubcommand(new SudoersCommand(own, terminal))
                .addSubcommand(
                        new CommandLine(new HostsCommand())
                                .addSubcommand(new HostsCommand.Accept(own, terminal)));
        var demoLine = new CommandLine(new DemoCommand(desks, demo, terminal));
        addCommon(demoLine, demo, terminal);
        return configured(line.addSubcommand(demoLine), terminal);
    }

    /// What works on the user's fleet and on a demo alike.
    private static void addCommon(CommandLine line, Opened opened, Terminal terminal) {
        line.addSubcommand(new CheckCommand(opened, terminal))
                .addSubcommand(new FindingsCommand(opened, terminal))
                .addSubcommand(new PlanCommand(opened, terminal))
                .addSubcommand(new FixCommand(opened, terminal))
                .addSubcommand(new SupervisionCommand(opened, terminal))
                .addSubcommand(new DrillCommand(opened, terminal))
                .addSubcommand(new RunsCommand(opened, terminal))
                .addSubcommand(new AttachCommand(opened, terminal))
                .addSubcommand(new MuteCommand.Ack(opened, terminal))
                .addSubcommand(new MuteCommand.Silence(opened, terminal))
                .addSubcommand(new MutesCommand(opened, terminal))
                .addSubcommand(new MutesCommand.Unmute(opened, terminal))
                .addSubcommand(
                        new CommandLine(new AuditCommand())
                                .addSubcommand(new AuditCommand.Verify(opened, terminal)));
    }

    private static CommandLine configured(CommandLine line, Terminal terminal) {
        return line.setOut(terminal.out())
                .setErr(terminal.err())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((e, _) -> misused(e, terminal))
                .setExecutionExceptionHandler((e, _, _) -> failed(e, terminal));
    }

    private static int misused(CommandLine.ParameterException e, Terminal terminal) {
        terminal.err().println("watchkeeper: " + Plain.of(String.valueOf(e.getMessage())));
        CommandLine.UnmatchedArgumentException.printSuggestions(e, terminal.err());
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        terminal.err().println("Try '" + command + " --help'.");
        return UNKNOWN;
    }

    private static int failed(Exception e, Terminal terminal) {
        terminal.out().flush();
        if (e instanceof CliFailure) {
            terminal.err()
                    .println("watchkeeper: " + VisibleText.lines(String.valueOf(e.getMessage())));
        } else {
            LOG.error("a command failed", e);
            terminal.err()
                    .println("watchkeeper: a fault of this program: " + Plain.of(e.toString()));
        }
        return UNKNOWN;
    }

    @Override
    public Integer call() {
        Optional<Integer> status = desks.window(fleet);
        if (status.isPresent()) {
            return status.get();
        }
        terminal.line("There is no display; this is what the window would show:");
        var own = new Opened(() -> desks.open(fleet), () -> desks.openAnyway(fleet));
        return new CheckCommand(own, terminal).call();
    }
}
