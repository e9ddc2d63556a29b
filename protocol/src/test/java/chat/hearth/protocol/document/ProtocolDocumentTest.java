package chat.hearth.protocol.document;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.protocol.Encoding;
import chat.hearth.protocol.v1.Request;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// docs/PROTOCOL.md says what the code does.
class ProtocolDocumentTest {
    private static final ProtocolDocument DOCUMENT = ProtocolDocument.read();
    private static final Pattern NAME = Pattern.compile("`([A-Za-z0-9]+)`");

    static List<Example> examples() {
        return DOCUMENT.examples();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void examplesAreCanonical(Example example) {
        var printed = new String(Encoding.JSON.encode(example.parsed()), StandardCharsets.UTF_8);
        assertThat(JsonText.value(example.json())).isEqualTo(JsonText.value(printed));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void examplesAreWhatTheOtherSideReads(Example example) {
        var frame = example.parsed();
        var bytes = example.json().getBytes(StandardCharsets.UTF_8);
        var read =
                frame instanceof Request ? Encoding.JSON.decodeRequest(bytes) : Encoding.JSON.decodeServerFrame(bytes);
        assertThat((Message) read).isEqualTo(frame);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void examplesCarrySomethingKnown(Example example) {
        assertThat(Example.path(example.parsed())).isNotEmpty();
    }

    @Test
    void everyKindOfFrameHasAnExample() {
        var shown = examples().stream()
                .flatMap(example -> SchemaFields.setIn(example.parsed()).stream())
                .collect(Collectors.toSet());
        var kinds = SchemaFields.all().stream()
                .filter(field -> field.getContainingOneof() != null)
                .toList();
        assertThat(kinds).isNotEmpty().isSubsetOf(shown);
    }

    @Test
    void everyFieldIsExplained() {
        var named = NAME.matcher(DOCUMENT.text())
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        assertThat(SchemaFields.all()).extracting(FieldDescriptor::getJsonName).isSubsetOf(named);
    }

    @Test
    void everyValueOfAnEnumerationIsNamed() {
        var values = SchemaFields.all().stream()
                .filter(field -> field.getJavaType() == FieldDescriptor.JavaType.ENUM)
                .flatMap(field -> field.getEnumType().getValues().stream())
                .map(value -> value.getName())
                .filter(name -> !name.endsWith("UNSPECIFIED"))
                .collect(Collectors.toSet());
        assertThat(values)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(DOCUMENT.text()).contains("`" + name + "`"));
    }

    @Test
    void theErrorTableIsTheCatalogue() {
        assertThat(DOCUMENT.rows("Errors")).isEqualTo(CatalogueTables.errors());
    }

    @Test
    void theCloseTableIsTheCatalogue() {
        assertThat(DOCUMENT.rows("Close codes")).isEqualTo(CatalogueTables.closes());
    }

    @Test
    void theSignedExampleIsSignedRight() throws GeneralSecurityException {
        var signed = DOCUMENT.block("text").strip();
        var request = DOCUMENT.block("http\nPOST /admin");
        var key = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        assertThat(request)
                .contains("Signature: sig1=:" + base64(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII))) + ":")
                .contains("Signature-Input: sig1=" + signed.substring(signed.indexOf("(\"@method\"")));
        var body = request.substring(request.indexOf("\n\n")).strip();
        var sha = MessageDigest.getInstance("SHA-256");
        assertThat(request)
                .contains(
                        "Content-Digest: sha-256=:" + base64(sha.digest(body.getBytes(StandardCharsets.UTF_8))) + ":");
    }

    @Test
    void everyGuaranteeIsListedWithItsStatus() {
        var rows = DOCUMENT.rows("Guarantees");
        assertThat(rows).hasSize(15);
        IntStream.range(0, rows.size())
                .forEach(i -> assertThat(rows.get(i))
                        .matches("\\| G" + (i + 1) + " \\| .+ \\| (Holds|Part|Not yet)\\b.* \\|"));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
