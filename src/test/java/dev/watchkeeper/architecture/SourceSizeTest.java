package dev.watchkeeper.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import javax.tools.ToolProvider;

/// Files and methods stay small enough to be read at once.
final class SourceSizeTest {
    private static final int MOST_LINES_OF_A_FILE = 300;
    private static final int MOST_LINES_OF_A_METHOD = 40;
    private static final int MOST_LINES_OF_A_STYLE_SHEET = 150;

    @Test
    void noFileIsLongerThanThreeHundredLines() throws IOException {
        assertThat(longerThan(MOST_LINES_OF_A_FILE, sources("src", ".java")))
                .as("a type of its own wants out")
                .isEmpty();
    }

    @Test
    void noStyleSheetIsLongerThanAHundredAndFiftyLines() throws IOException {
        assertThat(longerThan(MOST_LINES_OF_A_STYLE_SHEET, sources("src", ".css"))).isEmpty();
    }

    @Test
    void noMethodIsLongerThanFortyLines() throws IOException {
        List<String> found = new ArrayList<>();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            var units = files.getJavaFileObjectsFromPaths(sources("src", ".java"));
            var task = (JavacTask) compiler.getTask(null, files, null, null, null, units);
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new LongMethods(unit, positions, found).scan(unit, null);
            }
        }

        assertThat(found).as("a method of its own wants out").isEmpty();
    }

    @Test
    void everyPackageSaysWhatItOwns() throws IOException {
        List<Path> silent =
                sources("src/main/java", ".java").stream()
                        .map(Path::getParent)
                        .distinct()
                        .filter(folder -> !saysWhatItOwns(folder.resolve("package-info.java")))
                        .toList();

        assertThat(silent).as("packages without a @NullMarked package-info.java").isEmpty();
    }

    private static boolean saysWhatItOwns(Path info) {
        try {
            String text = Files.exists(info) ? Files.readString(info) : "";
            return text.startsWith("///") && text.contains("NullMarked");
        } catch (IOException e) {
            throw new AssertionError(info.toString(), e);
        }
    }

    private static List<String> longerThan(int most, List<Path> files) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files) {
            int lines = Files.readAllLines(file).size();
            if (lines > most) {
                found.add(file + ": " + lines);
            }
        }
        return found;
    }

    private static List<Path> sources(String folder, String ending) throws IOException {
        try (var files = Files.walk(Path.of(folder))) {
            return files.filter(f -> f.toString().endsWith(ending)).toList();
        }
    }

    private static final class LongMethods extends TreePathScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<String> found;

        LongMethods(CompilationUnitTree unit, SourcePositions positions, List<String> found) {
            this.unit = unit;
            this.positions = positions;
            this.found = found;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            long start = line(positions.getStartPosition(unit, method));
            long lines = line(positions.getEndPosition(unit, method)) - start + 1;
            if (lines > MOST_LINES_OF_A_METHOD) {
                String file = unit.getSourceFile().getName();
                found.add(file + ":" + start + ": " + method.getName() + " has " + lines);
            }
            return super.visitMethod(method, null);
        }

        private long line(long position) {
            return position < 0 ? 0 : unit.getLineMap().getLineNumber(position);
        }
    }
}
