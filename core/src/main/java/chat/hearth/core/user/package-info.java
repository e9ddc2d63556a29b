/// People and bots: who exists, under which name, with which profile. Accounts and passwords are not here;
/// they belong to the login server.
@NullMarked
package chat.hearth.core.user;

import org.jspecify.annotations.NullMarked;
