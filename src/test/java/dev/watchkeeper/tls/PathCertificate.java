package dev.watchkeeper.tls;

import org.jspecify.annotations.Nullable;

import java.math.BigInteger;
import java.security.Principal;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.Set;

import javax.security.auth.x500.X500Principal;

/// A certificate on a path whose signatures have been verified, to be validated without a clock:
/// trust and validity are two questions, and an expired certificate is not also an untrusted one.
class PathCertificate extends X509Certificate {
    private static final long serialVersionUID = 1;

    private final X509Certificate real;

    PathCertificate(X509Certificate real) {
        this.real = real;
    }

    @Override
    public void checkValidity() {
        // Judged elsewhere.
    }

    @Override
    public void checkValidity(Date date) {
        // Judged elsewhere.
    }

    @Override
    public void verify(PublicKey key) {
        // Done when the path was found.
    }

    @Override
    public void verify(PublicKey key, @Nullable String provider) {
        // Done when the path was found.
    }

    @Override
    public int getVersion() {
        return real.getVersion();
    }

    @Override
    public BigInteger getSerialNumber() {
        return real.getSerialNumber();
    }

    @Override
    @Deprecated
    public Principal getIssuerDN() {
        return real.getIssuerDN();
    }

    @Override
    @Deprecated
    public Principal getSubjectDN() {
        return real.getSubjectDN();
    }

    @Override
    public X500Principal getIssuerX500Principal() {
        return real.getIssuerX500Principal();
    }

    @Override
    public X500Principal getSubjectX500Principal() {
        return real.getSubjectX500Principal();
    }

    @Override
    public Date getNotBefore() {
        return real.getNotBefore();
    }

    @Override
    public Date getNotAfter() {
        return real.getNotAfter();
    }

    @Override
    public byte[] getTBSCertificate() throws CertificateEncodingException {
        return real.getTBSCertificate();
    }

    @Override
    public byte[] getSignature() {
        return real.getSignature();
    }

    @Override
    public String getSigAlgName() {
        return real.getSigAlgName();
    }

    @Override
    public String getSigAlgOID() {
        return real.getSigAlgOID();
    }

    @Override
    public byte @Nullable [] getSigAlgParams() {
        return real.getSigAlgParams();
    }

    @Override
    public boolean @Nullable [] getIssuerUniqueID() {
        return real.getIssuerUniqueID();
    }

    @Override
    public boolean @Nullable [] getSubjectUniqueID() {
        return real.getSubjectUniqueID();
    }

    @Override
    public boolean @Nullable [] getKeyUsage() {
        return real.getKeyUsage();
    }

    @Override
    public int getBasicConstraints() {
        return real.getBasicConstraints();
    }

    @Override
    public byte[] getEncoded() throws CertificateEncodingException {
        return real.getEncoded();
    }

    @Override
    public PublicKey getPublicKey() {
        return real.getPublicKey();
    }

    @Override
    public boolean hasUnsupportedCriticalExtension() {
        return real.hasUnsupportedCriticalExtension();
    }

    @Override
    public @Nullable Set<String> getCriticalExtensionOIDs() {
        return real.getCriticalExtensionOIDs();
    }

    @Override
    public @Nullable Set<String> getNonCriticalExtensionOIDs() {
        return real.getNonCriticalExtensionOIDs();
    }

    @Override
    public byte @Nullable [] getExtensionValue(String oid) {
        return real.getExtensionValue(oid);
    }

    @Override
    public String toString() {
        return real.toString();
    }
}
