/// What a commit changed, handed out in commit order. The store is the only writer, delivery the main reader.
@NullMarked
package chat.hearth.core.log;

import org.jspecify.annotations.NullMarked;
