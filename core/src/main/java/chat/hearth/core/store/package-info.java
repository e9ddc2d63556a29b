/// The door to the stores: one interface per engine, holding the port of each feature.
@NullMarked
package chat.hearth.core.store;

import org.jspecify.annotations.NullMarked;
