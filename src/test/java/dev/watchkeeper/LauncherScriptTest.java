package dev.watchkeeper;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The start script, in every shell of this machine that may be `/bin/sh` somewhere. The Java that
/// it finds is a script that prints its arguments.
final class LauncherScriptTest {
    private static final String ECHO = "#!/bin/sh\nprintf '%s\\n' \"$0\" \"$@\"\n";

    @TempDir private Path folder;
    private Path home;
    private Path script;

    @BeforeEach
    void unpackIntoAFolderWithBlanks() throws IOException {
        home =
                Files.createDirectories(folder.toRealPath().resolve("a folder"))
                        .resolve("it's mine");
        script = Files.createDirectories(home.resolve("bin")).resolve("watchkeeper");
        Path lib = Files.createDirectories(home.resolve("lib"));
        for (String name : List.of("b.jar", "B.jar", "a-1.jar", "a.1.jar", "notes.txt")) {
            Files.createFile(lib.resolve(name));
        }
        Files.copy(Path.of("packaging/watchkeeper.sh"), script);
    }

    static Stream<List<String>> shells() {
        return Stream.of(
                        List.of("/bin/sh"),
                        List.of("/bin/dash"),
                        List.of("/bin/bash"),
                        List.of("/bin/busybox", "ash"))
                .filter(shell -> Files.isExecutable(Path.of(shell.getFirst())));
    }

    /// Busybox brings its own sed, whatever the path says.
    static Stream<List<String>> shellsWithoutTools() {
        return shells().filter(shell -> shell.size() == 1);
    }

    @ParameterizedTest
    @MethodSource("shells")
    void startsTheRuntimeBesideItAndHandsOnEachArgument(List<String> shell) throws Exception {
        Path java = java(home.resolve("runtime"), "25.0.3");

        Run run = run(shell, script, Map.of(), "check", "a b", "*", "");

        assertThat(run.lines())
                .startsWith(java.toString())
                .containsSequence("-cp", classPath(), "dev.watchkeeper.app.Launcher")
                .endsWith("check", "a b", "*", "");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void findsItsFolderThroughLinks(List<String> shell) throws Exception {
        java(home.resolve("runtime"), "25");
        Path absolute = Files.createSymbolicLink(folder.resolve("absolute"), script);
        Path links = Files.createDirectories(folder.resolve("links"));
        Path relative = links.resolve("relative");
        Files.createSymbolicLink(relative, Path.of("..").resolve(absolute.getFileName()));

        assertThat(run(shell, relative, Map.of()).lines()).contains(classPath());
    }

    @ParameterizedTest
    @MethodSource("shells")
    void isNotMisledByTheFoldersThatCdSearches(List<String> shell) throws Exception {
        java(home.resolve("runtime"), "25");
        Path decoy = Files.createDirectories(folder.resolve("decoy/bin")).getParent();

        Run run = run(shell, Path.of("bin/watchkeeper"), Map.of("CDPATH", decoy.toString()));

        assertThat(run.lines()).contains(classPath());
    }

    @ParameterizedTest
    @MethodSource("shells")
    void passesOverAJavaThatIsTooOld(List<String> shell) throws Exception {
        Path old = java(folder.resolve("old"), "17.0.1").getParent().getParent();
        Path ancient = java(folder.resolve("ancient"), "1.8.0_402").getParent().getParent();
        Path named = java(folder.resolve("new one"), "26-ea");

        Run run =
                run(
                        shell,
                        script,
                        Map.of(
                                "WATCHKEEPER_JAVA_HOME",
                                ancient.toString(),
                                "JAVA_HOME",
                                old.toString(),
                                "PATH",
                                named.getParent() + ":" + System.getenv("PATH")));

        assertThat(run.lines()).startsWith(named.toString());
    }

    @ParameterizedTest
    @MethodSource("shells")
    void usesWhatJavaLearnedWhereThatIsBesideIt(List<String> shell) throws Exception {
        java(home.resolve("runtime"), "25");
        assertThat(run(shell, script, Map.of()).lines())
                .noneMatch(line -> line.startsWith("-XX:AOTCache"));
        Files.createFile(home.resolve("watchkeeper.aot"));

        Run run = run(shell, script, Map.of(), "check");

        assertThat(run.lines())
                .containsSequence(
                        "-XX:AOTCache=" + home + "/watchkeeper.aot",
                        "dev.watchkeeper.app.Launcher",
                        "check");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void splitsOptionsAtBlanksAndExpandsNoPatternInThem(List<String> shell) throws Exception {
        java(home.resolve("runtime"), "25");

        Run run = run(shell, script, Map.of("WATCHKEEPER_JAVA_OPTIONS", "-Xmx64m b*"));

        assertThat(run.lines()).containsSequence("-Xmx64m", "b*");
    }

    @ParameterizedTest
    @MethodSource("shellsWithoutTools")
    void saysWhatItNeedsWhereThereIsNoJava(List<String> shell) throws Exception {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        // Without sed no release can be read, so that no Java of this machine counts.
        Files.createSymbolicLink(tools.resolve("dirname"), Path.of("/usr/bin/dirname"));

        Run run = run(shell, script, Map.of("PATH", tools.toString()));

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.lines())
                .singleElement()
                .asString()
                .startsWith("watchkeeper: needs Java 25 or newer and found none.");
    }

    /// In the order of the bytes of the names, in every locale.
    private String classPath() {
        return Stream.of("B.jar", "a-1.jar", "a.1.jar", "b.jar")
                .map(name -> home + "/lib/" + name)
                .collect(Collectors.joining(":"));
    }

    private static Path java(Path home, String version) throws IOException {
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, ECHO);
        assertThat(java.toFile().setExecutable(true)).isTrue();
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return java;
    }

    private Run run(
            List<String> shell, Path script, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(shell);
        command.add(script.toString());
        command.addAll(List.of(arguments));
        Path printed = folder.resolve("printed");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(home.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(printed.toFile());
        builder.environment().keySet().removeAll(List.of("JAVA_HOME", "HOME", "CDPATH"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), Files.readAllLines(printed));
    }

    private record Run(int status, List<String> lines) {}
}
