/// The app server: accounts, log-in by password or by a code that another device confirms, and the issuing of
/// IM tokens. It has a database of its own and reaches the IM node only through the signed server API, so
/// that an organisation can put its own log-in server in its place.
@NullMarked
package chat.hearth.app;

import org.jspecify.annotations.NullMarked;
