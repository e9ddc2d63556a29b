package chat.hearth.launcher.config;

import chat.hearth.kit.config.Key;
import chat.hearth.kit.config.Problem;
import chat.hearth.kit.config.Schema;
import chat.hearth.kit.config.Settings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Every key of `hearth.toml`.
public final class HearthSchema {
    /// Variables of the launcher script and of the build.
    private static final Set<String> FOREIGN_VARIABLES = Set.of("HEARTH_JAVA_HOME", "HEARTH_JAVA_OPTS");

    /// The keys, and what must hold between them.
    public static final Schema SCHEMA = new Schema(
            Stream.of(
                            ServerSettings.KEYS,
                            TlsSettings.KEYS,
                            ImSettings.KEYS,
                            AppSettings.KEYS,
                            StoreSettings.KEYS,
                            ProxySettings.KEYS,
                            LimitsSettings.KEYS,
                            LogSettings.KEYS)
                    .<Key<?>>flatMap(List::stream)
                    .toList(),
            List.of(
                    StoreSettings::problems,
                    LimitsSettings::problems,
                    TlsSettings::problems,
                    AcmeSettings::problems,
                    TlsHops::problems,
                    ImSettings::problems,
                    HearthSchema::onePortTwice,
                    HearthSchema::signatureWithoutSecret),
            Map.of(),
            FOREIGN_VARIABLES);

    private HearthSchema() {}

    private static Stream<Problem> onePortTwice(Settings settings) {
        int api = settings.value(ImSettings.ServerApi.PORT);
        boolean isTwice = api != 0 && api == settings.value(ServerSettings.PORT);
        return isTwice
                ? Stream.of(new Problem(
                        settings.origin(ImSettings.ServerApi.PORT),
                        "im.server_api_port and server.port are both " + api + "; give one of them another"))
                : Stream.empty();
    }

    private static Stream<Problem> signatureWithoutSecret(Settings settings) {
        boolean isWithout = settings.value(ImSettings.ServerApi.LEGACY_SIGNATURE)
                && !settings.value(ImSettings.ServerApi.LEGACY_SECRET).isPresent();
        return isWithout
                ? Stream.of(new Problem(
                        settings.origin(ImSettings.ServerApi.LEGACY_SIGNATURE),
                        "im.legacy_signature needs im.legacy_secret"))
                : Stream.empty();
    }
}
