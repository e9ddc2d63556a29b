package chat.hearth.kit.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// The members of a metric with one label, up to a bounded number; further values share the member `other`.
///
/// @param <M> the kind of metric
public final class Labelled<M> {
    /// More values than any fixed set has, and fewer than hurt.
    static final int MOST_VALUES = 100;

    private static final String OVERFLOW = "other";

    private final Map<String, M> membersByValue = new ConcurrentHashMap<>();
    private final Function<String, M> maker;

    Labelled(Function<String, M> maker) {
        this.maker = maker;
    }

    /// The member with this value of the label. Keep it where it is used often.
    public M of(String value) {
        M member = membersByValue.get(value);
        if (member != null) {
            return member;
        }
        String admitted = membersByValue.size() < MOST_VALUES ? value : OVERFLOW;
        return membersByValue.computeIfAbsent(admitted, maker);
    }
}
