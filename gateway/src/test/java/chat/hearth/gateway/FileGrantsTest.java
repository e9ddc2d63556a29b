package chat.hearth.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.protocol.Encoding;
import chat.hearth.protocol.credential.FileGrant;
import chat.hearth.protocol.id.FileId;
import chat.hearth.protocol.id.UserId;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.GrantDownload;
import chat.hearth.protocol.v1.GrantUpload;
import chat.hearth.protocol.v1.OpenDirect;
import chat.hearth.protocol.v1.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Files are granted over the socket, to members and to nobody else.
class FileGrantsTest {
    private static final String CONVERSATION = "d:ann:bob";

    private final TestNode node = TestNode.start();

    @AfterEach
    void stop() {
        node.close();
    }

    @ParameterizedTest
    @EnumSource
    void grantsMembersWhatTheFileStoreTakes(Encoding encoding) throws Exception {
        node.user("bob");
        try (var ann = session(encoding, "ann");
                var eve = session(encoding, "eve")) {
            ann.ask(Request.newBuilder().setOpenDirect(OpenDirect.newBuilder().setUserId("bob")));

            var upload = ann.ask(upload(TestNode.FILE_BYTES)).getUploadGranted();
            var file = new FileId(upload.getFile());
            assertThat(TestNode.GRANT_KEY.read(upload.getGrant()))
                    .contains(new FileGrant.Upload(
                            file,
                            CONVERSATION,
                            new UserId("ann"),
                            "图.png",
                            TestNode.FILE_BYTES,
                            "image/png",
                            upload.getExpiresAtMs()));
            var download = ann.ask(download(file)).getDownloadGranted();
            assertThat(TestNode.GRANT_KEY.read(download.getUrl().split("=", 2)[1]))
                    .contains(new FileGrant.Download(file, CONVERSATION, new UserId("ann"), download.getExpiresAtMs()));

            assertThat(ann.ask(upload(TestNode.FILE_BYTES + 1)).getError().getCode())
                    .isEqualTo(ErrorCode.FILE_TOO_LARGE);
            assertThat(eve.ask(upload(1)).getError().getCode()).isEqualTo(ErrorCode.NOT_A_MEMBER);
            assertThat(eve.ask(download(file)).getError().getCode()).isEqualTo(ErrorCode.CONVERSATION_NOT_FOUND);
        }
    }

    private WireClient session(Encoding encoding, String user) throws Exception {
        var client = WireClient.connect(node.port(), encoding);
        var welcome = client.hello(node.ticket(user, user + "-device"));
        assertThat(welcome.getLimits().getFileBytes()).isEqualTo(TestNode.FILE_BYTES);
        return client;
    }

    private static Request.Builder upload(long size) {
        return Request.newBuilder()
                .setGrantUpload(GrantUpload.newBuilder()
                        .setConversation(CONVERSATION)
                        .setName("图.png")
                        .setSize(size)
                        .setType("image/png"));
    }

    private static Request.Builder download(FileId file) {
        return Request.newBuilder()
                .setGrantDownload(
                        GrantDownload.newBuilder().setConversation(CONVERSATION).setFile(file.value()));
    }
}
