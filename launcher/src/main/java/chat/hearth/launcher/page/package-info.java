/// The page: the files of the web client, held in memory and served with what a browser must be told about them.
///
/// The client is packed as resources below `META-INF/web`. Names below `assets/` carry a hash of their content, so they
/// are kept for ever; everything else is asked for again each time, and usually not sent again. What was compressed at
/// build time (`.br`, `.gz`) goes out as it is; nothing is compressed here. Paths below `/c/` are the client's own
/// places and answer its index.
@NullMarked
package chat.hearth.launcher.page;

import org.jspecify.annotations.NullMarked;
