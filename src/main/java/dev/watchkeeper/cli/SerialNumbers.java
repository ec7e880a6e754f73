package dev.watchkeeper.cli;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdSerializer;

import java.math.BigInteger;

/// Serial numbers as `openssl x509 -serial` prints them: hexadecimal, upper case, two digits a
/// byte, as text, because 160 bits fit no number of JavaScript's.
final class SerialNumbers extends StdSerializer<BigInteger> {
    SerialNumbers() {
        super(BigInteger.class);
    }

    @Override
    public void serialize(BigInteger value, JsonGenerator json, SerializationContext context) {
        String hex = value.abs().toString(16).toUpperCase(java.util.Locale.ROOT);
        String whole = hex.length() % 2 == 0 ? hex : "0" + hex;
        json.writeString((value.signum() < 0 ? "-" : "") + whole);
    }
}
