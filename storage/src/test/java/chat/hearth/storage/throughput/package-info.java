/// Measuring by hand how fast engines store; see [AppendThroughput].
@NullMarked
package chat.hearth.storage.throughput;

import org.jspecify.annotations.NullMarked;
