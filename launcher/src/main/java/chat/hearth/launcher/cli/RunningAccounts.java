package chat.hearth.launcher.cli;

import chat.hearth.app.account.Accounts;
import chat.hearth.app.im.ImNodeFailed;
import chat.hearth.kit.secret.SecretFolder;
import chat.hearth.launcher.StartRefused;
import chat.hearth.launcher.config.HearthSettings;
import chat.hearth.launcher.product.AppRole;
import chat.hearth.launcher.serverapi.RunningProduct;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Function;

/// The accounts of a product that runs in another process. Both write to the same database, which takes one after the
/// other.
final class RunningAccounts {
    private RunningAccounts() {}

    static <T> T with(HearthSettings settings, Function<Accounts, T> work) {
        var data = settings.server().data();
        var running = running(data);
        var secrets = SecretFolder.open(data.resolve("secrets"));
        try (var app = AppRole.open(settings.app(), data, secrets, running.serverApi(), InstantSource.system())) {
            return work.apply(app.server().accounts());
        } catch (ImNodeFailed e) {
            throw new StartRefused(String.valueOf(e.getMessage()), e);
        }
    }

    private static RunningProduct running(Path data) {
        try {
            return RunningProduct.in(data);
        } catch (UncheckedIOException e) {
            throw new StartRefused("nothing runs in " + data + ": start it with ./hearth run, or name its --data", e);
        }
    }
}
