package chat.hearth.client.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// What the server's processes use, read from `/proc`; nothing where that is not to be had.
record ServerMeter(List<Long> pids) {
    /// `USER_HZ`, which Linux keeps at 100 for everything it tells user space (proc_pid_stat(5)).
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;

    /// Seconds of processor time so far, of all processes.
    OptionalDouble cpuSeconds() {
        try {
            double sum = 0;
            for (long pid : pids) {
                var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
                // The name in parentheses may hold spaces; the fields after it are counted from its end.
                var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
                sum += (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME])) / TICKS_PER_SECOND;
            }
            return pids.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(sum);
        } catch (IOException e) {
            return OptionalDouble.empty();
        }
    }

    /// Resident memory, of all processes.
    OptionalLong rssBytes() {
        try {
            long sum = 0;
            for (long pid : pids) {
                sum += Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                        .sum();
            }
            return pids.isEmpty() ? OptionalLong.empty() : OptionalLong.of(sum);
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
