/// Logging in by a code: a browser shows it, another device that is logged in scans and confirms it.
///
/// ```
///            renewed every 60 s
///             ┌───┐
///  start ──▶ CREATED ──scan──▶ SCANNED ──confirm──▶ VERIFIED ──collected once──▶ gone
///             │                  │ │
///             └── 5 min ──▶ gone ┘ └──cancel──▶ CANCELLED
/// ```
///
/// A code alone is worthless: only the browser that asked for it, known by a cookie no script can read, may
/// collect the log-in; only the account that scanned it may confirm it; and it works once. Sessions live in
/// memory: a restart ends them, and the page asks for a new code.
@NullMarked
package chat.hearth.app.qr;

import org.jspecify.annotations.NullMarked;
