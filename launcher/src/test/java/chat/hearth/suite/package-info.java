/// The runner behind `./hearth test`: which suites and tiers there are, what they need from the machine,
/// and how their results are told.
///
/// ```
/// arguments ─▶ Selection ─▶ Census (what there is) ─▶ SetUp (missing tools) ─▶ Run of each suite ─▶ Report
/// ```
///
/// Not here: any test of the product; those live beside what they test and carry a suite's tag.
///
/// Invariant: every test of every module runs in exactly one suite, and a suite that could not run is named.
@NullMarked
package chat.hearth.suite;

import org.jspecify.annotations.NullMarked;
