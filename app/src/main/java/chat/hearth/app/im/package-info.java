/// The IM node as the app server sees it: users are made there, tokens come from there, by the signed server
/// API only.
@NullMarked
package chat.hearth.app.im;

import org.jspecify.annotations.NullMarked;
