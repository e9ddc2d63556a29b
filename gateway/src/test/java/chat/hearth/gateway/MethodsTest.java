package chat.hearth.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.protocol.Encoding;
import chat.hearth.protocol.id.Cid;
import chat.hearth.protocol.v1.AddMembers;
import chat.hearth.protocol.v1.Body;
import chat.hearth.protocol.v1.ConversationChange;
import chat.hearth.protocol.v1.CreateGroup;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.FetchConversation;
import chat.hearth.protocol.v1.FetchDiff;
import chat.hearth.protocol.v1.FetchHistory;
import chat.hearth.protocol.v1.FetchReaders;
import chat.hearth.protocol.v1.FetchUsers;
import chat.hearth.protocol.v1.ListConversations;
import chat.hearth.protocol.v1.ListMembers;
import chat.hearth.protocol.v1.MarkDelivered;
import chat.hearth.protocol.v1.MarkRead;
import chat.hearth.protocol.v1.OpenDirect;
import chat.hearth.protocol.v1.RenewToken;
import chat.hearth.protocol.v1.Reply;
import chat.hearth.protocol.v1.Request;
import chat.hearth.protocol.v1.Send;
import chat.hearth.protocol.v1.ServerFrame.FrameCase;
import chat.hearth.protocol.v1.ShowTyping;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every method of the protocol reaches core and comes back, in both encodings.
class MethodsTest {
    private final TestNode node = TestNode.start();

    @AfterEach
    void stop() {
        node.close();
    }

    private WireClient session(Encoding encoding, String user) throws Exception {
        var client = WireClient.connect(node.port(), encoding);
        client.hello(node.ticket(user, user + "-device"));
        return client;
    }

    @ParameterizedTest
    @EnumSource
    void carriesAConversationOfTwo(Encoding encoding) throws Exception {
        try (var ann = session(encoding, "ann");
                var bob = session(encoding, "bob")) {
            var opened = ann.ask(
                    Request.newBuilder().setOpenDirect(OpenDirect.newBuilder().setUserId("bob")));
            var conversation = opened.getConversation().getConversation();
            assertThat(conversation).isEqualTo("d:ann:bob");

            var send = send(conversation, "Grüße, 你好 👋", 1);
            var sent = ann.ask(Request.newBuilder().setSend(send)).getSent();
            assertThat(sent.getSeq()).isEqualTo(1);
            assertThat(sent.getDuplicate()).isFalse();
            assertThat(ann.ask(Request.newBuilder().setSend(send)).getSent().getDuplicate())
                    .isTrue();
            var message = event(bob);
            assertThat(message.getConversation()).isEqualTo(conversation);
            assertThat(message.getMessage().getBody().getText()).isEqualTo("Grüße, 你好 👋");
            assertThat(message.getMessage().getMessageId()).isEqualTo(sent.getMessageId());

            var history = bob.ask(Request.newBuilder()
                            .setFetchHistory(FetchHistory.newBuilder().setConversation(conversation)))
                    .getHistory();
            assertThat(history.getMessagesList()).containsExactly(message.getMessage());
            var diff = bob.ask(Request.newBuilder()
                            .setFetchDiff(FetchDiff.newBuilder().setConversation(conversation)))
                    .getDiff();
            assertThat(diff.getMessagesList()).containsExactly(message.getMessage());

            var delivered = bob.ask(Request.newBuilder()
                    .setMarkDelivered(MarkDelivered.newBuilder()
                            .setConversation(conversation)
                            .setSeq(1)));
            assertThat(delivered.getDeliveredMarked().getDeliveredSeq()).isEqualTo(1);
            var of = FetchReaders.newBuilder().setConversation(conversation).setSeq(1);
            var readers = ann.ask(Request.newBuilder().setFetchReaders(of))
                    .getReaders()
                    .getList();
            assertThat(readers.getUserIdsList()).isEmpty();
            assertThat(readers.getDeliveredUserIdsList()).containsExactly("bob");
            var read = bob.ask(Request.newBuilder()
                    .setMarkRead(
                            MarkRead.newBuilder().setConversation(conversation).setSeq(1)));
            assertThat(read.getReadMarked().getReadSeq()).isEqualTo(1);
            var typing = bob.ask(Request.newBuilder()
                    .setShowTyping(ShowTyping.newBuilder()
                            .setConversation(conversation)
                            .setActive(true)));
            assertThat(typing.hasTypingShown()).isTrue();
            var signal = ann.nextOf(FrameCase.SIGNAL).getSignal();
            assertThat(signal.hasTyping() || signal.hasReceipt()).isTrue();
        }
    }

    private static ConversationChange event(WireClient client) throws Exception {
        var event = client.nextOf(FrameCase.EVENT).getEvent();
        while (!event.getConversation().hasMessage()) {
            event = client.nextOf(FrameCase.EVENT).getEvent();
        }
        return event.getConversation();
    }

    @ParameterizedTest
    @EnumSource
    void carriesAGroup(Encoding encoding) throws Exception {
        node.user("bob");
        node.user("cat");
        try (var ann = session(encoding, "ann")) {
            var made = ann.ask(Request.newBuilder()
                            .setCreateGroup(CreateGroup.newBuilder()
                                    .setCid(cid(1))
                                    .setName("team")
                                    .addMembers("bob")))
                    .getConversation();
            assertThat(made.getName()).isEqualTo("team");
            var id = made.getConversation();
            var grown = ann.ask(Request.newBuilder()
                    .setAddMembers(AddMembers.newBuilder().setConversation(id).addUserIds("cat")));
            assertThat(grown.getConversation().getMemberCount()).isEqualTo(3);
            var members = ann.ask(
                    Request.newBuilder().setListMembers(ListMembers.newBuilder().setConversation(id)));
            assertThat(members.getMemberPage().getMembersCount()).isEqualTo(3);
            var listed = ann.ask(Request.newBuilder().setListConversations(ListConversations.getDefaultInstance()));
            assertThat(listed.getConversationPage().getConversations(0).getConversation())
                    .isEqualTo(id);
            var fetched = ann.ask(Request.newBuilder()
                    .setFetchConversation(FetchConversation.newBuilder().setConversation(id)));
            assertThat(fetched.getConversation().getMemberCount()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void findsUsersAndRenewsTokens(Encoding encoding) throws Exception {
        try (var ann = session(encoding, "ann")) {
            var users = ann.ask(Request.newBuilder()
                    .setFetchUsers(FetchUsers.newBuilder().addUserIds("ann").addUserIds("nobody")));
            assertThat(users.getUsers().getUsersList()).hasSize(1);
            var renewed = ann.ask(Request.newBuilder().setRenewToken(RenewToken.getDefaultInstance()));
            assertThat(renewed.getTokenRenewed().getToken()).startsWith(TestNode.ENVIRONMENT + ".ann-device.");
        }
    }

    @ParameterizedTest
    @EnumSource
    void saysWhatIsWrongWithARequest(Encoding encoding) throws Exception {
        node.user("bob");
        try (var ann = session(encoding, "ann")) {
            ann.ask(Request.newBuilder().setOpenDirect(OpenDirect.newBuilder().setUserId("bob")));
            assertRefused(ann, send("d:ann:bob", " ", 1), ErrorCode.TEXT_EMPTY);
            assertRefused(ann, send("d:ann:bob", "x".repeat(10_001), 2), ErrorCode.TEXT_TOO_LONG);
            assertRefused(ann, send("d:ann:bob", "a\0b", 3), ErrorCode.TEXT_FORBIDDEN_CHARACTER);
            assertRefused(ann, send("g:nowhere", "hello", 4), ErrorCode.CONVERSATION_NOT_FOUND);
            assertThat(ann.ask(Request.newBuilder().setSend(send("d:ann:bob", "one", 5)))
                            .hasSent())
                    .isTrue();
            assertRefused(ann, send("d:ann:bob", "other content", 5), ErrorCode.CONFLICT);
            var backwards = MarkRead.newBuilder().setConversation("d:ann:bob").setSeq(-1);
            assertThat(code(ann.ask(Request.newBuilder().setMarkRead(backwards))))
                    .isEqualTo(ErrorCode.INVALID_ARGUMENT);
            var undelivered =
                    MarkDelivered.newBuilder().setConversation("d:ann:bob").setSeq(-1);
            assertThat(code(ann.ask(Request.newBuilder().setMarkDelivered(undelivered))))
                    .isEqualTo(ErrorCode.INVALID_ARGUMENT);
            var strangers =
                    FetchReaders.newBuilder().setConversation("d:bob:cat").setSeq(1);
            assertThat(code(ann.ask(Request.newBuilder().setFetchReaders(strangers))))
                    .isEqualTo(ErrorCode.CONVERSATION_NOT_FOUND);
            var elsewhere =
                    MarkDelivered.newBuilder().setConversation("d:bob:cat").setSeq(1);
            assertThat(code(ann.ask(Request.newBuilder().setMarkDelivered(elsewhere))))
                    .isEqualTo(ErrorCode.CONVERSATION_NOT_FOUND);
            var foreign = MarkRead.newBuilder().setConversation("d:bob:cat").setSeq(1);
            assertThat(code(ann.ask(Request.newBuilder().setMarkRead(foreign))))
                    .isEqualTo(ErrorCode.CONVERSATION_NOT_FOUND);
        }
    }

    private static void assertRefused(WireClient client, Send.Builder send, ErrorCode code) throws Exception {
        assertThat(code(client.ask(Request.newBuilder().setSend(send)))).isEqualTo(code);
    }

    private static ErrorCode code(Reply reply) {
        return reply.getError().getCode();
    }

    private Send.Builder send(String conversation, String text, int number) {
        return Send.newBuilder()
                .setConversation(conversation)
                .setCid(cid(number))
                .setBody(Body.newBuilder().setKind(1).setText(text));
    }

    private String cid(int number) {
        return Cid.of(node.time.millis(), 0, number).toString();
    }
}
