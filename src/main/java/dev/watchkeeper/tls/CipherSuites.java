package dev.watchkeeper.tls;

import org.bouncycastle.tls.CipherSuite;

import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// IANA names of cipher suites.
final class CipherSuites {
    private static final Map<Integer, String> NAMES = names();

    private CipherSuites() {}

    /// The IANA name, or the number as `0xc02f` where it has none.
    static String name(int suite) {
        return NAMES.getOrDefault(suite, "0x%04x".formatted(suite));
    }

    /// The numbers of all that have a name.
    static Set<Integer> all() {
        return NAMES.keySet();
    }

    /// Those of TLS 1.3 say nothing of the key exchange.
    static boolean isOf13(int suite) {
        return name(suite).matches("TLS_(AES|CHACHA20|SM4)_.*");
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
