/// The rules of the house as tests: which module may import which, how sources look, and that documents name
/// only what exists.
///
/// Not here: what formatter, compiler and the other gates of the build already refuse.
///
/// Invariant: a finding names the file and line, and says what to do.
@NullMarked
package chat.hearth.house;

import org.jspecify.annotations.NullMarked;
