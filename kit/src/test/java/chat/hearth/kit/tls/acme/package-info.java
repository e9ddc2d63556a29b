/// Tests of [chat.hearth.kit.tls.acme] against an authority in this process, at any time.
@NullMarked
package chat.hearth.kit.tls.acme;

import org.jspecify.annotations.NullMarked;
