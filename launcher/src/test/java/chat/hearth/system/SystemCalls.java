package chat.hearth.system;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The system calls of a process and its threads, as `strace -f -y` wrote them down. A call that another
/// thread's interrupts in the listing begins at one line and ends at a later one.
final class SystemCalls {
    private static final Pattern LINE = Pattern.compile("^(\\d+) +(?:<\\.\\.\\. (\\w+) resumed>|(\\w+)\\()(.*)$");

    /// @param begin line at which it began
    /// @param end line at which it returned; the last line of all if it never did
    private record Call(String name, String arguments, int begin, int end) {}

    private final List<Call> calls;

    private SystemCalls(List<Call> calls) {
        this.calls = calls;
    }

    static SystemCalls read(List<String> lines) {
        var calls = new ArrayList<Call>();
        Map<String, Call> unfinished = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            var match = LINE.matcher(lines.get(i));
            if (!match.matches()) {
                continue;
            }
            var thread = match.group(1);
            var rest = match.group(4);
            if (match.group(2) != null) {
                var begun = unfinished.remove(thread);
                if (begun != null) {
                    calls.add(new Call(begun.name, begun.arguments + rest, begun.begin, i));
                }
            } else if (rest.endsWith("<unfinished ...>")) {
                unfinished.put(thread, new Call(match.group(3), rest, i, lines.size()));
            } else {
                calls.add(new Call(match.group(3), rest, i, i));
            }
        }
        calls.addAll(unfinished.values());
        return new SystemCalls(calls);
    }

    /// Where the first write of this text to this file returned.
    int firstWriteTo(String file, String text) {
        return calls.stream()
                .filter(call -> call.name.equals("pwrite64") || call.name.equals("write"))
                .filter(call -> call.arguments.contains(file + ">") && call.arguments.contains(text))
                .mapToInt(Call::end)
                .min()
                .orElseThrow(() -> new AssertionError(text + " was never written to " + file));
    }

    /// Where the first sync of this file returned that began after a line.
    int firstSyncCompletedAfter(String file, int line) {
        return calls.stream()
                .filter(call -> call.name.equals("fdatasync") || call.name.equals("fsync"))
                .filter(call -> call.arguments.contains(file + ">") && call.begin > line)
                .mapToInt(Call::end)
                .min()
                .orElseThrow(() -> new AssertionError(file + " was not synced after line " + line));
    }

    /// Where the first sending of this text over a socket began.
    int firstSendOf(String text) {
        return calls.stream()
                .filter(call -> call.arguments.contains("<socket:") || call.arguments.contains("<TCP"))
                .filter(call -> call.arguments.contains(text))
                .mapToInt(Call::begin)
                .min()
                .orElseThrow(() -> new AssertionError(text + " was never sent"));
    }
}
