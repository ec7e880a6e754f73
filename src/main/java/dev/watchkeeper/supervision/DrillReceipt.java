package dev.watchkeeper.supervision;

import dev.watchkeeper.supervision.DrillLegs.Outcome;

import java.time.Duration;

/// The last leg of a drill: what is sent in arrives where it is watched for.
final class DrillReceipt {
    private DrillReceipt() {}

    static Outcome await(ReceiptWatch watch, Duration within) throws InterruptedException {
        return switch (watch.await(within)) {
            case ReceiptWatch.Arrival.Arrived(String text) -> Outcome.passed(text);
            case ReceiptWatch.Arrival.Missing(String text) -> Outcome.failed(text);
            case ReceiptWatch.Arrival.Unknown(String text) -> Outcome.unknown(text);
        };
    }
}
