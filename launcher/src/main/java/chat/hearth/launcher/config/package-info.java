/// The product's configuration: every key of `hearth.toml`, one typed record per table, and the translation
/// of the old system's file.
///
/// [HearthSchema] lists the keys, [HearthSettings] hands out the records. Not here: how values are found and
/// judged (`chat.hearth.kit.config`), and what is built from them. Invariant: a key exists only while
/// something uses it or while its old name must be understood; a record is made from resolved settings alone,
/// so it is always valid.
@NullMarked
package chat.hearth.launcher.config;

import org.jspecify.annotations.NullMarked;
