/// Frames of every released version in both encodings, kept for ever. The files are data for any language;
/// this package only makes and checks them.
@NullMarked
package chat.hearth.protocol.golden;

import org.jspecify.annotations.NullMarked;
