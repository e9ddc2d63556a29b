package chat.hearth.storage.postgres;

import chat.hearth.storage.engine.StoreUnopenable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Refuses a server on which an acknowledgement would not mean what it says.
///
/// @param acceptedRisks dangerous settings that are let pass, with a warning
record ServerCheck(PostgresLogin login, Set<Risk> acceptedRisks) {
    private static final Logger LOG = LoggerFactory.getLogger(ServerCheck.class);
    private static final int OLDEST = 14;
    private static final int PER_MAJOR = 10_000;

    void run(Connection connection) throws SQLException {
        int version = Integer.parseInt(setting(connection, "server_version_num"));
        if (version / PER_MAJOR < OLDEST) {
            throw new StoreUnopenable(login.shown() + " is PostgreSQL " + setting(connection, "server_version")
                    + "; Hearth needs " + OLDEST + " or newer");
        }
        var encoding = setting(connection, "server_encoding");
        if (!encoding.equals("UTF8")) {
            throw new StoreUnopenable(login.shown() + " has the encoding " + encoding
                    + ", which can't hold every text; create the database with UTF8: createdb -E UTF8 -T template0");
        }
        if (isStandby(connection)) {
            throw new StoreUnopenable(
                    login.shown() + " is a standby, which can't be written; name the primary in" + " store.url");
        }
        for (var risk : Risk.values()) {
            check(connection, risk);
        }
    }

    private void check(Connection connection, Risk risk) throws SQLException {
        if (!setting(connection, risk.setting()).equals("off")) {
            return;
        }
        if (!acceptedRisks.contains(risk)) {
            throw new StoreUnopenable(login.shown() + " runs with " + risk.setting() + "=off: " + risk.consequence()
                    + "; turn it on, or accept that by name: store.accepted_risks = [\"" + risk.setting() + "\"]");
        }
        LOG.warn("{} runs with {}=off, as accepted: {}", login.shown(), risk.setting(), risk.consequence());
    }

    private static boolean isStandby(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT pg_is_in_recovery()")) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static String setting(Connection connection, String name) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT current_setting(?)")) {
            statement.setString(1, name);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
