package dev.watchkeeper.cli;

import picocli.CommandLine.IVersionProvider;

import java.util.Optional;

/// The version that the jar's manifest names.
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version =
                Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                        .orElse("(not packaged)");
        return new String[] {"watchkeeper " + version};
    }
}
