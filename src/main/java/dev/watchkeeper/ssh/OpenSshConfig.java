package dev.watchkeeper.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/// Asks `ssh -G`, which knows Include, Match and everything else, for two seconds at most; answers
/// are kept for some minutes, because each costs a process. Without an `ssh`, or when it does not
/// answer (a `Match exec` may hang), the file is read by [SshConfigReader].
final class OpenSshConfig implements SshConfig {
    private static final long LIMIT_SECONDS = 2;
    private static final long KEPT_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final int MAX_BYTES = 1 << 18;

    private final Optional<Path> ssh;
    private final Optional<Path> file;
    private final Path home;
    private final ConcurrentHashMap<String, Answer> answers = new ConcurrentHashMap<>();

    /// @param ssh the program; empty for none
    /// @param file the configuration instead of the user's and the system's
    OpenSshConfig(Optional<Path> ssh, Optional<Path> file, Path home) {
        this.ssh = ssh;
        this.file = file;
        this.home = home;
    }

    @Override
    public SshConfigEntry of(String alias) throws InterruptedException {
        Answer known = answers.get(alias);
        if (known != null && System.nanoTime() - known.at < KEPT_NANOS) {
            return known.entry;
        }
        SshConfigEntry entry = ssh.isPresent() ? ask(ssh.get(), alias) : read(alias);
        // A fault is asked about again: the user may be mending it.
        if (entry.fault().isEmpty()) {
            answers.put(alias, new Answer(entry, System.nanoTime()));
        }
        return entry;
    }

    private SshConfigEntry read(String alias) {
        return new SshConfigReader(home, alias).read(file.orElse(home.resolve(".ssh/config")));
    }

    private SshConfigEntry ask(Path program, String alias) throws InterruptedException {
        List<String> words = new ArrayList<>(List.of(program.toString(), "-G"));
        file.ifPresent(f -> words.addAll(List.of("-F", f.toString())));
        words.addAll(List.of("--", alias));
        try {
            Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
            try {
                process.getOutputStream().close();
                return answerOf(process, alias);
            } finally {
                // What a Match exec has started holds the pipe open, and with it the reader.
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return read(alias);
        }
    }

    private SshConfigEntry answerOf(Process process, String alias) throws InterruptedException {
        var text = new FutureTask<>(() -> textOf(process.getInputStream()));
        Thread.ofVirtual().name("ssh-config").start(text);
        try {
            String answer = text.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                return read(alias);
            }
            return process.exitValue() == 0 ? parse(answer, alias) : broken(answer, alias);
        } catch (java.util.concurrent.TimeoutException
                | java.util.concurrent.ExecutionException e) {
            text.cancel(true);
            return read(alias);
        }
    }

    private SshConfigEntry parse(String answer, String alias) {
        var options = new SshOptions(home);
        answer.lines()
                .map(line -> line.split(" ", 2))
                .filter(words -> words.length == 2)
                .forEach(words -> options.add(words[0], words[1].strip()));
        return options.entryOf(alias);
    }

    private static SshConfigEntry broken(String answer, String alias) {
        SshConfigEntry plain = SshConfigEntry.plain(alias);
        return new SshConfigEntry(
                plain.hostName(),
                plain.user(),
                plain.port(),
                plain.identities(),
                plain.identitiesOnly(),
                plain.agent(),
                plain.proxyJump(),
                plain.hostKeyAlias(),
                plain.knownHosts(),
                Optional.of("ssh -G refuses the ssh configuration: " + answer.strip()));
    }

    private static String textOf(InputStream in) throws IOException {
        return new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
    }

    private record Answer(SshConfigEntry entry, long at) {}
}
