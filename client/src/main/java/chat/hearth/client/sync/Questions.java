package chat.hearth.client.sync;

import chat.hearth.client.request.Calls;
import chat.hearth.client.request.Calls.Repeat;
import chat.hearth.client.request.RequestFailed;
import chat.hearth.client.wire.ClientLoop;
import chat.hearth.client.wire.Refusal;
import chat.hearth.protocol.v1.Reply;
import chat.hearth.protocol.v1.Request;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks for this package and forgets what was asked on an earlier connection.
///
/// An answer that does not come is asked for again as long as the connection lives; with a connection's
/// end every open question is void, because the resume decides afresh what is missing.
final class Questions {
    private static final long DEADLINE_MS = 20_000;
    private static final long AGAIN_AFTER_MS = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(Questions.class);

    private final ClientLoop loop;
    private final Calls calls;
    private int generation;

    Questions(ClientLoop loop, Calls calls) {
        this.loop = loop;
        this.calls = calls;
    }

    ClientLoop loop() {
        return loop;
    }

    /// The connection is gone.
    void voidAll() {
        generation++;
    }

    /// Asks; one of the two is called, unless the connection ends first.
    void ask(Request.Builder request, Consumer<Reply> answered, Consumer<Refusal> refused) {
        int asked = generation;
        var _ = calls.call(request, DEADLINE_MS, Repeat.NO).whenComplete((reply, failure) -> {
            if (asked == generation) {
                settle(request, new Answer(reply, failure), answered, refused);
            }
        });
    }

    private void settle(Request.Builder request, Answer answer, Consumer<Reply> answered, Consumer<Refusal> refused) {
        int asked = generation;
        try {
            if (answer.reply != null) {
                answered.accept(answer.reply);
            } else if (answer.failure instanceof RequestFailed.Refused no) {
                refused.accept(no.refusal());
            } else {
                loop.after(AGAIN_AFTER_MS, () -> {
                    if (asked == generation) {
                        ask(request, answered, refused);
                    }
                });
            }
        } catch (RuntimeException e) {
            // A future would keep this to itself.
            LOG.error("The answer to {} could not be taken", request.getMethodCase(), e);
            throw e;
        }
    }

    private record Answer(@Nullable Reply reply, @Nullable Throwable failure) {}
}
