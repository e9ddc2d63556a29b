package chat.hearth.gateway.admin;

import chat.hearth.core.outcome.Outcome;
import chat.hearth.core.outcome.Refusal;
import chat.hearth.core.session.Tokens;
import chat.hearth.core.user.Profile;
import chat.hearth.core.user.StoredUser;
import chat.hearth.core.user.Users;
import chat.hearth.protocol.id.DeviceId;
import chat.hearth.protocol.id.UserId;
import chat.hearth.protocol.v1.ErrorCode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// Users and their tokens.
final class UserCalls {
    private static final int KIND_ROBOT = 1;
    private static final int DISPLAY_NAME = 0x1;
    private static final int PORTRAIT = 0x2;
    private static final int GENDER = 0x4;
    private static final int MOBILE = 0x8;
    private static final int EMAIL = 0x10;
    private static final int ADDRESS = 0x20;
    private static final int COMPANY = 0x40;
    private static final int SOCIAL = 0x80;
    private static final int EXTRA = 0x100;
    private static final int NAME = 0x200;
    private static final int ALL = 0x3ff;

    private final Users users;
    private final Tokens tokens;

    UserCalls(Users users, Tokens tokens) {
        this.users = users;
        this.tokens = tokens;
    }

    /// Creates a user, or replaces the profile of the one with this id.
    CallOutcome create(Fields request) {
        var id = request.text("userId", UUID.randomUUID().toString());
        if (!UserId.isValid(id)) {
            return new CallOutcome.Refused(Refusal.invalid("userId", "must be 1-64 letters, digits or . _ @ + = ~ -"));
        }
        var profile = changed(Profile.named("", ""), ALL, request.number("type", 0), request);
        var stored = users.put(new UserId(id), profile).join();
        return CallOutcome.of(
                stored,
                user -> Map.of(
                        "userId", user.id().value(), "name", user.profile().name()));
    }

    /// Changes the fields of `userInfo` that `flag` names.
    CallOutcome update(Fields request) {
        var changes = request.child("userInfo");
        var before = users.one(changes.required("userId"), "userInfo.userId");
        int mask = request.number("flag", 0);
        return CallOutcome.then(before, user -> {
            var profile = changed(user.profile(), mask, user.profile().kind(), changes);
            return CallOutcome.of(users.put(user.id(), profile).join(), _ -> Call.NOTHING);
        });
    }

    /// A user by `userId` or `name`.
    CallOutcome find(Fields request) {
        var id = request.text("userId");
        var name = request.text("name");
        if (id.isEmpty() && name.isEmpty()) {
            return new CallOutcome.Refused(
                    Refusal.invalid("userId, name", "one is required; mobile can't be looked up"));
        }
        var found = id.isEmpty() ? users.named(name) : users.find(id);
        return CallOutcome.of(
                found.<Outcome<StoredUser>>map(Outcome::done)
                        .orElseGet(() -> Outcome.refused(ErrorCode.USER_NOT_FOUND)),
                UserCalls::shown);
    }

    /// A token for a device of a user; the device's old one is dead at once.
    CallOutcome token(Fields request) {
        var device = request.required("clientId");
        if (!DeviceId.isValid(device)) {
            return new CallOutcome.Refused(
                    Refusal.invalid("clientId", "must be 1-64 letters, digits or . _ @ + = ~ -"));
        }
        int platform = request.number("platform", 0);
        return CallOutcome.then(users.one(request.required("userId"), "userId"), user -> {
            if (user.profile().kind() == KIND_ROBOT) {
                return new CallOutcome.OldRefusal(OldNumbers.ROBOTS_GET_NO_TOKEN, "Robots get no token.");
            }
            return CallOutcome.of(tokens.issue(user, new DeviceId(device), platform), issued -> {
                var fields = new LinkedHashMap<String, Object>();
                fields.put("userId", user.id().value());
                fields.put("token", issued.getToken());
                fields.put("expiresAtMs", issued.getExpiresAtMs());
                return fields;
            });
        });
    }

    private static Profile changed(Profile before, int mask, int kind, Fields to) {
        return new Profile(
                text(before.name(), mask & NAME, to, "name"),
                text(before.displayName(), mask & DISPLAY_NAME, to, "displayName"),
                text(before.portrait(), mask & PORTRAIT, to, "portrait"),
                kind,
                (mask & GENDER) == 0 ? before.gender() : to.number("gender", 0),
                text(before.mobile(), mask & MOBILE, to, "mobile"),
                text(before.email(), mask & EMAIL, to, "email"),
                text(before.address(), mask & ADDRESS, to, "address"),
                text(before.company(), mask & COMPANY, to, "company"),
                text(before.social(), mask & SOCIAL, to, "social"),
                text(before.extra(), mask & EXTRA, to, "extra"));
    }

    private static String text(String before, int isChanged, Fields to, String name) {
        return isChanged == 0 ? before : to.text(name);
    }

    private static Map<String, Object> shown(StoredUser user) {
        var profile = user.profile();
        var fields = new LinkedHashMap<String, Object>();
        fields.put("userId", user.id().value());
        fields.put("name", profile.name());
        fields.put("displayName", profile.displayName());
        fields.put("portrait", profile.portrait());
        fields.put("gender", profile.gender());
        fields.put("mobile", profile.mobile());
        fields.put("email", profile.email());
        fields.put("address", profile.address());
        fields.put("company", profile.company());
        fields.put("social", profile.social());
        fields.put("extra", profile.extra());
        fields.put("type", profile.kind());
        fields.put("deleted", 0);
        fields.put("updateDt", user.version());
        return fields;
    }
}
