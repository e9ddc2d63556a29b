package chat.hearth.client.wire;

import chat.hearth.protocol.v1.Request;
import chat.hearth.protocol.v1.ServerFrame;
import java.net.URI;

/// A dialer whose links show every frame to a [Tap].
public record TappedDialer(Dialer dialer, Tap tap) implements Dialer {
    @Override
    public void dial(URI url, LinkEvents events) {
        dialer.dial(url, new LinkEvents() {
            @Override
            public void opened(Link link) {
                events.opened(new TappedLink(link, tap));
            }

            @Override
            public void received(ServerFrame frame) {
                if (tap.inbound(frame)) {
                    events.received(frame);
                }
            }

            @Override
            public void ended(Ending why) {
                events.ended(why);
            }
        });
    }

    private record TappedLink(Link link, Tap tap) implements Link {
        @Override
        public boolean send(Request request) {
            return !tap.outbound(request) || link.send(request);
        }

        @Override
        public void limitFrames(int bytes) {
            link.limitFrames(bytes);
        }

        @Override
        public void close() {
            link.close();
        }

        @Override
        public void cut() {
            link.cut();
        }

        @Override
        public void reading(boolean isReading) {
            link.reading(isReading);
        }

        @Override
        public long lastHeardNanos() {
            return link.lastHeardNanos();
        }
    }
}
