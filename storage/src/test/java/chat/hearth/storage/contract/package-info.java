/// What every engine must do, as tests that an engine's own test class runs by naming how to open it.
@NullMarked
package chat.hearth.storage.contract;

import org.jspecify.annotations.NullMarked;
