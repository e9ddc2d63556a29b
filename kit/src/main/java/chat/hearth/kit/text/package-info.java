/// What is known about characters that people and programs send.
@NullMarked
package chat.hearth.kit.text;

import org.jspecify.annotations.NullMarked;
