package chat.hearth.system;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.protocol.id.Cid;
import chat.hearth.protocol.v1.AddMembers;
import chat.hearth.protocol.v1.Body;
import chat.hearth.protocol.v1.Conversation;
import chat.hearth.protocol.v1.CreateGroup;
import chat.hearth.protocol.v1.FetchHistory;
import chat.hearth.protocol.v1.Message;
import chat.hearth.protocol.v1.OpenDirect;
import chat.hearth.protocol.v1.Persist;
import chat.hearth.protocol.v1.Request;
import chat.hearth.protocol.v1.ShowTyping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Everything people can do, done at random by some users on several devices each, whose connections lag, are
/// cut and come back; and at rest the question whether every device holds what the server shows.
final class SimHistory implements AutoCloseable {
    private static final int USERS = 5;
    private static final int DEVICES = 3;
    /// Above this a list shows only the beginning of a message.
    private static final int LONG_TEXT = 1500;

    private final SplittableRandom random;
    private final SimNode node = new SimNode();
    private final List<SimDevice> devices = new ArrayList<>();
    private final List<String> conversations = new ArrayList<>();
    private int numbers;

    SimHistory(long seed) {
        random = new SplittableRandom(seed);
        for (int user = 0; user < USERS; user++) {
            for (int device = 0; device < DEVICES; device++) {
                // The third device of everybody reads through a straw.
                int room = device == 2 ? 12 : 1024;
                devices.add(new SimDevice(node, "user" + user, "device" + device, room, random.nextLong()));
            }
        }
    }

    /// Lets something happen.
    void step() {
        var device = devices.get(random.nextInt(devices.size()));
        switch (random.nextInt(16)) {
            case 0, 1, 2, 3 -> send(device);
            case 4 -> open(device);
            case 5 -> group(device);
            case 6 -> add(device);
            case 7, 8 -> read(device);
            case 9 -> cut(device);
            case 10 -> look(device);
            case 11 -> pass(random.nextInt(4) == 0 ? random.nextInt(8_000) : random.nextInt(400));
            default -> move(device, random.nextInt(12));
        }
        node.time.run();
        node.settle();
        node.time.run();
        if (random.nextInt(3) > 0) {
            devices.forEach(each -> move(each, 1 + random.nextInt(6)));
        }
    }

    private void send(SimDevice device) {
        if (conversations.isEmpty()) {
            return;
        }
        int number = ++numbers;
        var text = device.user + " " + number + (random.nextInt(12) == 0 ? "x".repeat(LONG_TEXT) : "");
        var body = Body.newBuilder()
                .setKind(1)
                .setText(text)
                .setPersist(random.nextInt(4) == 0 ? Persist.PERSIST_STORED : Persist.PERSIST_COUNTED)
                .build();
        var _ = device.client.send(any(conversations), body);
    }

    private void open(SimDevice device) {
        remember(
                device,
                Request.newBuilder().setOpenDirect(OpenDirect.newBuilder().setUserId(anyUser())));
    }

    private void group(SimDevice device) {
        remember(
                device,
                Request.newBuilder()
                        .setCreateGroup(CreateGroup.newBuilder()
                                .setCid(Cid.of(node.time.millis(), random.nextLong(), random.nextLong())
                                        .toString())
                                .setName("group " + ++numbers)
                                .addMembers(anyUser())));
    }

    private void remember(SimDevice device, Request.Builder request) {
        var _ = device.client.request(request).thenAccept(reply -> {
            var made = reply.getConversation().getConversation();
            if (!conversations.contains(made)) {
                conversations.add(made);
            }
        });
    }

    private void add(SimDevice device) {
        if (!conversations.isEmpty()) {
            var add = AddMembers.newBuilder()
                    .setConversation(any(conversations))
                    .addUserIds(anyUser())
                    .addUserIds(anyUser());
            var _ = device.client.request(Request.newBuilder().setAddMembers(add));
        }
    }

    private void read(SimDevice device) {
        var held = device.client.conversations().join();
        if (!held.isEmpty()) {
            var one = any(held);
            long seq = random.nextLong(one.getSeqHead() + 2);
            var _ = random.nextBoolean()
                    ? device.client.markRead(one.getConversation(), seq)
                    : device.client.markDelivered(one.getConversation(), seq);
        }
    }

    private void look(SimDevice device) {
        if (conversations.isEmpty()) {
            return;
        }
        var conversation = any(conversations);
        if (random.nextBoolean()) {
            var _ = device.client.request(Request.newBuilder()
                    .setShowTyping(ShowTyping.newBuilder()
                            .setConversation(conversation)
                            .setActive(true)));
        } else {
            var _ = device.client.history(FetchHistory.newBuilder()
                    .setConversation(conversation)
                    .setLimit(1 + random.nextInt(20))
                    .build());
        }
    }

    private void cut(SimDevice device) {
        device.client.cut();
        node.time.run();
        if (random.nextBoolean()) {
            device.client.wake();
        }
    }

    /// Moves some of what is on its way.
    private void move(SimDevice device, int count) {
        for (int i = 0; i < count; i++) {
            var edge = device.edge();
            if (edge == null || !(random.nextBoolean() ? edge.deliver() : node.arrive(edge))) {
                continue;
            }
            node.time.run();
        }
    }

    private void pass(long ms) {
        node.time.pass(ms, node::settle);
        node.settle();
    }

    /// Everybody comes back, and everything that is on its way arrives.
    void rest() {
        int quiet = 0;
        while (quiet < 4) {
            devices.forEach(SimDevice::comeBack);
            node.time.run();
            boolean wasBusy = node.arriveAll(devices);
            pass(2_000);
            quiet = wasBusy || devices.stream().anyMatch(SimDevice::isBusy) ? 0 : quiet + 1;
        }
    }

    /// Fails unless every device holds what a fresh one would be shown.
    void check(long seed) {
        for (var device : devices) {
            var held = plain(States.byId(device.client.conversations().join()));
            var shown = plain(States.of(node.core, node.caller(device.user)));
            if (!held.equals(shown)) {
                throw new AssertionError("seed " + seed + ", " + device.user + States.difference(held, shown));
            }
            assertThat(device.repetitions()).as("told twice, seed %d", seed).isZero();
            shown.keySet().forEach(conversation -> checkWindow(seed, device, conversation));
        }
    }

    private void checkWindow(long seed, SimDevice device, String conversation) {
        var window = device.client.window(conversation).join();
        var request = FetchHistory.newBuilder().setConversation(conversation).setLimit(200);
        var newest = LocalNode.done(node.core.histories().fetch(node.caller(device.user), request.build()))
                .getMessagesList();
        int count = Math.min(window.size(), newest.size());
        assertThat(window.subList(window.size() - count, window.size()))
                .as("window of %s in %s, seed %d", device.user, conversation, seed)
                .isEqualTo(newest.subList(newest.size() - count, newest.size()));
        if (!newest.isEmpty() && !window.isEmpty()) {
            assertThat(window.getLast()).isEqualTo(newest.getLast());
        }
    }

    /// Without what a list leaves out of a long message.
    private static Map<String, Conversation> plain(Map<String, Conversation> states) {
        var plain = new TreeMap<String, Conversation>();
        states.forEach((id, state) -> plain.put(
                id,
                state.hasLastMessage()
                        ? state.toBuilder().setLastMessage(shortened(state)).build()
                        : state));
        return plain;
    }

    private static Message shortened(Conversation state) {
        var body = state.getLastMessage().getBody();
        var text = body.getText().substring(0, Math.min(100, body.getText().length()));
        return state.getLastMessage().toBuilder()
                .setBody(body.toBuilder().setText(text))
                .build();
    }

    private String anyUser() {
        return "user" + random.nextInt(USERS);
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    @Override
    public void close() {
        devices.forEach(device -> device.client.close());
        node.time.run();
        node.close();
    }
}
