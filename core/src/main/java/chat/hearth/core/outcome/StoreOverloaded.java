package chat.hearth.core.outcome;

import chat.hearth.protocol.v1.ErrorCode;
import java.io.Serial;

/// A queue of the store is full; nothing of this is stored.
public final class StoreOverloaded extends StoreUnavailable {
    @Serial
    private static final long serialVersionUID = 1L;

    public StoreOverloaded(String message) {
        super(ErrorCode.OVERLOADED, message);
    }
}
