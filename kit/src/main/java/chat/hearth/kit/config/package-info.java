/// Strict typed configuration: a catalogue of keys, resolved from a TOML file, the environment and flags.
///
/// ```
///   Key + Key + …  ─▶ Schema ─┐
///   file ─▶ environment ─▶ flags (Sources) ─┴─▶ resolve ─▶ Accepted(Settings) | Refused(every Problem)
/// ```
///
/// A later source wins over an earlier one, yet a wrong value is a problem wherever it stands. Not here: the
/// keys of any product, and what to do about a refusal. Invariant: a [Settings] holds one valid value and its
/// origin for every key of its schema, and no text made here contains a secret.
@NullMarked
package chat.hearth.kit.config;

import org.jspecify.annotations.NullMarked;
