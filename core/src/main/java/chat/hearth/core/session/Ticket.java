package chat.hearth.core.session;

import chat.hearth.core.user.Caller;
import chat.hearth.protocol.id.DeviceId;
import chat.hearth.protocol.id.UserId;
import java.util.Optional;

/// Single-use admission of one device to any node.
///
/// @param device database key of `deviceId`'s row
/// @param origin the page's origin it was issued to; empty = not a browser
/// @param number must be greater than the last redeemed number of the device
/// @param expiresAtMs milliseconds since 1970-01-01 UTC
record Ticket(
        String environment,
        Caller caller,
        long device,
        DeviceId deviceId,
        String origin,
        long number,
        long expiresAtMs) {
    private static final String PURPOSE = "ticket";

    String seal(Sealer sealer) {
        return sealer.seal(PURPOSE, SealedFields.write(out -> {
            out.writeUTF(environment);
            out.writeLong(caller.key());
            out.writeUTF(caller.id().value());
            out.writeLong(device);
            out.writeUTF(deviceId.value());
            out.writeUTF(origin);
            out.writeLong(number);
            out.writeLong(expiresAtMs);
        }));
    }

    /// The ticket, if it was sealed here and is unchanged.
    static Optional<Ticket> open(Sealer sealer, String text) {
        return sealer.open(PURPOSE, text)
                .flatMap(content -> SealedFields.read(
                        content,
                        in -> new Ticket(
                                in.readUTF(),
                                new Caller(in.readLong(), new UserId(in.readUTF())),
                                in.readLong(),
                                new DeviceId(in.readUTF()),
                                in.readUTF(),
                                in.readLong(),
                                in.readLong())));
    }
}
