package dev.watchkeeper.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.Map;

final class FoldersTest {
    private static final Path HOME = Path.of("/home/jana doe");

    @Test
    void foldersWithBlanksAreTakenAsTheyAre() {
        var folders =
                Folders.ofUser(
                        Map.of(
                                "XDG_CONFIG_HOME", "/a b/c",
                                "XDG_DATA_HOME", "/a b/d",
                                "XDG_RUNTIME_DIR", "/run/user/1 0"),
                        HOME);
        assertThat(folders.config()).isEqualTo(Path.of("/a b/c/watchkeeper"));
        assertThat(folders.data()).isEqualTo(Path.of("/a b/d/watchkeeper"));
        assertThat(folders.runtime()).isEqualTo(Path.of("/run/user/1 0/watchkeeper"));
    }

    @Test
    void aRelativeFolderIsIgnoredAsTheSpecificationAsks() {
        var folders = Folders.ofUser(Map.of("XDG_CONFIG_HOME", "conf", "XDG_DATA_HOME", ""), HOME);
        assertThat(folders.config()).isEqualTo(HOME.resolve(".config/watchkeeper"));
        assertThat(folders.data()).isEqualTo(HOME.resolve(".local/share/watchkeeper"));
    }

    @Test
    void aHomeTheSystemDoesNotKnowIsTakenFromTheEnvironment() {
        assertThat(Folders.home("/home/a", Map.of("HOME", "/b"))).contains(Path.of("/home/a"));
        assertThat(Folders.home("?", Map.of("HOME", "/b"))).contains(Path.of("/b"));
        assertThat(Folders.home("?", Map.of())).isEmpty();
        assertThat(Folders.home("", Map.of("HOME", "relative"))).isEmpty();
    }
}
