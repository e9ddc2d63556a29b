package chat.hearth.launcher.config;

import static java.util.Map.entry;

import chat.hearth.kit.config.Key;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What becomes of each key of the old system's file.
final class LegacyKeys {
    private static final String NOT_YET = "this version has no such setting";

    /// Keys that mean the same here under another name; the aliases of the schema come on top.
    private static final Map<String, Key<?>> RENAMED = Map.of(
            "local_port", ServerSettings.PORT,
            "http.admin.port", ImSettings.ServerApi.PORT,
            "http.admin.secret_key", ImSettings.ServerApi.LEGACY_SECRET,
            "client.request_rate_limit", LimitsSettings.Load.SENDS);

    /// Keys by name, or by their part before the first dot, that mean nothing here; the others are unknown.
    private static final Map<String, String> REASONS = Map.ofEntries(
            entry("port", "there is no separate long-link port; everything uses server.port"),
            entry("http_port", "the announced port is part of server.public_origins"),
            entry("https_port", "say https://NAME in server.public_origins"),
            entry("ssl_port", "there is no separate long-link port; everything uses server.port"),
            entry("node_id", "nodes number themselves"),
            entry("embed.db", "the store is chosen by store.kind; data is not moved by this command"),
            entry("h2db.path", "the store lives in server.data; data is not moved by this command"),
            entry("db.auto_clean_history_messages", NOT_YET),
            entry("http.admin.no_check_time", "the clock check of signed requests cannot be switched off"),
            entry("token.key", "tokens are random and need no key"),
            entry("token.expire_time", "tokens live at most 24 hours and renew themselves"),
            entry("message.max_queue", "a timeline has no length limit"),
            entry("message.roaming", "every device sees the whole history it may see"),
            entry("message.remote_history_message", "history is always loaded from the server"),
            entry("server.multi_endpoint", "several devices of a user are always allowed"),
            entry("server.multi_pc_endpoint", "several devices of a user are always allowed"),
            entry("server.multi_pad_endpoint", "several devices of a user are always allowed"),
            entry("message", NOT_YET),
            entry("friend", NOT_YET),
            entry("chatroom", NOT_YET),
            entry("group", NOT_YET),
            entry("user", NOT_YET),
            entry("http", NOT_YET),
            entry("media", NOT_YET),
            entry("local", NOT_YET),
            entry("server", NOT_YET),
            entry("push", NOT_YET),
            entry("sensitive", NOT_YET));

    private LegacyKeys() {}

    /// The key that carries the old one's meaning; null when none does.
    static @Nullable Key<?> successor(String legacyKey) {
        Key<?> renamed = RENAMED.get(legacyKey);
        Key<?> known = renamed == null ? HearthSchema.SCHEMA.find(legacyKey) : renamed;
        boolean isOldName = known != null && !known.name().equals(legacyKey);
        return isOldName ? known : null;
    }

    /// Why an old key has no successor.
    static String reason(String legacyKey) {
        String ofKey = REASONS.get(legacyKey);
        int dot = legacyKey.indexOf('.');
        String ofTable = dot < 0 ? null : REASONS.get(legacyKey.substring(0, dot));
        if (ofKey != null) {
            return ofKey;
        }
        return ofTable == null ? "not a key that is known of the old system" : ofTable;
    }
}
