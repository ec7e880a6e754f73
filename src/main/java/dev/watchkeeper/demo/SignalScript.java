package dev.watchkeeper.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The remedy's script that ends processes: TERM, a grace, KILL to those that are left.
final class SignalScript implements Program {
    private static final int FIRST_TARGET = 4;
    private static final Duration BETWEEN = Duration.ofMillis(8);
    private static final Duration LONGEST_GRACE = Duration.ofMillis(1_500);

    private final SimulatedHost host;
    private final String login;
    private final ScriptFrame frame;
    private final Duration grace;
    private final List<Target> targets = new ArrayList<>();

    SignalScript(SimulatedHost host, String login, List<String> parameters) {
        this.host = host;
        this.login = login;
        this.frame = ScriptFrame.of(parameters);
        Duration asked = Duration.ofSeconds(Long.parseLong(parameters.get(3)));
        this.grace = asked.compareTo(LONGEST_GRACE) < 0 ? asked : LONGEST_GRACE;
        for (int i = FIRST_TARGET; i + Target.WORDS <= parameters.size(); i += Target.WORDS) {
            targets.add(Target.of(parameters.subList(i, i + Target.WORDS)));
        }
    }

    @Override
    public int run(Terminal terminal) throws IOException, InterruptedException {
        if (!frame.isOfBoot(host)) {
            return frame.refuse(terminal, "boot");
        }
        List<Target> left = settle(terminal, Signal.TERM, send(terminal, Signal.TERM, targets));
        left = settle(terminal, Signal.KILL, send(terminal, Signal.KILL, left));
        for (Target target : left) {
            frame.say(terminal, "left " + target.pid() + " " + stateOf(target));
        }
        return frame.end(terminal);
    }

    private List<Target> send(Terminal terminal, Signal signal, List<Target> to)
            throws IOException, InterruptedException {
        List<Target> sent = new ArrayList<>();
        for (Target target : to) {
            terminal.pause(BETWEEN);
            String objection = target.objection(host, login, frame.mayUseSudo()).orElse("");
            if (objection.isEmpty()) {
                host.signal(target.pid(), signal);
                frame.say(terminal, "sent " + signal + " " + target.pid());
                sent.add(target);
            } else if (objection.equals("gone")) {
                frame.say(terminal, "gone " + target.pid() + " before");
            } else {
                frame.say(terminal, "refused " + target.pid() + " " + objection);
            }
        }
        return sent;
    }

    private List<Target> settle(Terminal terminal, Signal signal, List<Target> sent)
            throws IOException, InterruptedException {
        List<Target> left = sent.stream().filter(this::runs).toList();
        for (Target target : sent) {
            if (!left.contains(target)) {
                frame.say(terminal, "gone " + target.pid() + " " + signal);
            }
        }
        if (!left.isEmpty()) {
            terminal.pause(grace);
        }
        return left;
    }

    private boolean runs(Target target) {
        return host.process(target.pid())
                .filter(p -> host.startTicks(p) == target.startTicks())
                .isPresent();
    }

    private String stateOf(Target target) {
        return host.process(target.pid()).map(p -> p.state() + " " + p.waitChannel()).orElse("- -");
    }
}
