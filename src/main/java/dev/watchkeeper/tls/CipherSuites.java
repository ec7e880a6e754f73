package dev.watchkeeper.tls;

import org.bouncycastle.tls.CipherSuite;

import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;

/// IANA names of cipher suites.
final class CipherSuites {
    private static final Map<Integer, String> NAMES = names();

    private CipherSuites() {}

    /// The IANA name, or the number as `0xc02f` where it has none.
    static String name(int suite) {
        return NAMES.getOrDefault(suite, "0x%04x".formatted(suite));
    }

    // BouncyCastle's constants bear the names of the registry, and it has no list of them.
    private static Map<Integer, String> names() {
        Map<Integer, String> names = new HashMap<>();
        for (Field field : CipherSuite.class.getFields()) {
            if (field.getType() == int.class && field.getName().startsWith("TLS_")) {
                try {
                    names.putIfAbsent(field.getInt(null), field.getName());
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException("a public constant", e);
                }
            }
        }
        return Map.copyOf(names);
    }
}
