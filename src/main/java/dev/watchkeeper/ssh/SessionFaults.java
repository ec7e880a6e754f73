package dev.watchkeeper.ssh;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Says why a session did not come about. JSch reports a connection that ended during
/// authentication as "Auth fail", and what it does not expect as a NullPointerException.
///
/// @param phase where it ended
/// @param greeting what came from the host
/// @param hostKeys what was said of its key
/// @param offer the keys that were offered, and those that could not be
/// @param warning JSch's last warning
record SessionFaults(
        SshOutcome.Phase phase,
        GreetingStream greeting,
        StrictHostKeys hostKeys,
        Identities.Offer offer,
        LastWarning warning) {
    private static final Pattern DISCONNECT = Pattern.compile("SSH_MSG_DISCONNECT: \\d+ (.*)");
    private static final Pattern METHODS = Pattern.compile("for methods '([^']*)'");

    SshFault of(Exception e) {
        if (hostKeys.problem().isPresent()) {
            return new SshFault(hostKeys.problem().get());
        }
        if (!greeting.hasGreeted()) {
            return withoutGreeting();
        }
        String message = String.valueOf(e.getMessage());
        if (phase == SshOutcome.Phase.AUTHENTICATE) {
            return e instanceof OneTryLogin.NoMoreAnswers
                    ? new SshFault(
                            SshOutcome.Reason.AUTHENTICATION, "the password was not accepted")
                    : inAuthentication(message);
        }
        Matcher goodbye = DISCONNECT.matcher(message);
        if (goodbye.find()) {
            return new SshFault(
                    SshOutcome.Reason.PROTOCOL, "the host ended it: " + goodbye.group(1).strip());
        }
        return greeting.hasEnded()
                ? new SshFault(
                        SshOutcome.Reason.RESET, "the connection ended while " + phase.label())
                : new SshFault(
                        SshOutcome.Reason.PROTOCOL,
                        "the host sent what SSH does not allow" + detailOf(e));
    }

    private SshFault withoutGreeting() {
        if (greeting.isFlooded()) {
            return new SshFault(
                    SshOutcome.Reason.NOT_SSH,
                    "more than 1,024 lines or 64 KiB came before any SSH version");
        }
        return greeting.firstLine().isEmpty()
                ? new SshFault(
                        SshOutcome.Reason.RESET, "the connection was closed before any greeting")
                : new SshFault(
                        SshOutcome.Reason.NOT_SSH,
                        "something answers that is not SSH: " + greeting.firstLine());
    }

    private SshFault inAuthentication(String message) {
        Matcher goodbye = DISCONNECT.matcher(warning.text() + "\n" + message);
        if (goodbye.find()) {
            return new SshFault(
                    SshOutcome.Reason.AUTHENTICATION,
                    "the host ended the authentication: " + goodbye.group(1).strip());
        }
        if (greeting.hasEnded()) {
            return new SshFault(
                    SshOutcome.Reason.RESET, "the connection ended during the authentication");
        }
        if (!message.startsWith("Auth")) {
            return new SshFault(
                    SshOutcome.Reason.PROTOCOL,
                    "the host sent what SSH does not allow: " + message);
        }
        if (!offer.locked().isEmpty()) {
            return new SshFault(SshOutcome.Reason.KEY_LOCKED, String.join("; ", offer.locked()));
        }
        Matcher methods = METHODS.matcher(message);
        String accepted = methods.find() ? "; the host accepts " + methods.group(1) : "";
        String tried = offer.keys().isEmpty() ? "no key to offer" : "no key was accepted";
        return new SshFault(SshOutcome.Reason.AUTHENTICATION, tried + accepted);
    }

    private static String detailOf(Exception e) {
        // A runtime exception of JSch's says nothing about the host.
        return e instanceof RuntimeException ? "" : ": " + e.getMessage();
    }
}
