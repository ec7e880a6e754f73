package dev.watchkeeper.tls.starttls;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// IRC (IRCv3's `tls` capability and STARTTLS, before registration).
record IrcPreface() implements Preface {
    private static final String COMMAND = "STARTTLS";
    private static final String CAPABILITY = "tls";

    @Override
    public void agree(PlainDialogue dialogue, String name) throws IOException {
        dialogue.say("CAP LS 302");
        dialogue.expect(":NPECA");
        List<String> offered = capabilities(dialogue);
        if (offered.stream().noneMatch(CAPABILITY::equalsIgnoreCase)) {
            throw PlainDialogue.notOffered("the capability " + CAPABILITY, offered);
        }
        dialogue.say(COMMAND);
        Message answer = next(dialogue, List.of("670", "691", "421", "451"));
        if (!answer.verb.equals("670")) {
            throw PlainDialogue.refused(COMMAND, answer.line);
        }
    }

    /// `:server CAP * LS * :more` while more lines follow, then `:server CAP * LS :last`.
    private static List<String> capabilities(PlainDialogue dialogue) throws IOException {
        List<String> all = new ArrayList<>();
        boolean more = true;
        while (more) {
            Message message = next(dialogue, List.of("CAP", "421", "451"));
            if (!message.verb.equals("CAP")) {
                return List.of(message.line);
            }
            int colon = message.line.indexOf(" :");
            more = message.line.contains(" LS * :");
            if (colon > 0) {
                all.addAll(Arrays.asList(message.line.substring(colon + 2).strip().split(" +")));
            }
        }
        return all;
    }

    /// The next message that is an answer; what a server tells everybody is passed over.
    private static Message next(PlainDialogue dialogue, List<String> answers) throws IOException {
        Message message = Message.of(dialogue.line());
        while (!answers.contains(message.verb)) {
            switch (message.verb) {
                case "PING" -> dialogue.say(message.line.replaceFirst("PING", "PONG"));
                case "NOTICE", "020", "439" -> {
                    // Such as "*** Looking up your hostname".
                }
                case "ERROR" -> throw PlainDialogue.refused("to talk", message.line);
                default -> throw PlainDialogue.strange(message.line);
            }
            message = Message.of(dialogue.line());
        }
        return message;
    }

    /// @param verb command or number, without the prefix
    private record Message(String verb, String line) {
        static Message of(String line) {
            String bare = line.startsWith(":") ? line.replaceFirst("\\S+ +", "") : line;
            int blank = bare.indexOf(' ');
            String verb = blank < 0 ? bare : bare.substring(0, blank);
            return new Message(verb.toUpperCase(Locale.ROOT), line);
        }
    }
}
