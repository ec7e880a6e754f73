package dev.watchkeeper.tls;

import dev.watchkeeper.inventory.VisibleText;

import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The subject alternative names of a certificate (RFC 5280 4.2.1.6).
///
/// @param dns as encoded, hostile
/// @param addresses IP addresses
/// @param shown all of them in order, for people
record SubjectAltNames(List<String> dns, List<InetAddress> addresses, List<String> shown) {
    private static final int MAX_NAME = 300;

    SubjectAltNames {
        dns = List.copyOf(dns);
        addresses = List.copyOf(addresses);
        shown = List.copyOf(shown);
    }

    /// @throws IllegalArgumentException if the extension does not parse
    static SubjectAltNames of(X509CertificateHolder holder) {
        var names = new SubjectAltNames(new ArrayList<>());
        Extension extension = holder.getExtension(Extension.subjectAlternativeName);
        return extension == null
                ? names
                : read(GeneralNames.getInstance(extension.getParsedValue()));
    }

    /// Those that cannot be read are nobody's.
    static SubjectAltNames ifLegible(ChainCertificate.Legible certificate) {
        try {
            certificate
                    .extensions()
                    .find(Extension.subjectAlternativeName)
                    .ifPresent(StrictExtensions::names);
            return of(certificate.holder());
        } catch (RuntimeException e) {
            return new SubjectAltNames(List.of(), List.of(), List.of("names that cannot be read"));
        }
    }

    private SubjectAltNames(List<String> none) {
        this(none, List.of(), none);
    }

    /// One name, for people.
    static String shown(GeneralName name) {
        return read(new GeneralNames(name)).shown().getFirst();
    }

    /// One name of a name constraint, where an address has its mask beside it (RFC 5280 4.2.1.10).
    static String subtree(GeneralName name) {
        if (name.getTagNo() != GeneralName.iPAddress) {
            return shown(name);
        }
        byte[] both = ASN1OctetString.getInstance(name.getName()).getOctets();
        int half = both.length / 2;
        return "IP:%s/%s"
                .formatted(
                        address(Arrays.copyOf(both, half)).getHostAddress(),
                        address(Arrays.copyOfRange(both, half, both.length)).getHostAddress());
    }

    private static SubjectAltNames read(GeneralNames names) {
        List<String> dns = new ArrayList<>();
        List<InetAddress> addresses = new ArrayList<>();
        List<String> shown = new ArrayList<>();
        for (GeneralName name : names.getNames()) {
            switch (name.getTagNo()) {
                case GeneralName.dNSName -> {
                    String value = ASN1IA5String.getInstance(name.getName()).getString();
                    dns.add(value);
                    shown.add("DNS:" + VisibleText.capped(value, MAX_NAME));
                }
                case GeneralName.iPAddress -> {
                    InetAddress address = address(name);
                    addresses.add(address);
                    shown.add("IP:" + address.getHostAddress());
                }
                default -> shown.add(VisibleText.capped(other(name), MAX_NAME));
            }
        }
        return new SubjectAltNames(dns, addresses, shown);
    }

    private static InetAddress address(GeneralName name) {
        return address(ASN1OctetString.getInstance(name.getName()).getOctets());
    }

    private static InetAddress address(byte[] octets) {
        try {
            // The plain factory would make an IPv4 address of one that is mapped into IPv6.
            return octets.length == 16
                    ? Inet6Address.getByAddress(null, octets, -1)
                    : InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "iPAddress of " + octets.length + " bytes in subjectAltName", e);
        }
    }

    private static String other(GeneralName name) {
        return switch (name.getTagNo()) {
            case GeneralName.rfc822Name -> "email:" + ASN1IA5String.getInstance(name.getName());
            case GeneralName.uniformResourceIdentifier ->
                    "URI:" + ASN1IA5String.getInstance(name.getName());
            case GeneralName.directoryName -> "dir:" + name.getName();
            default -> "other:" + name.getName();
        };
    }
}
