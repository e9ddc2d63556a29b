package chat.hearth.launcher.cli;

import chat.hearth.app.AppCode;
import chat.hearth.app.AppOutcome;
import chat.hearth.app.account.Account;
import chat.hearth.app.account.Accounts;
import chat.hearth.launcher.StartRefused;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// `hearth user`: the accounts of a product that runs.
@Command(
        name = "user",
        description = {
            "Makes, lists and disables accounts, and gives new passwords.",
            "The product must be running on the data folder; it need not be stopped."
        },
        mixinStandardHelpOptions = true)
final class UserCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final Configured configured = new Configured();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data folder. Default: data.",
            scope = ScopeType.INHERIT)
    private @Nullable String data;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "add",
            description = "Makes an account. Without --password-file it makes a password too and prints it once.",
            mixinStandardHelpOptions = true)
    int add(
            @Parameters(paramLabel = "NAME", description = "What the person logs in with.") String name,
            @Option(names = "--display-name", paramLabel = "TEXT", description = "What others see. Default: NAME.")
                    @Nullable String displayName,
            @Option(names = "--admin", description = "May administer this installation.") boolean isAdmin,
            @Option(names = "--password-file", paramLabel = "F", description = "A file with the password on one line.")
                    @Nullable Path passwordFile) {
        var password = ChosenPassword.from(passwordFile);
        var account = with(accounts ->
                done(name, accounts.add(name, password.text(), displayName == null ? "" : displayName, isAdmin)));
        print("added " + account.name() + (isAdmin ? ", an administrator" : "") + password.toTell());
        return 0;
    }

    @Command(name = "list", description = "Lists all accounts, the oldest first.", mixinStandardHelpOptions = true)
    int list() {
        with(accounts -> {
            List<Account> page = accounts.list(0);
            while (!page.isEmpty()) {
                page.forEach(account -> print(line(account)));
                page = accounts.list(page.getLast().key());
            }
            return page;
        });
        return 0;
    }

    @Command(
            name = "disable",
            description = "Ends every log-in of an account and lets nobody log in with it, until reset.",
            mixinStandardHelpOptions = true)
    int disable(@Parameters(paramLabel = "NAME", description = "The account.") String name) {
        with(accounts -> done(name, accounts.disable(name)));
        print("disabled " + name + "; ./hearth user reset " + name + " takes it back");
        return 0;
    }

    @Command(
            name = "reset",
            description = "Gives an account a new password, ends its log-ins, and enables it if it was disabled.",
            mixinStandardHelpOptions = true)
    int reset(
            @Parameters(paramLabel = "NAME", description = "The account.") String name,
            @Option(names = "--password-file", paramLabel = "F", description = "A file with the password on one line.")
                    @Nullable Path passwordFile) {
        var password = ChosenPassword.from(passwordFile);
        with(accounts -> done(name, accounts.reset(name, password.text())));
        print("reset " + name + password.toTell());
        return 0;
    }

    private <T> T with(Function<Accounts, T> work) {
        var settings = configured.settings(
                new Flags().add("--data", "server.data", data).toList());
        return RunningAccounts.with(settings, work);
    }

    private static Account done(String name, AppOutcome<Account> outcome) {
        return switch (outcome) {
            case AppOutcome.Done<Account>(var account) -> account;
            case AppOutcome.Refused<Account>(var code, String _)
            when code == AppCode.NOT_FOUND ->
                throw new StartRefused("there is no account " + name + "; ./hearth user list shows all");
            case AppOutcome.Refused<Account>(AppCode _, var message) -> throw new StartRefused(name + ": " + message);
        };
    }

    private static String line(Account account) {
        return account.name()
                + "  " + account.userId()
                + (account.isAdmin() ? "  admin" : "")
                + (account.isDisabled() ? "  disabled" : "")
                + "  " + account.displayName();
    }

    private void print(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
