package dev.watchkeeper.supervision;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What the script printed, read without judging it. Rows that are none of ours, and those that are
/// malformed, are left out. Never throws for its content.
final class NagiosAnswer {
    private static final char FIELD = '\u001f';
    private static final int VERSION = 1;
    private static final long LATEST = 253_402_300_799L;

    private final Map<String, String> settings = new HashMap<>();
    private final Map<String, FileState> files = new HashMap<>();
    private final Map<String, ProcessState> processes = new HashMap<>();
    private final Map<String, String> folders = new HashMap<>();
    private final Map<String, Switch> programs = new HashMap<>();
    private final Map<NagiosBlock, List<NagiosRow>> rows = new EnumMap<>(NagiosBlock.class);
    private final List<String> log = new ArrayList<>();
    private OptionalLong clock = OptionalLong.empty();
    private boolean begun;
    private boolean ended;
    private int malformed;

    /// A file.
    ///
    /// @param state `ok`, `sudo`, `gone`, `unread` or `odd`
    /// @param changed in seconds since 1970; 0 for unknown
    record FileState(String path, String state, long changed, long size, String group) {}

    /// A process.
    ///
    /// @param state one letter, `gone` or `hidden`
    /// @param started in seconds since 1970
    record ProcessState(long pid, String state, long started, String name) {}

    private NagiosAnswer() {}

    /// @return empty where the script did not come to begin
    static Optional<NagiosAnswer> read(String output, String nonce) {
        var answer = new NagiosAnswer();
        String mark = nonce + " ";
        int from = 0;
        // A row without its line feed is cut.
        for (int end = output.indexOf('\n'); end >= 0; end = output.indexOf('\n', from)) {
            if (output.startsWith(mark, from) && !answer.ended) {
                answer.line(output.substring(from + mark.length(), end));
            }
            from = end + 1;
        }
        return answer.begun ? Optional.of(answer) : Optional.empty();
    }

    private void line(String row) {
        int blank = row.indexOf(' ');
        String tag = blank < 0 ? row : row.substring(0, blank);
        List<String> fields = fields(blank < 0 ? "" : row.substring(blank + 1));
        try {
            accept(tag, fields);
        } catch (IndexOutOfBoundsException | IllegalArgumentException _) {
            malformed++;
        }
    }

    private void accept(String tag, List<String> f) {
        switch (tag) {
            case "begin" -> begun = f.getFirst().equals("" + VERSION);
            case "clock" -> clock = NagiosRow.number(f.getFirst(), LATEST);
            case "cfg" -> settings.put(f.get(0), f.get(1));
            case "file" ->
                    files.put(
                            f.get(0),
                            new FileState(
                                    f.get(1), f.get(2), seconds(f, 3), seconds(f, 4), f.get(5)));
            case "proc" ->
                    processes.put(
                            f.get(0),
                            new ProcessState(seconds(f, 1), f.get(2), seconds(f, 3), f.get(4)));
            case "user" -> folders.put(f.get(0), f.get(1));
            case "prog" ->
                    programs.merge(
                            f.get(0),
                            f.get(2).equals("ok") ? Switch.ON : Switch.OFF,
                            (a, b) -> a == Switch.OFF ? a : b);
            case "b" -> block(f);
            case "log" -> log.add(f.getFirst());
            case "end" -> ended = begun;
            default -> malformed++;
        }
    }

    private void block(List<String> f) {
        NagiosBlock block =
                NagiosBlock.labelled(f.getFirst()).orElseThrow(IndexOutOfBoundsException::new);
        rows.computeIfAbsent(block, _ -> new ArrayList<>())
                .add(new NagiosRow(block, f.subList(1, f.size())));
    }

    private static long seconds(List<String> fields, int index) {
        return NagiosRow.number(fields.get(index), LATEST).orElse(0);
    }

    private static List<String> fields(String text) {
        List<String> fields = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf(FIELD); at >= 0; at = text.indexOf(FIELD, from)) {
            fields.add(text.substring(from, at));
            from = at + 1;
        }
        fields.add(text.substring(from));
        return fields;
    }

    List<NagiosRow> rows(NagiosBlock block) {
        return rows.getOrDefault(block, List.of());
    }

    Optional<NagiosRow> only(NagiosBlock block) {
        return rows(block).stream().findFirst();
    }

    /// Empty where nagios.cfg does not have it.
    String setting(String key) {
        return settings.getOrDefault(key, "");
    }

    Optional<FileState> file(String kind) {
        return Optional.ofNullable(files.get(kind));
    }

    Optional<ProcessState> process(String source) {
        return Optional.ofNullable(processes.get(source));
    }

    /// The folders that `$USERn$` stands for, by n.
    Map<String, String> folders() {
        return folders;
    }

    /// Whether what a notification command runs is there.
    Switch program(String command) {
        return programs.getOrDefault(command, Switch.UNKNOWN);
    }

    List<String> log() {
        return log;
    }

    OptionalLong clock() {
        return clock;
    }

    boolean ended() {
        return ended;
    }

    int malformed() {
        return malformed;
    }
}
