package dev.watchkeeper.inventory;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the aliases of an ssh_config(5).
final class SshConfigImport implements FleetImport.Format {
    private static final Pattern LINE = Pattern.compile("\\s*(\\w+)(?:\\s*=\\s*|\\s+)(.*)");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    @Override
    public void read(String text, Gathered gathered) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            Matcher line = LINE.matcher(lines.get(i));
            if (line.matches()) {
                option(line, i + 1, gathered);
            }
        }
    }

    private static void option(Matcher line, int number, Gathered gathered) {
        switch (line.group(1).toLowerCase(Locale.ROOT)) {
            case "host" -> aliases(line, number, gathered);
            case "include" ->
                    gathered.problem(
                            new Gathered.Place(number, line.start(1) + 1),
                            "Include is not followed",
                            "import " + Section.quoted(line.group(2)) + " by itself");
            default -> {}
        }
    }

    private static void aliases(Matcher line, int number, Gathered gathered) {
        Matcher word = WORD.matcher(line.group(2));
        while (word.find()) {
            String alias = word.group(1) == null ? word.group(2) : word.group(1);
            if (alias.startsWith("#")) {
                return;
            }
            boolean isPattern = alias.startsWith("!") || alias.contains("*") || alias.contains("?");
            if (!isPattern) {
                var place = new Gathered.Place(number, line.start(2) + word.start() + 1);
                gathered.host(alias, Gathered.roleOf(alias), Map.of(), place);
            }
        }
    }
}
