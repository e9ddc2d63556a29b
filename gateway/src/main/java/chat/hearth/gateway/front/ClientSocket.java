package chat.hearth.gateway.front;

import chat.hearth.protocol.Encoding;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DuplexChannel;

/// One client's WebSocket, as the rest of the gateway sees it. Unless said otherwise, for its event loop
/// only.
public final class ClientSocket {
    private static final int NO_STATUS = -1;
    private static final int NORMAL = 1000;

    private final Channel channel;
    private final Encoding encoding;
    private boolean isGoodbyeSaid;
    private boolean isDeaf;

    ClientSocket(Channel channel, Encoding encoding) {
        this.channel = channel;
        this.encoding = encoding;
    }

    /// What its messages are encoded in. From any thread.
    public Encoding encoding() {
        return encoding;
    }

    /// The thread that everything of this socket happens on. From any thread.
    public EventLoop loop() {
        return channel.eventLoop();
    }

    /// Where buffers for [#write] come from.
    public ByteBufAllocator alloc() {
        return channel.alloc();
    }

    /// Whether the unsent bytes are under the mark. A sender that goes on regardless fills the memory.
    public boolean isWritable() {
        return channel.isWritable();
    }

    /// Writes frames made with [Frames], and releases them. Nothing leaves after the goodbye.
    public void write(ByteBuf frames) {
        if (isGoodbyeSaid) {
            frames.release();
        } else {
            var _ = channel.write(frames, channel.voidPromise());
        }
    }

    /// Sends what was written.
    public void flush() {
        channel.flush();
    }

    /// Asks the client for a sign of life.
    public void ping() {
        write(Frames.control(channel.alloc(), Opcode.PING, Unpooled.EMPTY_BUFFER));
        flush();
    }

    /// Stops or resumes reading from the client, which pushes back on it through TCP. From any thread.
    public void read(boolean on) {
        channel.config().setAutoRead(on);
    }

    /// Says why the connection ends, after all that was written. The channel lives on until the client has
    /// answered: closing it over bytes not yet read would make the kernel throw the goodbye away. The caller
    /// drops it in time.
    public void sayGoodbye(int code, String reason) {
        if (!isGoodbyeSaid) {
            isGoodbyeSaid = true;
            read(true);
            var written = channel.writeAndFlush(Frames.close(channel.alloc(), code, reason));
            if (isDeaf && channel instanceof DuplexChannel duplex) {
                // The client's answer could not be read: the end of what is sent makes it hang up.
                var _ = written.addListener(_ -> {
                    var _ = duplex.shutdownOutput();
                });
            }
        }
    }

    /// Ends the connection without a word.
    public void drop() {
        var _ = channel.close();
    }

    /// Whether this side has sent its Close, first or in answer.
    public boolean isGoodbyeSaid() {
        return isGoodbyeSaid;
    }

    ChannelPipeline pipeline() {
        return channel.pipeline();
    }

    /// The frame decoder has lost its way: nothing can be understood any more.
    void deafen() {
        isDeaf = true;
    }

    void pong(ByteBuf payload) {
        write(Frames.control(channel.alloc(), Opcode.PONG, payload));
        flush();
    }

    /// The client says goodbye: answered in kind, unless it is itself the answer; then the connection ends.
    void goodbyeHeard(int code) {
        if (isGoodbyeSaid) {
            var _ = channel.close();
        } else {
            isGoodbyeSaid = true;
            var _ = channel.writeAndFlush(Frames.close(channel.alloc(), code == NO_STATUS ? NORMAL : code, ""))
                    .addListener(ChannelFutureListener.CLOSE);
        }
    }
}
