package dev.watchkeeper.tls;

import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.GeneralName;

import java.util.Locale;
import java.util.regex.Pattern;

/// Whether a name is in the subtree of a name constraint (RFC 5280 4.2.1.10). A wildcard stands for
/// all the names that it may match: all of them must be permitted, and none may be excluded.
final class NameSubtree {
    private static final Pattern HOST =
            Pattern.compile(
                    "[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*");
    private static final Pattern DIGITS = Pattern.compile("[0-9.]+");

    private NameSubtree() {}

    /// Whether it can be told at all; a name of a type that RFC 5280 gives no rule for, or that is
    /// no proper one of its type, is in no subtree and outside of none.
    static boolean isComparable(GeneralName name) {
        return switch (name.getTagNo()) {
            case GeneralName.directoryName, GeneralName.iPAddress -> true;
            case GeneralName.dNSName -> isHost(bare(text(name)));
            case GeneralName.rfc822Name -> mailHost(text(name)).length() > 0;
            case GeneralName.uniformResourceIdentifier -> isHost(uriHost(text(name)));
            default -> false;
        };
    }

    /// Whether all that the name stands for is in the subtree.
    static boolean holds(GeneralName name, GeneralName base) {
        return switch (name.getTagNo()) {
            case GeneralName.directoryName -> startsWith(name, base);
            case GeneralName.iPAddress -> isMasked(octets(name), octets(base));
            case GeneralName.dNSName -> holdsDns(text(name), text(base));
            case GeneralName.rfc822Name -> holdsMail(text(name), text(base));
            case GeneralName.uniformResourceIdentifier ->
                    holdsHost(uriHost(text(name)), text(base));
            default -> false;
        };
    }

    /// Whether anything that the name stands for may be in the subtree.
    static boolean mayTouch(GeneralName name, GeneralName base) {
        if (name.getTagNo() != GeneralName.dNSName) {
            return holds(name, base);
        }
        String host = text(name);
        String subtree = text(base);
        if (!host.startsWith("*.") || holdsDns(host, subtree)) {
            return holdsDns(host, subtree);
        }
        String bare = subtree.startsWith(".") ? subtree.substring(1) : subtree;
        int dot = bare.indexOf('.');
        return dot > 0 && bare.substring(dot + 1).equals(bare(host));
    }

    private static String text(GeneralName name) {
        String text = ASN1IA5String.getInstance(name.getName()).getString();
        return name.getTagNo() == GeneralName.dNSName ? text.toLowerCase(Locale.ROOT) : text;
    }

    private static byte[] octets(GeneralName name) {
        return ASN1OctetString.getInstance(name.getName()).getOctets();
    }

    private static String bare(String dns) {
        return dns.startsWith("*.") ? dns.substring(2) : dns;
    }

    private static boolean isHost(String host) {
        return HOST.matcher(host).matches();
    }

    /// With a dot in front, which RFC 5280 has for other types only but many authorities write, the
    /// subtree has no root: so do all browsers.
    private static boolean holdsDns(String name, String base) {
        if (base.isEmpty()) {
            return true;
        }
        if (base.startsWith(".")) {
            boolean wildcard = name.startsWith("*.") && name.substring(1).equals(base);
            return wildcard || bare(name).endsWith(base);
        }
        return bare(name).equals(base) || bare(name).endsWith("." + base);
    }

    private static boolean holdsHost(String host, String base) {
        String lower = base.toLowerCase(Locale.ROOT);
        return base.isEmpty() || (base.startsWith(".") ? host.endsWith(lower) : host.equals(lower));
    }

    private static boolean holdsMail(String mail, String base) {
        int at = base.lastIndexOf('@');
        if (at < 0) {
            return holdsHost(mailHost(mail), base);
        }
        return mail.substring(0, mail.lastIndexOf('@')).equals(base.substring(0, at))
                && mailHost(mail).equals(base.substring(at + 1).toLowerCase(Locale.ROOT));
    }

    private static String mailHost(String mail) {
        int at = mail.lastIndexOf('@');
        return at <= 0 ? "" : mail.substring(at + 1).toLowerCase(Locale.ROOT);
    }

    /// Empty where there is none or an address: constraints hold for names only.
    private static String uriHost(String uri) {
        int start = uri.indexOf("://");
        if (start < 0) {
            return "";
        }
        String authority = uri.substring(start + 3).split("[/?#\\\\]", 2)[0];
        String host = authority.substring(authority.lastIndexOf('@') + 1);
        int colon = host.lastIndexOf(':');
        String name = (colon < 0 ? host : host.substring(0, colon)).toLowerCase(Locale.ROOT);
        return DIGITS.matcher(name).matches() ? "" : name;
    }

    private static boolean startsWith(GeneralName name, GeneralName base) {
        RDN[] whole = X500Name.getInstance(name.getName()).getRDNs();
        RDN[] start = X500Name.getInstance(base.getName()).getRDNs();
        if (start.length > whole.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if (!IETFUtils.rDNAreEqual(whole[i], start[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isMasked(byte[] address, byte[] network) {
        if (network.length != address.length * 2) {
            return false;
        }
        for (int i = 0; i < address.length; i++) {
            if (((address[i] ^ network[i]) & network[address.length + i]) != 0) {
                return false;
            }
        }
        return true;
    }
}
