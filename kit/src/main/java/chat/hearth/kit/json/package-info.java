/// Writing JSON by hand where a mapper would be too much: error envelopes and log lines.
///
/// Not here: reading JSON, and mapping of objects. Invariant: whatever the text, the output is one valid JSON
/// value without line breaks.
@NullMarked
package chat.hearth.kit.json;

import org.jspecify.annotations.NullMarked;
