package chat.hearth.storage.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chat.hearth.core.log.Change;
import chat.hearth.core.session.Device;
import chat.hearth.core.session.SeenDevice;
import chat.hearth.protocol.credential.TokenHash;
import chat.hearth.protocol.id.DeviceId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

interface DeviceContract extends Opened {
    DeviceId PHONE = new DeviceId("phone");
    TokenHash ONE = new TokenHash("1".repeat(64));
    TokenHash OTHER = new TokenHash("2".repeat(64));

    @Test
    default void givesADeviceAToken() {
        long user = world().user("a").key();
        var device = World.await(store().devices().issue(user, PHONE, 5, ONE, 99));
        assertThat(device).isEqualTo(new Device(device.key(), PHONE, user, ONE, 99, 0, 5, false));
        assertThat(store().devices().byKey(device.key())).contains(device);
        assertThat(store().devices().byId(PHONE)).containsExactly(device);
    }

    @Test
    default void keepsARowForEachUserOfADevice() {
        var anna = World.await(store().devices().issue(world().user("a").key(), PHONE, 5, ONE, 99));
        var bert = World.await(store().devices().issue(world().user("b").key(), PHONE, 5, OTHER, 99));
        assertThat(store().devices().byId(PHONE)).containsExactlyInAnyOrder(anna, bert);
    }

    @Test
    default void replacesTheTokenAndKeepsTheTicketNumber() {
        long user = world().user("a").key();
        var device = World.await(store().devices().issue(user, PHONE, 5, ONE, 99));
        World.await(store().devices().redeem(device.key(), 7));
        var again = World.await(store().devices().issue(user, PHONE, 1, OTHER, 100));
        assertThat(again).isEqualTo(new Device(device.key(), PHONE, user, OTHER, 100, 7, 1, false));
    }

    @Test
    default void revokesAUsersOwnDevicesOnceAndTellsSo() {
        var anna = world().user("a").key();
        var bert = world().user("b").key();
        var phone = World.await(store().devices().issue(anna, PHONE, 5, ONE, 99));
        var other = World.await(store().devices().issue(bert, PHONE, 5, OTHER, 99));
        assertThat(World.await(store().devices().revoke(anna, List.of(PHONE, new DeviceId("none")))))
                .containsExactly(phone.revoked());
        assertThat(store().devices().byKey(phone.key())).contains(phone.revoked());
        assertThat(store().devices().byKey(other.key())).contains(other);
        assertThat(World.await(store().devices().redeem(phone.key(), 1))).isFalse();
        assertThat(World.await(store().devices().revoke(anna, List.of(PHONE)))).isEmpty();
        assertThat(recorder().changes(Change.DeviceRevoked.class))
                .containsExactly(new Change.DeviceRevoked(anna, phone.key()));
        assertThat(World.await(store().devices().issue(anna, PHONE, 5, OTHER, 99))
                        .isRevoked())
                .isFalse();
    }

    @Test
    default void listsAUsersDevicesTheMostRecentlySeenFirst() {
        var anna = world().user("a").key();
        var phone = World.await(store().devices().issue(anna, PHONE, 5, ONE, 99));
        var laptop = World.await(store().devices().issue(anna, new DeviceId("laptop"), 1, ONE, 99));
        var lost = World.await(store().devices().issue(anna, new DeviceId("lost"), 1, ONE, 99));
        World.await(store().devices().issue(world().user("b").key(), PHONE, 5, OTHER, 99));
        World.await(store().devices().redeem(phone.key(), 3));
        World.await(store().devices().revoke(anna, List.of(lost.id())));
        var seen = store().devices().byKey(phone.key()).orElseThrow();
        assertThat(store().devices().ofUser(anna, 10))
                .containsExactly(new SeenDevice(seen, World.NOW_MS), new SeenDevice(laptop, 0));
        assertThat(store().devices().ofUser(anna, 1)).hasSize(1);
    }

    @Test
    default void redeemsATicketOnceOfManyAttempts() {
        var device = World.await(store().devices().issue(world().user("a").key(), PHONE, 5, ONE, 99));
        var attempts = IntStream.range(0, 20)
                .mapToObj(_ -> store().devices().redeem(device.key(), 1))
                .toList();
        assertThat(attempts.stream().map(World::await).filter(isRedeemed -> isRedeemed))
                .hasSize(1);
    }

    @Test
    default void refusesAnOlderTicket() {
        var device = World.await(store().devices().issue(world().user("a").key(), PHONE, 5, ONE, 99));
        assertThat(World.await(store().devices().redeem(device.key(), 5))).isTrue();
        assertThat(World.await(store().devices().redeem(device.key(), 4))).isFalse();
        assertThat(World.await(store().devices().redeem(device.key(), 6))).isTrue();
    }

    @Test
    default void redeemsNothingForAnUnknownDevice() {
        assertThat(World.await(store().devices().redeem(4711, 1))).isFalse();
    }

    @Test
    default void failsForAnUnknownUserAndOnlyForThat() {
        long user = world().user("a").key();
        var wrong = store().devices().issue(4711, PHONE, 5, ONE, 99);
        var right = store().devices().issue(user, PHONE, 5, ONE, 99);
        assertThatThrownBy(() -> World.await(wrong)).isInstanceOf(RuntimeException.class);
        assertThat(World.await(right).user()).isEqualTo(user);
    }
}
