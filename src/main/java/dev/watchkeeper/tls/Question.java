package dev.watchkeeper.tls;

import dev.watchkeeper.tls.TlsObservation.Failure;

/// What one address is asked, and how it is asked again where the first answer cannot be the last.
///
/// @param fast speaks to nearly every server
/// @param patient speaks to the rest
/// @param serverName the SNI, may be empty
record Question(Attempt attempt, Handshake fast, Handshake patient, String serverName) {
    Attempt.Outcome ask() {
        return ask(serverName);
    }

    /// The same without SNI.
    Attempt.Outcome askWithoutName() {
        return ask("");
    }

    private Attempt.Outcome ask(String name) {
        Attempt.Outcome first = attempt.run(fast, name);
        return deservesPatience(first) ? better(first, attempt.run(patient, name)) : first;
    }

    private boolean deservesPatience(Attempt.Outcome outcome) {
        return !fast.equals(patient)
                && switch (outcome) {
                    case Attempt.Spoke(Handshake.Broken b) -> true;
                    case Attempt.Spoke(Handshake.Alerted(int code)) ->
                            Alerts.asksForSomethingElse(code);
                    case Attempt.Spoke(Handshake.Captured c) -> false;
                    case Attempt.Failed(Failure failure, String text) -> false;
                };
    }

    private static Attempt.Outcome better(Attempt.Outcome first, Attempt.Outcome second) {
        boolean saidMore =
                second instanceof Attempt.Spoke(Handshake.Captured c)
                        || first instanceof Attempt.Spoke(Handshake.Broken b);
        return saidMore ? second : first;
    }
}
