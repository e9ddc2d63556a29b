/// Who is logged in to the app server. The browser holds a random token, the database its hash.
@NullMarked
package chat.hearth.app.session;

import org.jspecify.annotations.NullMarked;
