/// What text from outside may hold, whoever sends it, so that no store and no client ever meets a text it
/// can't handle. Lengths are the business of those who know what a text is for.
@NullMarked
package chat.hearth.core.text;

import org.jspecify.annotations.NullMarked;
