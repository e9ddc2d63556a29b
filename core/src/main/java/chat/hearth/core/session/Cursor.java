package chat.hearth.core.session;

import chat.hearth.core.environment.Environment;
import java.util.Optional;

/// Where a device stands in everything it follows.
///
/// @param epoch of the environment; another one means that marks no longer hold
/// @param device database key
/// @param mark every change before it was sent to the device
/// @param pts the personal log position it was sent
record Cursor(String environment, long epoch, long user, long device, long mark, long pts) {
    private static final String PURPOSE = "cursor";

    String seal(Sealer sealer) {
        return sealer.seal(PURPOSE, SealedFields.write(out -> {
            out.writeUTF(environment);
            out.writeLong(epoch);
            out.writeLong(user);
            out.writeLong(device);
            out.writeLong(mark);
            out.writeLong(pts);
        }));
    }

    /// The cursor, if it was sealed here and is unchanged.
    static Optional<Cursor> open(Sealer sealer, String text) {
        return sealer.open(PURPOSE, text)
                .flatMap(content -> SealedFields.read(
                        content,
                        in -> new Cursor(
                                in.readUTF(),
                                in.readLong(),
                                in.readLong(),
                                in.readLong(),
                                in.readLong(),
                                in.readLong())));
    }

    /// Whether this cursor was given to this device by this installation as it is.
    boolean belongsTo(Environment here, Session session) {
        return environment.equals(here.id())
                && epoch == here.epoch()
                && user == session.caller().key()
                && device == session.device();
    }
}
