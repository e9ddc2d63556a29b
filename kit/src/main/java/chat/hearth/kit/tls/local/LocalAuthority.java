package chat.hearth.kit.tls.local;

import chat.hearth.kit.tls.CertificateNames;
import chat.hearth.kit.tls.ServerCertificate;
import chat.hearth.kit.tls.TlsRefused;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A certificate authority of one's own, for machines and networks that no public one certifies.
///
/// It issues server certificates (RFC 5280) for at most [#LEAF_DAYS] days, the longest that all browsers take.
///
/// @param key signs what is issued
public record LocalAuthority(PrivateKey key, X509Certificate certificate) {
    public static final int LEAF_DAYS = 397;
    private static final int AUTHORITY_DAYS = 3650;
    private static final int SERIAL_BITS = 127;
    private static final int MOST_NAMES = 100;

    /// Clocks of clients may be a little behind.
    private static final Duration SLACK = Duration.ofHours(1);

    /// The issuer and the subject of one certificate.
    private record Parties(X500Name issuer, X500Name subject) {}

    /// Makes one, to be known to people by this name.
    public static LocalAuthority create(String name, Instant now) {
        KeyPair pair = Keys.fresh();
        X500Name self = named(name);
        try {
            X509v3CertificateBuilder builder =
                    builder(new Parties(self, self), now, Duration.ofDays(AUTHORITY_DAYS), pair.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
            return new LocalAuthority(pair.getPrivate(), signed(builder, pair.getPrivate()));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("a certificate could not be made", e);
        }
    }

    /// Issues a certificate with a key of its own, for host names, wildcards (`*.example.test`) and IP
    /// addresses.
    ///
    /// @param file where it is going to be, for messages
    /// @throws TlsRefused when a name cannot be in a certificate
    public ServerCertificate issue(List<String> names, Duration validity, Instant now, Path file) {
        GeneralName[] subjects =
                names.stream().map(LocalAuthority::subject).distinct().toArray(GeneralName[]::new);
        if (subjects.length == 0 || subjects.length > MOST_NAMES) {
            throw new TlsRefused("a certificate is for 1 to " + MOST_NAMES + " names");
        }
        KeyPair pair = Keys.fresh();
        try {
            Parties parties = new Parties(
                    X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded()), named(shortened(names)));
            X509v3CertificateBuilder builder = builder(parties, now, validity, pair.getPublic());
            JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(subjects));
            builder.addExtension(
                    Extension.authorityKeyIdentifier, false, extensions.createAuthorityKeyIdentifier(certificate));
            builder.addExtension(
                    Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(pair.getPublic()));
            return new ServerCertificate(pair.getPrivate(), List.of(signed(builder, key), certificate), file);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("a certificate could not be made", e);
        }
    }

    /// The subject is for people; its form allows 64 letters.
    private static String shortened(List<String> names) {
        String first = names.getFirst();
        return first.length() <= 64 ? first : first.substring(0, 64);
    }

    private static GeneralName subject(String name) {
        if (CertificateNames.isAddress(name)) {
            return new GeneralName(GeneralName.iPAddress, name);
        }
        String label = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
        if (name.length() > 253 || !name.matches("(?i)(\\*\\.)?" + label + "(\\." + label + ")*")) {
            throw new TlsRefused("\"" + name + "\" is no host name, wildcard (*.example.test) or IP address;"
                    + " write names of other scripts in their xn-- form");
        }
        return new GeneralName(GeneralName.dNSName, name.toLowerCase(Locale.ROOT));
    }

    private static X500Name named(String name) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.O, "Hearth local")
                .addRDN(BCStyle.CN, name)
                .build();
    }

    private static X509v3CertificateBuilder builder(Parties parties, Instant now, Duration validity, PublicKey key) {
        return new JcaX509v3CertificateBuilder(
                parties.issuer(),
                new BigInteger(SERIAL_BITS, new SecureRandom()).add(BigInteger.ONE),
                Date.from(now.minus(SLACK)),
                Date.from(now.plus(validity)),
                parties.subject(),
                key);
    }

    private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    /// Without the key.
    @Override
    public String toString() {
        return certificate.getSubjectX500Principal().toString();
    }
}
