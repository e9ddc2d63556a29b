package chat.hearth.storage.sql;

import chat.hearth.protocol.id.Cid;

/// Who sent what.
public record SendId(long sender, Cid cid) {}
