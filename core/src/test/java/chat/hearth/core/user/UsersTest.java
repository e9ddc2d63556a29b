package chat.hearth.core.user;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.fake.FakeUsers;
import chat.hearth.core.fake.Rows;
import chat.hearth.core.outcome.Outcome;
import chat.hearth.protocol.id.UserId;
import chat.hearth.protocol.v1.ErrorCode;
import chat.hearth.protocol.v1.FetchUsers;
import chat.hearth.protocol.v1.User;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsersTest {
    private static final String HALF = Character.toString((char) 0xD83D);

    private final FakeUsers store = new FakeUsers(Rows.user(1), Rows.user(2), Rows.user(3));
    private final Users users = new Users(store);

    @Test
    void fetchesThoseThatExist() {
        var found = fetch(List.of("u3", "u1", "u9", "u1"));

        assertThat(((Outcome.Done<chat.hearth.protocol.v1.Users>) found).value().getUsersList())
                .extracting(User::getUserId)
                .containsExactlyInAnyOrder("u1", "u3");
    }

    @Test
    void refusesTooManyNoneAndBrokenIds() {
        assertThat(code(fetch(List.of()))).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        assertThat(code(fetch(Collections.nCopies(101, "u1")))).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        assertThat(code(fetch(List.of("u 1")))).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    }

    @Test
    void keepsTheOrderAskedForAndDropsRepetitions() {
        var all = users.all(List.of("u3", "u1", "u3"), "userIds");

        assertThat(((Outcome.Done<List<StoredUser>>) all).value())
                .extracting(StoredUser::key)
                .containsExactly(3L, 1L);
        assertThat(code(users.all(List.of("u1", "u9"), "userIds"))).isEqualTo(ErrorCode.USER_NOT_FOUND);
    }

    @Test
    void findsByIdAndByName() {
        assertThat(users.find("u1")).contains(Rows.user(1));
        assertThat(users.find("u9")).isEmpty();
        assertThat(users.find("not an id")).isEmpty();
        assertThat(users.named("name2")).contains(Rows.user(2));
    }

    @Test
    void refusesProfilesThatAStoreCouldNotHold() {
        assertThat(code(put(Profile.named("a".repeat(101), "")))).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        assertThat(code(put(Profile.named("", "a\nb")))).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        assertThat(code(put(Profile.named("", HALF)))).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        assertThat(code(put(profile(HALF, "")))).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        assertThat(code(put(profile("a".repeat(4001), "")))).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        assertThat(code(put(profile("", HALF)))).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        assertThat(code(put(profile("", "a\0")))).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        assertThat(put(profile("a".repeat(4000), "lines\nare fine here"))).isInstanceOf(Outcome.Done.class);
    }

    private static Profile profile(String address, String extra) {
        return new Profile("ann", "Ann", "", 0, 0, "", "", address, "", "", extra);
    }

    private Outcome<StoredUser> put(Profile profile) {
        return users.put(new UserId("u1"), profile).join();
    }

    private Outcome<chat.hearth.protocol.v1.Users> fetch(List<String> ids) {
        return users.fetch(FetchUsers.newBuilder().addAllUserIds(ids).build());
    }

    private static <T> ErrorCode code(Outcome<T> outcome) {
        return ((Outcome.Refused<T>) outcome).refusal().code();
    }
}
