package dev.watchkeeper.demo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/// The word by which Ansible knows that it became another user. It shows in the arguments on both
/// hosts, and so joins the two.
final class AnsibleMark {
    private static final int LENGTH = 32;

    private AnsibleMark() {}

    /// As unlike others as Ansible's, but the same for both hosts of one run.
    static String of(String builder, Instant night) {
        try {
            byte[] name = (builder + "@" + night).getBytes(StandardCharsets.UTF_8);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name);
            var mark = new StringBuilder("BECOME-SUCCESS-");
            for (int i = 0; i < LENGTH; i++) {
                mark.append((char) ('a' + (hash[i] & 0xff) % 26));
            }
            return mark.toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
