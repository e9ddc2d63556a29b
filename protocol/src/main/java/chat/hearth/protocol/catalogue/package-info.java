/// The two numbered catalogues, error codes and close codes, with what each asks of the client. The one
/// source is
/// `catalogue.proto`; this package only reads it.
@NullMarked
package chat.hearth.protocol.catalogue;

import org.jspecify.annotations.NullMarked;
