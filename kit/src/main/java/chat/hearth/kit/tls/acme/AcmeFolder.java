package chat.hearth.kit.tls.acme;

import chat.hearth.kit.config.Secret;
import chat.hearth.kit.secret.OwnedFiles;
import chat.hearth.kit.tls.CertificateSource;
import chat.hearth.kit.tls.Judgement;
import chat.hearth.kit.tls.PemText;
import chat.hearth.kit.tls.ServerCertificate;
import chat.hearth.kit.tls.TlsRefused;
import chat.hearth.kit.tls.local.Keys;
import chat.hearth.kit.tls.local.LocalAuthority;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.jspecify.annotations.Nullable;

/// The files of what was issued, each for its owner alone and written whole:
///
/// - `account.key`: who we are to the authority;
/// - `issued.pem`: the last certificate it issued, with its key;
/// - `shown.pem`: what listeners show: the same, or a temporary one of our own as long as there is none.
///
/// They are two because a certificate that does not pass now may pass later: a machine may start with its
/// clock years back.
public record AcmeFolder(Path folder) {
    private static final Duration TEMPORARY = Duration.ofDays(90);

    /// What listeners show.
    public CertificateSource shown() {
        return source(shownFile());
    }

    /// Sees to it that listeners have something to show.
    ///
    /// @param judgement of what the authority issued
    /// @return whether that is temporary, and no browser will trust it
    public boolean prepare(List<String> names, Judgement judgement, Instant now) {
        ServerCertificate issued = issued(judgement, now);
        if (issued != null) {
            show(issued);
            return false;
        }
        if (passing(shownFile(), judgement, now) == null) {
            LocalAuthority nobody = LocalAuthority.create("until the first certificate", now);
            show(nobody.issue(names, TEMPORARY, now, shownFile()));
        }
        return true;
    }

    /// The certificate that was issued last; null when there is none that passes.
    @Nullable ServerCertificate issued(Judgement judgement, Instant now) {
        return passing(issuedFile(), judgement, now);
    }

    /// Keeps what was issued.
    void keep(ServerCertificate certificate) {
        write(issuedFile(), certificate);
    }

    /// Has listeners show it, unless they do.
    void show(ServerCertificate certificate) {
        write(shownFile(), certificate);
    }

    /// Our key to the authority, made when it is first asked for.
    KeyPair accountKey() {
        Path file = folder.resolve("account.key");
        try {
            if (!Files.exists(file)) {
                OwnedFiles.createFolder(folder);
                KeyPair fresh = Keys.fresh();
                OwnedFiles.create(file, PemText.of(List.of(fresh.getPrivate(), fresh.getPublic())));
            }
            try (PEMParser parser = new PEMParser(Files.newBufferedReader(file, StandardCharsets.US_ASCII))) {
                JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
                if (parser.readObject() instanceof PrivateKeyInfo mine
                        && parser.readObject() instanceof SubjectPublicKeyInfo shared) {
                    return new KeyPair(converter.getPublicKey(shared), converter.getPrivateKey(mine));
                }
                throw new IOException("it holds no private key followed by its public key");
            }
        } catch (IOException e) {
            throw new TlsRefused(
                    file + " cannot be used: " + e.getMessage()
                            + "; mend its rights, or remove it and a new account is made",
                    e);
        }
    }

    Path issuedFile() {
        return folder.resolve("issued.pem");
    }

    private Path shownFile() {
        return folder.resolve("shown.pem");
    }

    private static CertificateSource source(Path file) {
        return new CertificateSource.Pem(file, file, Secret.none());
    }

    private static @Nullable ServerCertificate passing(Path file, Judgement judgement, Instant now) {
        try {
            List<ServerCertificate> read = source(file).read();
            judgement.pass(read, now);
            return read.getFirst();
        } catch (TlsRefused _) {
            return null;
        }
    }

    private void write(Path file, ServerCertificate certificate) {
        List<Object> objects = new ArrayList<>(certificate.chain());
        objects.add(certificate.key());
        try {
            byte[] text = PemText.of(objects);
            if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), text)) {
                OwnedFiles.createFolder(folder);
                OwnedFiles.create(file, text);
            }
        } catch (IOException e) {
            throw new TlsRefused("cannot write " + file + ": " + e, e);
        }
    }
}
