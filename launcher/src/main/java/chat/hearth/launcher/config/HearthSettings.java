package chat.hearth.launcher.config;

import chat.hearth.kit.config.Settings;

/// The whole configuration in force, table by table.
public record HearthSettings(Settings settings) {
    public ServerSettings server() {
        return ServerSettings.of(settings);
    }

    public TlsSettings tls() {
        return TlsSettings.of(settings);
    }

    public ImSettings im() {
        return ImSettings.of(settings);
    }

    public AppSettings app() {
        return AppSettings.of(settings);
    }

    public StoreSettings store() {
        return StoreSettings.of(settings);
    }

    public ProxySettings proxy() {
        return ProxySettings.of(settings);
    }

    public LimitsSettings limits() {
        return LimitsSettings.of(settings);
    }

    public LogSettings log() {
        return LogSettings.of(settings);
    }

    /// What `hearth config show` prints: every key, its value with secrets masked, and where it comes from.
    public String show() {
        return HearthSchema.SCHEMA.show(settings);
    }
}
