package chat.hearth.core.user;

/// What others see of a user, and what an application keeps about one. Empty means not given.
///
/// @param name the account's name, unique in the environment; empty = none
/// @param kind 0 person, 1 bot, 2 device, 3 administrator
/// @param gender opaque to the server, as the fields after it
public record Profile(
        String name,
        String displayName,
        String portrait,
        int kind,
        int gender,
        String mobile,
        String email,
        String address,
        String company,
        String social,
        String extra) {

    /// A profile with nothing but names.
    public static Profile named(String name, String displayName) {
        return new Profile(name, displayName, "", 0, 0, "", "", "", "", "", "");
    }
}
