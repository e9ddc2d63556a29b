package chat.hearth.core.session;

import chat.hearth.core.delivery.Subscriber;
import chat.hearth.core.message.SendRate;
import chat.hearth.core.message.Sender;
import chat.hearth.core.user.Caller;
import chat.hearth.protocol.id.DeviceId;

/// One admitted connection of a device.
///
/// @param id names the connection in logs
/// @param device database key of `deviceId`'s row
/// @param origin the page's origin it was admitted with; empty = not a browser
/// @param ticketNo the number of the ticket it came with
public record Session(
        String id,
        Caller caller,
        long device,
        DeviceId deviceId,
        String origin,
        long ticketNo,
        Subscriber subscriber,
        SendRate rate) {

    /// This session as the source of sends.
    public Sender sender() {
        return new Sender(caller, subscriber, rate);
    }
}
