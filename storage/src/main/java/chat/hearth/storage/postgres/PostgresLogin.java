package chat.hearth.storage.postgres;

/// Which database, as whom.
///
/// @param url `postgresql://host:port/database`, options of the driver after a `?`; may begin with `jdbc:`
/// @param password empty: the server asks for none
public record PostgresLogin(String url, String user, String password) {
    private static final String SCHEME = "postgresql://";
    private static final String JDBC = "jdbc:";

    public PostgresLogin {
        if (!isUrl(url)) {
            throw new IllegalArgumentException("not the address of a PostgreSQL database");
        }
    }

    /// Whether a text has the form of [#url]. One that holds a user or a password has not: addresses are shown.
    public static boolean isUrl(String text) {
        var address = text.startsWith(JDBC) ? text.substring(JDBC.length()) : text;
        return address.matches("postgresql://[^/?@\\s]+/[^/?@\\s]+(\\?[^\\s]*)?")
                && !address.matches(".*[?&](user|password|sslpassword)=.*");
    }

    String jdbcUrl() {
        return url.startsWith(JDBC) ? url : JDBC + url;
    }

    /// The address without options, for people.
    public String shown() {
        var address = url.substring(url.indexOf(SCHEME));
        int options = address.indexOf('?');
        return options < 0 ? address : address.substring(0, options);
    }

    @Override
    public String toString() {
        return user + " at " + shown();
    }
}
