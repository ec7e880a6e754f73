package dev.watchkeeper.tls.starttls;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// XMPP (RFC 6120 5).
///
/// @param namespace `jabber:client` or `jabber:server`
record XmppPreface(String namespace) implements Preface {
    private static final String START_TLS = "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>";

    @Override
    public void agree(PlainDialogue dialogue, String name) throws IOException {
        dialogue.say(opening(name).getBytes(StandardCharsets.UTF_8));
        dialogue.expect("<");
        List<String> offered = features(dialogue);
        if (!offered.contains("starttls")) {
            throw PlainDialogue.notOffered("starttls", offered);
        }
        dialogue.say(START_TLS.getBytes(StandardCharsets.UTF_8));
        String answer = tag(dialogue);
        if (!localName(answer).equals("proceed")) {
            throw PlainDialogue.refused("starttls", answer);
        }
        if (!answer.endsWith("/>")) {
            tag(dialogue);
        }
    }

    private String opening(String name) {
        String to = name.replace("&", "&amp;").replace("<", "&lt;").replace("'", "&apos;");
        return "<?xml version='1.0'?><stream:stream xmlns='"
                + namespace
                + "' xmlns:stream='http://etherx.jabber.org/streams' to='"
                + to
                + "' version='1.0'>";
    }

    /// The elements inside of the features, by their local names.
    private static List<String> features(PlainDialogue dialogue) throws IOException {
        List<String> names = new ArrayList<>();
        boolean inside = false;
        boolean over = false;
        while (!over) {
            String tag = tag(dialogue);
            String name = localName(tag);
            switch (name) {
                case "?xml", "stream" -> requireOpen(tag);
                case "features" -> {
                    over = inside || tag.endsWith("/>");
                    inside = true;
                }
                case "error" -> throw PlainDialogue.refused("the stream", tag + tag(dialogue));
                default -> names.add(name);
            }
            if (!inside && !name.equals("?xml") && !name.equals("stream")) {
                throw PlainDialogue.strange(tag);
            }
        }
        return names.stream().distinct().toList();
    }

    private static void requireOpen(String tag) throws PrefaceException {
        if (tag.startsWith("</")) {
            throw PlainDialogue.refused("the stream", tag);
        }
    }

    /// Everything up to the end of the next tag, where quotes may hold a `>`.
    private static String tag(PlainDialogue dialogue) throws IOException {
        var text = new ByteArrayOutputStream();
        int quote = 0;
        int b = dialogue.next();
        while (b != '>' || quote != 0) {
            text.write(b);
            if (text.size() > PlainDialogue.LONGEST_LINE) {
                throw dialogue.garbage("an element of more than a line's length");
            }
            quote =
                    quote == 0 && (b == '"' || b == '\'') && isInTag(text)
                            ? b
                            : b == quote ? 0 : quote;
            b = dialogue.next();
        }
        text.write(b);
        String all = text.toString(StandardCharsets.UTF_8);
        return all.substring(Math.max(0, all.indexOf('<')));
    }

    private static boolean isInTag(ByteArrayOutputStream text) {
        return text.toString(StandardCharsets.ISO_8859_1).indexOf('<') >= 0;
    }

    private static String localName(String tag) {
        String bare = tag.replaceFirst("^</?", "").replaceFirst("[\\s/>].*", "").strip();
        return bare.substring(bare.indexOf(':') + 1);
    }
}
