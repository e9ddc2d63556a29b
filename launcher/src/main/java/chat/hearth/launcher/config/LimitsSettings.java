package chat.hearth.launcher.config;

import chat.hearth.core.CoreOptions;
import chat.hearth.kit.config.Key;
import chat.hearth.kit.config.Numbers;
import chat.hearth.kit.config.Problem;
import chat.hearth.kit.config.Settings;
import java.util.List;
import java.util.stream.Stream;

/// How much of everything: table `[limits]`. Clients are told the limits that concern them under the same
/// names.
public record LimitsSettings(Frames frames, Content content, Load load) {
    static final List<Key<?>> KEYS = Stream.of(Frames.KEYS, Content.KEYS, Load.KEYS)
            .flatMap(List::stream)
            .toList();

    static LimitsSettings of(Settings settings) {
        return new LimitsSettings(Frames.of(settings), Content.of(settings), Load.of(settings));
    }

    static Stream<Problem> problems(Settings settings) {
        return Stream.of(
                        notAbove(settings, Frames.HELLO, Frames.CLIENT),
                        notAbove(settings, Content.BODY, Frames.CLIENT),
                        bodyFitsIntoAFrame(settings))
                .flatMap(problems -> problems);
    }

    private static Stream<Problem> bodyFitsIntoAFrame(Settings settings) {
        int least = CoreOptions.leastServerFrame(settings.value(Content.BODY));
        if (settings.value(Frames.SERVER) >= least) {
            return Stream.empty();
        }
        var text = Frames.SERVER.name() + " (" + settings.value(Frames.SERVER) + ") must be at least " + least
                + " for a " + Content.BODY.name() + " of " + settings.value(Content.BODY);
        return Stream.of(new Problem(settings.origin(Frames.SERVER), text));
    }

    private static Stream<Problem> notAbove(Settings settings, Key<Integer> lower, Key<Integer> upper) {
        if (settings.value(lower) <= settings.value(upper)) {
            return Stream.empty();
        }
        String text = lower.name() + " (" + settings.value(lower) + ") must not be above " + upper.name() + " ("
                + settings.value(upper) + ")";
        return Stream.of(new Problem(settings.origin(lower), text));
    }

    /// The largest frames in bytes: of a client, of the server, and of a client before its hello.
    public record Frames(int clientBytes, int serverBytes, int helloBytes) {
        static final Key<Integer> CLIENT = Key.of(
                "limits.frame_bytes",
                Numbers.between(1024, 1_048_576, "bytes"),
                65_536,
                "The largest frame of a client.");
        static final Key<Integer> SERVER = Key.of(
                "limits.server_frame_bytes",
                Numbers.between(65_536, 16_777_216, "bytes"),
                262_144,
                "The largest frame of the server.");
        static final Key<Integer> HELLO = Key.of(
                "limits.hello_frame_bytes",
                Numbers.between(1024, 65_536, "bytes"),
                4096,
                "The largest frame of a client that has not said hello.");

        static final List<Key<?>> KEYS = List.of(CLIENT, SERVER, HELLO);

        static Frames of(Settings settings) {
            return new Frames(settings.value(CLIENT), settings.value(SERVER), settings.value(HELLO));
        }
    }

    /// The largest contents: of a text in characters, of a body in bytes, of a group in members, of a file in
    /// bytes.
    public record Content(int textCharacters, int bodyBytes, int groupMembers, int fileBytes) {
        static final Key<Integer> TEXT = Key.of(
                "limits.text_characters",
                Numbers.between(1, 100_000, "characters"),
                10_000,
                "The longest text of a message.");
        static final Key<Integer> BODY = Key.of(
                "limits.body_bytes",
                Numbers.between(1024, 1_000_000, "bytes"),
                49_152,
                "The largest body of a message, encoded.");
        static final Key<Integer> GROUP_MEMBERS =
                Key.of("limits.group_members", Numbers.between(2, 100_000, "members"), 2000, "The largest group.");
        static final Key<Integer> FILE = Key.of(
                "limits.file_bytes",
                Numbers.between(1024, Integer.MAX_VALUE, "bytes"),
                104_857_600,
                "The largest file.");

        static final List<Key<?>> KEYS = List.of(TEXT, BODY, GROUP_MEMBERS, FILE);

        static Content of(Settings settings) {
            return new Content(
                    settings.value(TEXT), settings.value(BODY), settings.value(GROUP_MEMBERS), settings.value(FILE));
        }
    }

    /// The most that may go on at once.
    ///
    /// @param inFlight unanswered requests of one connection
    /// @param sendsPer5s messages of one user in 5 s; 0 for no limit
    /// @param outboundBytes waiting for one connection; so for the frames
    /// @param connections of one node
    public record Load(int inFlight, int sendsPer5s, int outboundBytes, int outboundFrames, int connections) {
        static final Key<Integer> IN_FLIGHT = Key.of(
                "limits.in_flight", Numbers.between(1, 1024, "requests"), 64, "Unanswered requests of one connection.");
        static final Key<Integer> SENDS = Key.of(
                "limits.sends_per_5s",
                Numbers.between(0, 1_000_000, "messages"),
                1000,
                "Messages of one user in 5 s; 0 for no limit.");
        static final Key<Integer> OUTBOUND_BYTES = Key.of(
                "limits.outbound_bytes",
                Numbers.between(1_048_576, 67_108_864, "bytes"),
                1_048_576,
                "Bytes waiting for one slow connection.");
        static final Key<Integer> OUTBOUND_FRAMES = Key.of(
                "limits.outbound_frames",
                Numbers.between(1024, 65_536, "frames"),
                2048,
                "Frames waiting for one slow connection.");
        static final Key<Integer> CONNECTIONS = Key.of(
                "limits.connections", Numbers.between(1, 1_000_000, "connections"), 20_000, "Connections of one node.");

        static final List<Key<?>> KEYS = List.of(IN_FLIGHT, SENDS, OUTBOUND_BYTES, OUTBOUND_FRAMES, CONNECTIONS);

        static Load of(Settings settings) {
            return new Load(
                    settings.value(IN_FLIGHT),
                    settings.value(SENDS),
                    settings.value(OUTBOUND_BYTES),
                    settings.value(OUTBOUND_FRAMES),
                    settings.value(CONNECTIONS));
        }
    }
}
