package chat.hearth.protocol.golden;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.protocol.Encoding;
import chat.hearth.protocol.document.JsonText;
import chat.hearth.protocol.document.SchemaFields;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Released frames stay readable, and are written as they were, for ever (G14).
class GoldenVectorsTest {
    static List<GoldenVector> vectors() {
        return GoldenVectors.all();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void bothEncodingsHoldTheSameFrame(GoldenVector vector) {
        assertThat(vector.decoded(Encoding.JSON)).isEqualTo(vector.decoded(Encoding.PROTO));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void protoIsWrittenByteForByte(GoldenVector vector) {
        var written = Encoding.PROTO.encode(vector.decoded(Encoding.JSON));
        assertThat(HexFormat.of().formatHex(written)).isEqualTo(vector.protoHex());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void jsonIsWrittenWithTheSameMembersAndValues(GoldenVector vector) {
        var written = new String(Encoding.JSON.encode(vector.decoded(Encoding.PROTO)), StandardCharsets.UTF_8);
        assertThat(JsonText.value(written)).isEqualTo(JsonText.value(vector.json()));
    }

    @Test
    void everyFieldOfTheSchemaIsInSomeVector() {
        var shown = vectors().stream()
                .flatMap(vector -> SchemaFields.setIn(vector.decoded(Encoding.PROTO)).stream())
                .collect(Collectors.toSet());
        assertThat(SchemaFields.all())
                .as("a new field needs a vector: put it into docs/PROTOCOL.md and run GoldenRelease")
                .isSubsetOf(shown);
    }

    @Test
    void releasedVectorsNeverChange() {
        var hashes = GoldenVectors.files().stream()
                .collect(Collectors.toMap(file -> String.valueOf(file.getFileName()), GoldenVectors::hash));
        assertThat(hashes)
                .as("vectors are only ever added, in the file of a new version")
                .isEqualTo(GoldenVectors.releasedHashes());
    }

    @Test
    void namesAreUnique() {
        assertThat(vectors()).extracting(GoldenVector::name).doesNotHaveDuplicates();
    }
}
