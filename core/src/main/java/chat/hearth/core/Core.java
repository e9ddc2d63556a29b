package chat.hearth.core;

import chat.hearth.core.conversation.Conversations;
import chat.hearth.core.conversation.Standings;
import chat.hearth.core.delivery.Delivery;
import chat.hearth.core.delivery.Repair;
import chat.hearth.core.environment.Environment;
import chat.hearth.core.file.FileOptions;
import chat.hearth.core.file.Files;
import chat.hearth.core.inbox.Inboxes;
import chat.hearth.core.inbox.Readership;
import chat.hearth.core.inbox.Receipts;
import chat.hearth.core.log.Change;
import chat.hearth.core.log.CommitListener;
import chat.hearth.core.message.BodyRules;
import chat.hearth.core.message.Histories;
import chat.hearth.core.message.Messages;
import chat.hearth.core.presence.TypingSignals;
import chat.hearth.core.session.Admission;
import chat.hearth.core.session.Devices;
import chat.hearth.core.session.Resumption;
import chat.hearth.core.session.Sealer;
import chat.hearth.core.session.Sessions;
import chat.hearth.core.session.Tokens;
import chat.hearth.core.store.Store;
import chat.hearth.core.timer.Timers;
import chat.hearth.core.user.Users;
import java.security.SecureRandom;
import java.time.InstantSource;

/// Everything an edge may ask of a chat, put together over one store.
public record Core(
        Environment environment,
        Users users,
        Conversations conversations,
        Inboxes inboxes,
        Receipts receipts,
        Readership readership,
        Messages messages,
        Histories histories,
        TypingSignals typing,
        Files files,
        Tokens tokens,
        Admission admission,
        Sessions sessions,
        Devices devices) {

    /// Builds the core and starts following the store's commits.
    ///
    /// @param files how files are granted; the file stores have the same key
    /// @param clock the store's time; expiries and cids are judged by it, nothing is ordered by it
    /// @param timers for checkpoints, receipts and repairs; their owner shuts them down
    public static Core open(
            Store store, CoreOptions options, FileOptions files, Sealer sealer, InstantSource clock, Timers timers) {
        var environment = store.environment();
        var delivery = new Delivery();
        var standings = new Standings(store.conversations());
        var users = new Users(store.users());
        var conversations = new Conversations(store.conversations(), users, options.groupMembers());
        var receipts = new Receipts(store.inbox(), timers);
        var tokens = new Tokens(
                environment, store.devices(), store.users(), options.sessions().tokenLife(), clock, new SecureRandom());
        var admission = new Admission(environment, tokens, store.devices(), sealer, options.sessions(), clock);
        var resumption =
                new Resumption(environment, store.inbox(), store.conversations(), sealer, options.serverFrameBytes());
        var sessions = new Sessions(environment, delivery, store.inbox(), admission, sealer, resumption);
        var repair = new Repair(store.journal(), store.conversations(), store.inbox(), standings, delivery);
        store.follow(new Following(standings, receipts, delivery, repair, sessions));
        repair.watch(timers);
        sessions.checkpointEvery(options.sessions().checkpointEvery(), timers);
        return new Core(
                environment,
                users,
                conversations,
                new Inboxes(store.inbox()),
                receipts,
                new Readership(store.inbox()),
                new Messages(
                        store.messages(),
                        standings,
                        new BodyRules(options.textCharacters(), options.bodyBytes()),
                        clock),
                new Histories(store.messages(), store.conversations(), options.serverFrameBytes()),
                new TypingSignals(standings, delivery),
                new Files(standings, conversations, files, clock, new SecureRandom()),
                tokens,
                admission,
                sessions,
                new Devices(store.devices(), sessions));
    }

    /// Rules are refreshed before anything is delivered, so that whoever has seen a change is judged by it.
    private record Following(
            Standings standings, Receipts receipts, Delivery delivery, Repair repair, Sessions sessions)
            implements CommitListener {
        @Override
        public void released(long mark, Change change) {
            switch (change) {
                case Change.MembersChanged changed -> standings.changed(changed.conversation());
                case Change.MessageAppended(var message, var stored) ->
                    receipts.implied(message.sender(), message.conversation(), stored.seq());
                case Change.DeviceRevoked(long _, long device) -> sessions.revoked(device);
                case Change.InboxChanged _, Change.ReadMoved _, Change.DeliveredMoved _ -> {}
            }
            delivery.released(mark, change);
            repair.released(mark, change);
        }

        @Override
        public void committed(long mark) {
            delivery.committed(mark);
        }
    }
}
