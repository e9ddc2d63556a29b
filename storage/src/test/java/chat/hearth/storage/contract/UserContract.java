package chat.hearth.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.core.outcome.Outcome;
import chat.hearth.core.user.Profile;
import chat.hearth.protocol.id.UserId;
import chat.hearth.protocol.v1.ErrorCode;
import java.util.List;
import org.junit.jupiter.api.Test;

interface UserContract extends Opened {
    @Test
    default void findsAUserByEveryName() {
        var profile = new Profile("anna", "Anna", "p", 1, 2, "m", "e", "a", "c", "s", "x");
        var anna = World.done(World.await(store().users().put(new UserId("a"), profile)));
        assertThat(anna.profile()).isEqualTo(profile);
        assertThat(anna.isDisabled()).isFalse();
        assertThat(store().users().byId(new UserId("a"))).contains(anna);
        assertThat(store().users().byKey(anna.key())).contains(anna);
        assertThat(store().users().byName("anna")).contains(anna);
    }

    @Test
    default void findsNobodyWhereNobodyIs() {
        world().user("a");
        assertThat(store().users().byId(new UserId("b"))).isEmpty();
        assertThat(store().users().byKey(4711)).isEmpty();
        assertThat(store().users().byName("b")).isEmpty();
        assertThat(store().users().byName("")).isEmpty();
    }

    @Test
    default void findsThoseOfTheIdsThatExist() {
        var anna = world().user("a");
        var bert = world().user("b");
        world().user("c");
        assertThat(store().users().byIds(List.of(new UserId("a"), new UserId("b"), new UserId("z"))))
                .containsExactlyInAnyOrder(anna, bert);
    }

    @Test
    default void replacesTheProfileAndRaisesItsVersion() {
        var before = world().user("a");
        var after = World.done(World.await(store().users().put(new UserId("a"), Profile.named("anna", "Anna B."))));
        assertThat(after.key()).isEqualTo(before.key());
        assertThat(after.version()).isGreaterThan(before.version());
        assertThat(store().users().byId(new UserId("a"))).contains(after);
    }

    @Test
    default void keepsTheVersionOfAnUnchangedProfile() {
        var before = world().user("a");
        assertThat(world().user("a")).isEqualTo(before);
    }

    @Test
    default void refusesANameThatAnotherHas() {
        World.await(store().users().put(new UserId("a"), Profile.named("anna", "Anna")));
        var outcome = World.await(store().users().put(new UserId("b"), Profile.named("anna", "Bert")));
        assertThat(outcome).isEqualTo(Outcome.refused(ErrorCode.NAME_TAKEN));
        assertThat(store().users().byId(new UserId("b"))).isEmpty();
    }

    @Test
    default void freesANameThatIsGivenUp() {
        World.await(store().users().put(new UserId("a"), Profile.named("anna", "Anna")));
        World.await(store().users().put(new UserId("a"), Profile.named("", "Anna")));
        var other = World.done(World.await(store().users().put(new UserId("b"), Profile.named("anna", "B"))));
        assertThat(store().users().byName("anna")).contains(other);
    }
}
