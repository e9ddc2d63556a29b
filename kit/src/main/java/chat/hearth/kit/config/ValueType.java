package chat.hearth.kit.config;

import java.nio.file.Path;

/// How the values of a key are read, described and shown.
///
/// @param <T> the type of the value
public interface ValueType<T> {
    /// What is allowed, completing the sentence "KEY must be …".
    String allowed();

    /// Judges a value. Relative paths in it are taken from `base`.
    Reading<T> read(Raw raw, Path base);

    /// The value in TOML's spelling; a secret shows its presence only.
    String show(T value);
}
