/// Accounts: who may log in under which name and password. A wrong password and an unknown name get the same
/// answer in the same time; passwords are kept as argon2id (RFC 9106) hashes only.
@NullMarked
package chat.hearth.app.account;

import org.jspecify.annotations.NullMarked;
