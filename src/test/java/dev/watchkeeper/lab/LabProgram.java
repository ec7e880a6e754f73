package dev.watchkeeper.lab;

import dev.watchkeeper.app.Launcher;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The program as a jar with a cache of its classes, as it is installed: the labs start it some
/// hundred times, and half of each start would else be the loading of classes.
final class LabProgram {
    /// The virtual machine's options up to the class path.
    static final List<String> OPTIONS = options();

    private LabProgram() {}

    private static List<String> options() {
        try {
            Path folder = Files.createTempDirectory("lab-program");
            Path jar = folder.resolve("watchkeeper.jar");
            Path cache = folder.resolve("classes.aot");
            pack(Path.of("target/classes"), jar);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(jar, cache, folder)));
            var common =
                    List.of(
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-Djava.awt.headless=true",
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            classPath(jar));
            train(folder, cache, common);
            var options = new ArrayList<>(List.of("-XX:AOTCache=" + cache, "-Xlog:aot*=off"));
            options.addAll(common);
            return List.copyOf(options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void train(Path folder, Path cache, List<String> common)
            throws IOException, InterruptedException {
        Path fleet =
                Files.writeString(
                        folder.resolve("fleet.yaml"),
                        """
                        endpoints: [{name: localhost, port: 1}]
                        hosts: [{name: nobody, address: 127.0.0.1, port: 1}]
                        """);
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:AOTCacheOutput=" + cache,
                                "-Duser.home=" + folder));
        command.addAll(common);
        command.addAll(
                List.of(Launcher.class.getName(), "--fleet", fleet.toString(), "check", "--json"));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        for (String name : List.of("CONFIG_HOME", "DATA_HOME", "STATE_HOME", "RUNTIME_DIR")) {
            builder.environment().put("XDG_" + name, folder.resolve(name).toString());
        }
        Process process = builder.start();
        process.getInputStream().readAllBytes();
        process.waitFor();
    }

    /// A cache takes no folders of classes.
    private static String classPath(Path jar) {
        return Stream.concat(
                        Stream.of(jar.toString()),
                        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                                .filter(p -> p.endsWith(".jar")))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                var files = Files.walk(classes)) {
            // Migrations are looked for by their folder.
            for (Path file : files.skip(1).sorted().toList()) {
                boolean folder = Files.isDirectory(file);
                out.putNextEntry(new JarEntry(classes.relativize(file) + (folder ? "/" : "")));
                if (!folder) {
                    Files.copy(file, out);
                }
                out.closeEntry();
            }
        }
    }

    private static void delete(Path... paths) {
        try (var all = Files.walk(paths[paths.length - 1])) {
            all.sorted(java.util.Comparator.reverseOrder()).forEach(p -> p.toFile().delete());
        } catch (IOException _) {
            // A folder for temporary files is emptied by the system.
        }
    }
}
