package chat.hearth.client.fake;

import chat.hearth.client.wire.ClientLoop;
import chat.hearth.client.wire.Dialer;
import chat.hearth.client.wire.Ending;
import chat.hearth.client.wire.LinkEvents;
import chat.hearth.protocol.v1.Request;
import chat.hearth.protocol.v1.ServerFrame;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Dials a [TinyChat] in memory; everything travels through the loop, in order.
public final class FakeDialer implements Dialer {
    public final List<URI> dialled = new ArrayList<>();
    public final Set<URI> dead = new HashSet<>();
    public boolean isSilent;
    private final ClientLoop loop;
    private final TinyChat chat;
    private @Nullable Wire current;

    public FakeDialer(ClientLoop loop, TinyChat chat) {
        this.loop = loop;
        this.chat = chat;
    }

    @Override
    public void dial(URI url, LinkEvents events) {
        dialled.add(url);
        loop.execute(() -> {
            if (dead.contains(url)) {
                events.ended(new Ending.Lost("refused"));
            } else {
                var wire = new Wire(events);
                current = wire;
                events.opened(wire.link);
            }
        });
    }

    /// The connection breaks; what is on its way is lost.
    public void cut() {
        if (current != null) {
            current.end(new Ending.Lost("cut by the test"));
        }
    }

    private final class Wire implements TinyChat.Peer {
        final FakeLink link;
        private final LinkEvents events;
        private boolean isOver;

        Wire(LinkEvents events) {
            this.events = events;
            this.link = new FakeLink(
                    loop, this::sent, isGoodbye -> end(isGoodbye ? new Ending.Left() : new Ending.Lost("cut")));
        }

        private void sent(Request request) {
            if (!isSilent) {
                loop.execute(() -> {
                    if (!isOver) {
                        chat.take(this, request);
                    }
                });
            }
        }

        @Override
        public void push(ServerFrame frame) {
            loop.execute(() -> {
                if (!isOver && !isSilent) {
                    link.heard();
                    events.received(frame);
                }
            });
        }

        @Override
        public void close(int code) {
            loop.execute(() -> end(new Ending.Closed(code, "")));
        }

        void end(Ending why) {
            if (!isOver) {
                isOver = true;
                chat.left(this);
                events.ended(why);
            }
        }
    }
}
