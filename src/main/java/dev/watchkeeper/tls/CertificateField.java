package dev.watchkeeper.tls;

/// What two certificates are compared in, in the order of reading.
public enum CertificateField {
    FINGERPRINT("SHA-256", true),
    SUBJECT("subject", false),
    ISSUER("issuer", false),
    SERIAL_NUMBER("serial number", true),
    NOT_BEFORE("notBefore", true),
    NOT_AFTER("notAfter", true),
    LIFETIME("lifetime", false),
    KEY("key", false),
    /// The SHA-256 of the SubjectPublicKeyInfo: whether it is the same key.
    PUBLIC_KEY("public key", true),
    SIGNATURE_ALGORITHM("signature algorithm", false),
    NAMES("names", false),
    KEY_USAGE("key usage", false),
    PURPOSES("extended key usage", false),
    MUST_STAPLE("must-staple", false),
    POLICIES("policies", false),
    RESPONDERS("OCSP", false),
    ISSUER_FILES("issuer's file", false),
    LISTS("CRL", false),
    TIMESTAMPS("SCTs", true),
    /// The OIDs of all extensions.
    EXTENSIONS("extensions", false),
    /// The SHA-256 of what comes after the leaf.
    CHAIN("chain", false);

    private final String label;
    private final boolean ofEachRenewal;

    CertificateField(String label, boolean ofEachRenewal) {
        this.label = label;
        this.ofEachRenewal = ofEachRenewal;
    }

    /// What people call it.
    public String label() {
        return label;
    }

    /// Whether nearly every renewal changes it, so that a change means nothing.
    public boolean ofEachRenewal() {
        return ofEachRenewal;
    }
}
