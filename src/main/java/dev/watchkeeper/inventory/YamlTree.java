package dev.watchkeeper.inventory;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.Parser;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

import java.util.Optional;

/// Reads YAML 1.2 text into nodes that know their place; what is wrong goes to the problems.
final class YamlTree {
    static final int MOST_CHARACTERS = 10 * 1024 * 1024;

    private static final int DEEPEST = 30;

    private YamlTree() {}

    /// The single document of the text; empty when the text is empty or a problem was added.
    static Optional<Node> read(String text, Problems problems) {
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (holdsControls(plain, problems)) {
            return Optional.empty();
        }
        LoadSettings settings =
                LoadSettings.builder()
                        .setUseMarks(true)
                        .setMaxAliasesForCollections(20_000)
                        .setCodePointLimit(MOST_CHARACTERS)
                        .build();
        try {
            Parser parser = new ParserImpl(settings, new StreamReader(settings, plain));
            return new Composer(settings, new Shallow(parser)).getSingleNode();
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
            problems.add(
                    mark.map(Mark::getLine).orElse(-1) + 1,
                    mark.map(Mark::getColumn).orElse(-1) + 1,
                    "not YAML: " + words(e),
                    advice(e));
        } catch (TooDeep e) {
            problems.add(e.line, 1, "nested more than " + DEEPEST + " levels deep", "");
        } catch (YamlEngineException e) {
            problems.add(0, 0, "not YAML: " + Problems.shown(String.valueOf(e.getMessage())), "");
        }
        return Optional.empty();
    }

    private static String words(MarkedYamlEngineException e) {
        String problem = String.valueOf(e.getProblem());
        String context = e.getContext() == null ? "" : " " + e.getContext();
        return Problems.shown(problem + context);
    }

    private static String advice(MarkedYamlEngineException e) {
        return String.valueOf(e.getProblem()).contains("TAB")
                ? "indent with blanks: YAML allows no tabs there"
                : "";
    }

    private static boolean holdsControls(String text, Problems problems) {
        int line = 1;
        int column = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            column++;
            if (c == '\n') {
                line++;
                column = 0;
            } else if (Character.isISOControl(c) && c != '\t' && c != '\r' && c != '\u0085') {
                String name = c == 0 ? "NUL" : "control character U+%04X".formatted((int) c);
                problems.add(line, column, name, "expected plain text");
                return true;
            }
        }
        return false;
    }

    /// Ends the composer's recursion before the stack does.
    private static final class Shallow implements Parser {
        private final Parser events;
        private int depth;

        Shallow(Parser events) {
            this.events = events;
        }

        @Override
        public boolean checkEvent(Event.ID id) {
            return events.checkEvent(id);
        }

        @Override
        public Event peekEvent() {
            return events.peekEvent();
        }

        @Override
        public boolean hasNext() {
            return events.hasNext();
        }

        @Override
        public Event next() {
            Event event = events.next();
            switch (event.getEventId()) {
                case SequenceStart, MappingStart -> depth++;
                case SequenceEnd, MappingEnd -> depth--;
                default -> {}
            }
            if (depth > DEEPEST) {
                throw new TooDeep(event.getStartMark().map(Mark::getLine).orElse(-1) + 1);
            }
            return event;
        }
    }

    private static final class TooDeep extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final int line;

        TooDeep(int line) {
            super("too deep", null, false, false);
            this.line = line;
        }
    }
}
