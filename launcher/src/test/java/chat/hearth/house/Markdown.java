package chat.hearth.house;

import chat.hearth.suite.Checkout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A document, taken apart: its prose with links and code spans, its code blocks, its headings.
record Markdown(Path path, List<Line> prose, List<Line> blocks) {
    private static final Pattern FENCE = Pattern.compile("^\\s*(```|~~~).*");
    private static final Pattern SPAN = Pattern.compile("`([^`]+)`");
    private static final Pattern LINK =
            Pattern.compile("!?\\[[^]]*]\\(([^)\\s]+)(?:\\s+\"[^\"]*\")?\\)|(?:src|srcset|href)=\"([^\"]+)\"");
    private static final Pattern HEADING = Pattern.compile("^#{1,6}\\s+(.*?)\\s*$");

    Markdown {
        prose = List.copyOf(prose);
        blocks = List.copyOf(blocks);
    }

    /// Every document of the project.
    static List<Markdown> all() {
        return Checkout.files(".md").stream().map(Markdown::read).toList();
    }

    static Markdown read(Path path) {
        return parse(path, Checkout.read(path));
    }

    static Markdown parse(Path path, String text) {
        var prose = new ArrayList<Line>();
        var blocks = new ArrayList<Line>();
        boolean inBlock = false;
        int number = 0;
        for (var line : text.lines().toList()) {
            number++;
            if (FENCE.matcher(line).matches()) {
                inBlock = !inBlock;
            } else {
                (inBlock ? blocks : prose).add(new Line(number, line));
            }
        }
        return new Markdown(path, prose, blocks);
    }

    List<Line> spans() {
        return find(SPAN);
    }

    /// The targets of links and pictures.
    List<Line> links() {
        return find(LINK);
    }

    /// The names by which a link reaches this document's headings.
    Set<String> anchors() {
        return prose.stream()
                .map(line -> HEADING.matcher(line.text()))
                .filter(heading -> heading.matches())
                .map(heading -> anchor(heading.group(1)))
                .collect(Collectors.toSet());
    }

    private static String anchor(String heading) {
        var kept = heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}\\p{M} _-]", "");
        return kept.replace(' ', '-');
    }

    private List<Line> find(Pattern pattern) {
        var found = new ArrayList<Line>();
        for (var line : prose) {
            var matcher = pattern.matcher(line.text());
            while (matcher.find()) {
                for (int group = 1; group <= matcher.groupCount(); group++) {
                    if (matcher.group(group) != null) {
                        found.add(new Line(line.number(), matcher.group(group)));
                    }
                }
            }
        }
        return found;
    }

    /// A line, or a part of one, and where it stands.
    record Line(int number, String text) {}
}
