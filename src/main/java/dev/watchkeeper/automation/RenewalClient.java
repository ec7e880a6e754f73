package dev.watchkeeper.automation;

import java.util.List;
import java.util.regex.Pattern;

/// A program on a host that renews certificates, with what its files tell of it.
public sealed interface RenewalClient {
    /// The program's name.
    String program();

    /// Where its settings are: a folder, a file, or the log of an own command.
    String place();

    List<Lineage> lineages();

    Activity activity();

    RenewalLock lock();

    /// `certbot in /etc/letsencrypt`.
    default String label() {
        return program() + " in " + place();
    }

    /// Whether a command line runs it.
    default boolean isStartedBy(String command) {
        return Pattern.compile(
                        "(?:^|[\\s/;&|(])" + Pattern.quote(program()) + "(?:-auto)?(?:\\s|$)")
                .matcher(command)
                .find();
    }

    /// certbot, in one configuration folder.
    ///
    /// @param hooks scripts that it runs for every renewal, by path
    record Certbot(
            String place,
            List<Lineage> lineages,
            Activity activity,
            RenewalLock lock,
            List<String> hooks)
            implements RenewalClient {
        public Certbot {
            lineages = List.copyOf(lineages);
            hooks = List.copyOf(hooks);
        }

        @Override
        public String program() {
            return "certbot";
        }
    }

    /// acme.sh, of one user.
    record AcmeSh(String place, List<Lineage> lineages, Activity activity)
            implements RenewalClient {
        public AcmeSh {
            lineages = List.copyOf(lineages);
        }

        @Override
        public String program() {
            return "acme.sh";
        }

        @Override
        public RenewalLock lock() {
            return new RenewalLock.None();
        }
    }

    /// lego, which keeps neither a log nor a lock.
    record Lego(String place, List<Lineage> lineages) implements RenewalClient {
        public Lego {
            lineages = List.copyOf(lineages);
        }

        @Override
        public String program() {
            return "lego";
        }

        @Override
        public Activity activity() {
            return Activity.unknown("lego keeps no log");
        }

        @Override
        public RenewalLock lock() {
            return new RenewalLock.None();
        }
    }

    /// dehydrated, with one configuration.
    record Dehydrated(String place, List<Lineage> lineages, RenewalLock lock)
            implements RenewalClient {
        public Dehydrated {
            lineages = List.copyOf(lineages);
        }

        @Override
        public String program() {
            return "dehydrated";
        }

        @Override
        public Activity activity() {
            return Activity.unknown("dehydrated keeps no log");
        }
    }

    /// A command of the fleet file with its log.
    ///
    /// @param program the base name of what is run
    /// @param renewal its name in the fleet file
    record OwnCommand(String program, String renewal, String place, Activity activity)
            implements RenewalClient {
        @Override
        public List<Lineage> lineages() {
            return List.of();
        }

        @Override
        public RenewalLock lock() {
            return new RenewalLock.None();
        }
    }
}
