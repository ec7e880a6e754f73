package dev.watchkeeper.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

final class JobFoldersTest {
    @Test
    void aFolderIsWhereTheArgumentsOfAJobPointTo() {
        JobFolders folders = of("etcd --data-dir=/build/job42/etcd --listen :2379,/srv/ci/a/sock");

        assertThat(folders.contain("/build/job42")).isTrue();
        assertThat(folders.contain("/build/job42/mnt/vol")).isTrue();
        assertThat(folders.contain("/srv/ci/b")).isTrue();
        assertThat(folders.contain("/build/job421")).isFalse();
        assertThat(folders.contain("/build")).isFalse();
    }

    @Test
    void aHomeAsAWholeIsNoJob() {
        JobFolders folders = of("etcd --data-dir /home/ci/job42/etcd --log /home/ci/etcd.log");

        assertThat(folders.contain("/home/ci/job42/mnt")).isTrue();
        assertThat(folders.contain("/home/ci/music")).isFalse();
    }

    // fault 69
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "",
                "/etcd",
                "//etcd/data",
                "/build/../etc/ssl/x",
                "/build/job42/../../etc/x",
                "/build/./job42/x",
                "/usr/lib/etcd/data",
                "/var/lib/etcd/data",
                "/proc/1/root/build",
                "build/job42/etcd",
            })
    void whatIsNoFolderOfAJobNamesNone(String argument) {
        JobFolders folders = of("etcd --data-dir=" + argument + " " + argument);

        for (String path : List.of("/", "", "/etc", "/etc/ssl", "/build/job42", "/usr/lib/x")) {
            assertThat(folders.contain(path)).as(path).isFalse();
        }
    }

    // fault 69
    @ParameterizedTest
    @ValueSource(strings = {"/build/job42/../../etc", "/build/job42/", "/build/job42//x"})
    void aPathThatClimbsOutOfAFolderIsNotInIt(String path) {
        assertThat(of("etcd --data-dir=/build/job42/etcd").contain(path)).isFalse();
    }

    private static JobFolders of(String arguments) {
        return new JobFolders(List.of(Samples.process(7, 'S', "etcd", arguments)));
    }
}
