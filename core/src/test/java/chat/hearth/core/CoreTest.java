package chat.hearth.core;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.conversation.ConversationStore;
import chat.hearth.core.environment.Environment;
import chat.hearth.core.fake.FakeConversations;
import chat.hearth.core.fake.FakeDevices;
import chat.hearth.core.fake.FakeInbox;
import chat.hearth.core.fake.FakeJournal;
import chat.hearth.core.fake.FakeMessages;
import chat.hearth.core.fake.FakeOutbox;
import chat.hearth.core.fake.FakeUsers;
import chat.hearth.core.fake.ManualClock;
import chat.hearth.core.fake.ManualTimers;
import chat.hearth.core.fake.Rows;
import chat.hearth.core.file.FileOptions;
import chat.hearth.core.inbox.InboxStore;
import chat.hearth.core.inbox.ReadAdvance;
import chat.hearth.core.log.Change;
import chat.hearth.core.log.CommitJournal;
import chat.hearth.core.log.CommitListener;
import chat.hearth.core.message.MessageStore;
import chat.hearth.core.outcome.Outcome;
import chat.hearth.core.session.Admission;
import chat.hearth.core.session.DeviceStore;
import chat.hearth.core.session.Sealer;
import chat.hearth.core.session.Session;
import chat.hearth.core.session.SessionOptions;
import chat.hearth.core.store.Store;
import chat.hearth.core.user.UserStore;
import chat.hearth.protocol.credential.GrantKey;
import chat.hearth.protocol.id.DeviceId;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.Hello;
import chat.hearth.protocol.v1.Send;
import chat.hearth.protocol.v1.Sent;
import chat.hearth.protocol.v1.ServerFrame.FrameCase;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The parts put together, over a store that does what the test says.
class CoreTest {
    private final FakeStore store = new FakeStore();
    private final ManualTimers timers = new ManualTimers();
    private final Core core = Core.open(
            store,
            new CoreOptions(10_000, 49_152, 262_144, 100, SessionOptions.standard(10)),
            FileOptions.standard(new GrantKey(new byte[GrantKey.BYTES]), 1_000_000),
            new Sealer(new byte[Sealer.KEY_BYTES], new SecureRandom()),
            new ManualClock(),
            timers);

    @BeforeEach
    void letUsersIn() {
        store.conversations.set(Rows.conversation(7, 1));
        store.conversations.set(Rows.member(7, 1));
        store.conversations.set(Rows.member(7, 2));
        store.inbox.conversations(7);
    }

    @Test
    void bringsAMessageFromOneDeviceToAnother() {
        var phone = connect(1, "phone");
        var tablet = connect(2, "tablet");
        var answers = new ArrayList<Outcome<Sent>>();

        core.messages().submit(phone.session.sender(), send(1), answers::add);
        store.messages.commit();
        store.release(1, new Change.MessageAppended(store.messages.queued().getFirst(), Rows.stored(1)));

        assertThat(answers).hasSize(1).allMatch(answer -> answer instanceof Outcome.Done);
        assertThat(phone.outbox.events()).isEmpty();
        assertThat(tablet.outbox.events()).hasSize(1);
        timers.pass(Duration.ofSeconds(5));
        assertThat(phone.outbox.kinds()).endsWith(FrameCase.CHECKPOINT);
        assertThat(tablet.outbox.kinds()).endsWith(FrameCase.EVENT, FrameCase.CHECKPOINT);
    }

    @Test
    void readsWhatOneSendsOneself() {
        store.release(1, new Change.MessageAppended(Rows.newMessage(7, 1, null), Rows.stored(4)));
        timers.runDue();

        assertThat(store.inbox.writes().getFirst().wishes()).containsExactly(new ReadAdvance(1, 7, 4));
    }

    @Test
    void judgesByTheRulesThatWereReleased() {
        var phone = connect(1, "phone");
        var answers = new ArrayList<Outcome<Sent>>();
        core.messages().submit(phone.session.sender(), send(1), answers::add);
        assertThat(answers).isEmpty();

        var gone = Rows.member(7, 1, false, 2);
        var row = Rows.conversation(7, Rows.group(7), 2, 2, 1);
        store.conversations.set(gone);
        store.conversations.set(row);
        store.release(2, new Change.MembersChanged(row, Rows.userId(2), List.of(gone)));
        core.messages().submit(phone.session.sender(), send(2), answers::add);

        assertThat(((Outcome.Refused<Sent>) answers.getFirst()).refusal().code())
                .isEqualTo(ErrorCode.NOT_A_MEMBER);
    }

    private record Connected(Session session, FakeOutbox outbox) {}

    private Connected connect(long user, String device) {
        var token = done(core.tokens().issue(Rows.user(user), new DeviceId(device), 5));
        Admission.Issued issued = done(core.admission().route(token.getToken(), ""));
        var outbox = new FakeOutbox();
        var hello = Hello.newBuilder().setTicket(issued.ticket()).build();
        var session = done(core.admission().admit(hello, "", outbox));
        core.sessions().start(session, hello);
        return new Connected(session, outbox);
    }

    private static Send send(long number) {
        return Send.newBuilder()
                .setConversation("g:c7")
                .setCid(Rows.cid(number).toString())
                .setBody(Rows.text("message"))
                .build();
    }

    private static <T> T done(Outcome<T> outcome) {
        return ((Outcome.Done<T>) outcome).value();
    }

    private static final class FakeStore implements Store {
        private final FakeUsers users = new FakeUsers(Rows.user(1), Rows.user(2));
        private final FakeDevices devices = new FakeDevices();
        private final FakeConversations conversations = new FakeConversations();
        private final FakeMessages messages = new FakeMessages(Rows.conversation(7, 1));
        private final FakeInbox inbox = new FakeInbox();
        private final FakeJournal journal = new FakeJournal();
        private final List<CommitListener> listeners = new ArrayList<>();

        void release(long mark, Change change) {
            journal.head = mark;
            listeners.forEach(listener -> listener.released(mark, change));
            listeners.forEach(listener -> listener.committed(mark));
        }

        @Override
        public Environment environment() {
            return new Environment("here", 1);
        }

        @Override
        public UserStore users() {
            return users;
        }

        @Override
        public DeviceStore devices() {
            return devices;
        }

        @Override
        public ConversationStore conversations() {
            return conversations;
        }

        @Override
        public MessageStore messages() {
            return messages;
        }

        @Override
        public InboxStore inbox() {
            return inbox;
        }

        @Override
        public CommitJournal journal() {
            return journal;
        }

        @Override
        public void follow(CommitListener listener) {
            listeners.add(listener);
        }

        @Override
        public void close() {
            listeners.clear();
        }
    }
}
