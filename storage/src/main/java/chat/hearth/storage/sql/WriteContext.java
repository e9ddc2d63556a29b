package chat.hearth.storage.sql;

import org.jdbi.v3.core.Handle;

/// What every write of one transaction shares.
///
/// @param mark the mark this transaction will have
/// @param nowMs milliseconds since 1970-01-01 UTC
/// @param activeAtMs by which lists are ordered: the time, but unlike it never going back
public record WriteContext(
        Handle handle, Sequences sequences, Touches touches, long mark, long nowMs, long activeAtMs) {}
