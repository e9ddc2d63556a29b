package chat.hearth.kit.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Lays the sources over each other and over the defaults, collecting every problem on the way.
final class Resolver {
    private static final Path WORKING_FOLDER = Path.of("");

    private final Schema schema;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Settings.Found<?>> foundByName = new LinkedHashMap<>();

    Resolver(Schema schema) {
        this.schema = schema;
        schema.keys().forEach(key -> foundByName.put(key.name(), defaultOf(key)));
    }

    Resolution resolve(Sources sources) {
        if (sources.file() != null) {
            TomlSource file = TomlSource.read(sources.file());
            problems.addAll(file.problems());
            layOver(file.values());
            problems.sort((left, right) -> Integer.compare(lineOf(left), lineOf(right)));
        }
        layOver(environment(sources.environment()));
        layOver(sources.flags().stream().map(Resolver::given).toList());
        Settings settings = new Settings(foundByName);
        if (problems.isEmpty()) {
            schema.rules().stream().flatMap(rule -> rule.problems(settings)).forEach(problems::add);
        }
        return problems.isEmpty() ? new Resolution.Accepted(settings) : new Resolution.Refused(problems);
    }

    private static int lineOf(Problem problem) {
        return problem.origin() instanceof Origin.File(String _, int line) ? line : 0;
    }

    private static <T> Settings.Found<T> defaultOf(Key<T> key) {
        return new Settings.Found<>(key, key.fallback(), new Origin.Default());
    }

    private static Given given(Sources.Flag flag) {
        return new Given(flag.key(), new Raw.Loose(flag.text()), new Origin.CommandLine(flag.flag()), WORKING_FOLDER);
    }

    private List<Given> environment(Map<String, String> environment) {
        Map<String, String> namesByVariable = new HashMap<>();
        schema.names().forEach(name -> namesByVariable.put(Key.variable(name), name));
        schema.retired().keySet().forEach(name -> namesByVariable.put(Key.variable(name), name));
        List<Given> given = new ArrayList<>();
        // Sorted, because the order of an environment is nobody's intention.
        new TreeMap<>(environment).forEach((variable, text) -> {
            String name = namesByVariable.get(variable);
            if (name != null) {
                Origin origin = new Origin.Environment(variable);
                given.add(new Given(name, new Raw.Loose(text), origin, WORKING_FOLDER));
            } else if (Key.isVariable(variable) && !schema.foreignVariables().contains(variable)) {
                unknownVariable(variable, namesByVariable);
            }
        });
        return given;
    }

    private void unknownVariable(String variable, Map<String, String> namesByVariable) {
        String nearest = NearestName.among(namesByVariable.keySet(), variable);
        String question = nearest == null ? "" : "; did you mean " + nearest + "?";
        problems.add(new Problem(new Origin.Environment(variable), "unknown variable" + question));
    }

    /// Takes the values of one source; two names of one key in the same source contradict each other.
    private void layOver(List<Given> values) {
        Map<String, Given> takenByKey = new HashMap<>();
        for (Given given : values) {
            Key<?> key = schema.find(given.name());
            if (key == null) {
                unknown(given);
                continue;
            }
            Given first = takenByKey.putIfAbsent(key.name(), given);
            if (first == null) {
                read(key, given);
            } else {
                problems.add(new Problem(given.origin(), twice(given, first)));
            }
        }
    }

    private static String twice(Given given, Given first) {
        return TomlText.quoted(given.name()) + " sets again what " + TomlText.quoted(first.name()) + " sets ("
                + first.origin().describe() + ")";
    }

    private <T> void read(Key<T> key, Given given) {
        switch (key.type().read(given.raw(), given.base())) {
            case Reading.Valid<T>(T value) ->
                foundByName.put(key.name(), new Settings.Found<>(key, value, given.origin()));
            case Reading.NotAllowed<T> _ -> problems.add(new Problem(given.origin(), notAllowed(key, given)));
            case Reading.Unusable<T>(String why) -> problems.add(new Problem(given.origin(), given.name() + " " + why));
        }
    }

    private static String notAllowed(Key<?> key, Given given) {
        String sentence = given.name() + " must be " + key.type().allowed();
        return key.isSecret() ? sentence : sentence + ", not " + given.raw().show();
    }

    private void unknown(Given given) {
        String advice = schema.retired().get(given.name());
        if (advice != null) {
            problems.add(new Problem(given.origin(), retired(given, advice)));
        } else if (!given.raw().equals(Raw.Other.TABLE) || !isTable(given.name())) {
            problems.add(new Problem(given.origin(), unknownText(given)));
        }
    }

    private boolean isTable(String name) {
        return schema.names().stream().anyMatch(known -> known.startsWith(name + "."));
    }

    private static String retired(Given given, String advice) {
        return TomlText.quoted(given.name()) + " is no longer a key; " + advice;
    }

    private String unknownText(Given given) {
        if (isTable(given.name())) {
            return TomlText.quoted(given.name()) + " is a table; write [" + given.name() + "] and its keys below";
        }
        String nearest = NearestName.among(schema.names(), given.name());
        String noun = given.raw().equals(Raw.Other.TABLE) ? "table" : "key";
        String question = nearest == null ? "" : "; did you mean \"" + nearest + "\"?";
        return "unknown " + noun + " " + TomlText.quoted(given.name()) + question;
    }
}
