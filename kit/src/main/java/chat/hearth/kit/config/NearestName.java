package chat.hearth.kit.config;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// Finds what a misspelt name was probably meant to be.
final class NearestName {
    private NearestName() {}

    /// The candidate with the fewest typing mistakes, or with the same last part; null when none comes near.
    static @Nullable String among(Collection<String> candidates, String typed) {
        Comparator<String> byMistakes = Comparator.comparingInt(candidate -> mistakes(candidate, typed));
        String nearest = candidates.stream()
                .min(byMistakes.thenComparing(Comparator.naturalOrder()))
                .orElse(null);
        if (nearest != null && mistakes(nearest, typed) <= Math.clamp(typed.length() / 4, 1, 4)) {
            return nearest;
        }
        return candidates.stream()
                .filter(candidate -> lastPart(candidate).equals(lastPart(typed)))
                .min(byMistakes.thenComparing(Comparator.naturalOrder()))
                .orElse(null);
    }

    private static String lastPart(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /// Optimal string alignment distance: letters inserted, left out, replaced, or swapped with their
    /// neighbour.
    static int mistakes(String left, String right) {
        int[] before = new int[right.length() + 1];
        int[] last = new int[right.length() + 1];
        Arrays.setAll(last, column -> column);
        for (int row = 1; row <= left.length(); row++) {
            int[] current = new int[right.length() + 1];
            current[0] = row;
            for (int column = 1; column <= right.length(); column++) {
                int replaced = last[column - 1] + (left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1);
                current[column] = Math.min(replaced, 1 + Math.min(last[column], current[column - 1]));
                if (row > 1 && column > 1 && isSwapped(left, right, row, column)) {
                    current[column] = Math.min(current[column], before[column - 2] + 1);
                }
            }
            before = last;
            last = current;
        }
        return last[right.length()];
    }

    private static boolean isSwapped(String left, String right, int row, int column) {
        return left.charAt(row - 1) == right.charAt(column - 2) && left.charAt(row - 2) == right.charAt(column - 1);
    }
}
