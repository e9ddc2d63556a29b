/// What stands in for the app server's neighbours in tests, and behaves as they do.
@NullMarked
package chat.hearth.app.fake;

import org.jspecify.annotations.NullMarked;
