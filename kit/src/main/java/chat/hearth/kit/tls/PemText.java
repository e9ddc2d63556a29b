package chat.hearth.kit.tls;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.util.List;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.util.io.pem.PemObject;

/// Writes PEM (RFC 7468): certificates, and keys as PKCS#8.
public final class PemText {
    private PemText() {}

    /// The objects, one after the other.
    public static byte[] of(List<?> objects) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            for (Object object : objects) {
                writer.writeObject(
                        object instanceof PrivateKey key
                                ? new PemObject("PRIVATE KEY", key.getEncoded())
                                : new JcaMiscPEMGenerator(object));
            }
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
