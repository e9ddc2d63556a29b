/// The app server's HTTP face: the existing clients' paths, envelope and numbers, at the root and below
/// `/session`.
@NullMarked
package chat.hearth.app.http;

import org.jspecify.annotations.NullMarked;
