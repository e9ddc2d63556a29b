/// Proofs of how the product is put together.
@NullMarked
package chat.hearth.launcher.product;

import org.jspecify.annotations.NullMarked;
