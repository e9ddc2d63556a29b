package chat.hearth.protocol.catalogue;

import chat.hearth.protocol.v1.CatalogueProto;
import chat.hearth.protocol.v1.CloseCode;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.Traits;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/// Looks up what a code means and what the client does next.
public final class Catalogue {
    private static final Map<ErrorCode, Traits> ERRORS = new EnumMap<>(ErrorCode.class);
    private static final Map<CloseCode, Traits> CLOSES = new EnumMap<>(CloseCode.class);

    static {
        Arrays.stream(ErrorCode.values())
                .filter(code -> code != ErrorCode.UNRECOGNIZED)
                .forEach(code -> ERRORS.put(code, read(code.getValueDescriptor())));
        Arrays.stream(CloseCode.values())
                .filter(code -> code != CloseCode.UNRECOGNIZED)
                .forEach(code -> CLOSES.put(code, read(code.getValueDescriptor())));
    }

    private Catalogue() {}

    /// The traits of an error; a code this version does not know has empty traits.
    public static Traits of(ErrorCode code) {
        return ERRORS.getOrDefault(code, Traits.getDefaultInstance());
    }

    /// The traits of a close code; a code this version does not know has empty traits.
    public static Traits of(CloseCode code) {
        return CLOSES.getOrDefault(code, Traits.getDefaultInstance());
    }

    private static Traits read(EnumValueDescriptor value) {
        return value.getOptions().getExtension(CatalogueProto.traits);
    }
}
