package chat.hearth.kit.config;

import java.nio.file.Path;

/// Types of whole numbers.
public final class Numbers {
    private Numbers() {}

    /// Numbers from `least` to `most`, both included; `unit` ("bytes", "s", or empty) is told in messages.
    public static ValueType<Integer> between(int least, int most, String unit) {
        return new WholeNumber(least, most, unit);
    }

    /// A port that a program can be told to dial or bind: 1 to 65535.
    public static ValueType<Integer> port() {
        return between(1, 65_535, "");
    }

    /// A port, or 0 with the meaning that the key documents.
    public static ValueType<Integer> portOrZero() {
        return between(0, 65_535, "");
    }

    private record WholeNumber(int least, int most, String unit) implements ValueType<Integer> {
        private static final int LONGEST = 20;

        @Override
        public String allowed() {
            String range = "a whole number from " + least + " to " + most;
            return unit.isEmpty() ? range : range + " (" + unit + ")";
        }

        @Override
        public Reading<Integer> read(Raw raw, Path base) {
            return switch (raw) {
                case Raw.Whole whole -> inRange(whole.value());
                case Raw.Loose loose -> parsed(loose.text().strip());
                case Raw.Text _, Raw.Truth _, Raw.Many _, Raw.Other _ -> new Reading.NotAllowed<>();
            };
        }

        private Reading<Integer> parsed(String text) {
            boolean isWhole = text.length() < LONGEST && text.matches("-?[0-9]+");
            return isWhole ? inRange(Long.parseLong(text)) : new Reading.NotAllowed<>();
        }

        private Reading<Integer> inRange(long value) {
            boolean fits = least <= value && value <= most;
            return fits ? new Reading.Valid<>(Math.toIntExact(value)) : new Reading.NotAllowed<>();
        }

        @Override
        public String show(Integer value) {
            return value.toString();
        }
    }
}
