/// Counters, gauges and histograms in Prometheus' text format, and the handler of `/metrics`.
///
/// Not here: which things are counted. Invariant: every name starts with the product's prefix and ends with
/// its unit, counters with `_total`; the number of values of a label is bounded, the rest counts as `other`.
@NullMarked
package chat.hearth.kit.metrics;

import org.jspecify.annotations.NullMarked;
