package chat.hearth.kit.http;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Paths and methods to endpoints: an exact path wins over prefixes, a longer prefix over a shorter one.
///
/// `GET` answers `HEAD` too, without the body, where `HEAD` has no endpoint of its own.
public final class Router {
    private final Map<String, RawEndpoint> rawByPath;
    private final Map<String, Map<String, Route>> exact;
    private final List<Map.Entry<String, Map<String, Route>>> prefixes;

    private Router(Builder builder) {
        rawByPath = Map.copyOf(builder.rawByPath);
        exact = Map.copyOf(builder.exact);
        prefixes = builder.prefixes.entrySet().stream()
                .sorted((left, right) ->
                        Integer.compare(right.getKey().length(), left.getKey().length()))
                .toList();
    }

    public static Builder builder() {
        return new Builder();
    }

    /// What a request leads to.
    sealed interface Match {
        record Blocking(Route route) implements Match {}

        record Raw(RawEndpoint endpoint) implements Match {}

        record WrongMethod(Set<String> allowed) implements Match {}

        record NotFound() implements Match {}
    }

    /// An endpoint and how it was reached.
    ///
    /// @param pattern the path or prefix, for metrics: unlike the path of a request it has few values
    record Route(String pattern, RouteLimits limits, Endpoint endpoint) {}

    Match match(String method, String path) {
        RawEndpoint raw = rawByPath.get(path);
        if (raw != null) {
            return new Match.Raw(raw);
        }
        Map<String, Route> routesByMethod = routesAt(path);
        if (routesByMethod == null) {
            return new Match.NotFound();
        }
        Route own = routesByMethod.get(method);
        Route route = own == null && method.equals("HEAD") ? routesByMethod.get("GET") : own;
        return route == null ? new Match.WrongMethod(allowed(routesByMethod)) : new Match.Blocking(route);
    }

    /// The places of all lanes, each once.
    Set<Admission> lanes() {
        Set<Admission> lanes = new HashSet<>();
        Stream.concat(exact.values().stream(), prefixes.stream().map(Map.Entry::getValue))
                .flatMap(routesByMethod -> routesByMethod.values().stream())
                .map(route -> route.limits().lane())
                .filter(Objects::nonNull)
                .forEach(lane -> lanes.add(lane.places()));
        return lanes;
    }

    private @Nullable Map<String, Route> routesAt(String path) {
        Map<String, Route> found = exact.get(path);
        if (found != null) {
            return found;
        }
        for (Map.Entry<String, Map<String, Route>> prefix : prefixes) {
            if (path.startsWith(prefix.getKey())) {
                return prefix.getValue();
            }
        }
        return null;
    }

    private static Set<String> allowed(Map<String, Route> routesByMethod) {
        Set<String> allowed = new TreeSet<>(routesByMethod.keySet());
        if (allowed.contains("GET")) {
            allowed.add("HEAD");
        }
        return allowed;
    }

    /// Collects routes; each path and method, or prefix and method, may be given once.
    public static final class Builder {
        private final Map<String, RawEndpoint> rawByPath = new LinkedHashMap<>();
        private final Map<String, Map<String, Route>> exact = new LinkedHashMap<>();
        private final Map<String, Map<String, Route>> prefixes = new LinkedHashMap<>();

        private Builder() {}

        public Builder get(String path, Endpoint endpoint) {
            return at("GET", path, endpoint);
        }

        public Builder post(String path, Endpoint endpoint) {
            return at("POST", path, endpoint);
        }

        /// An endpoint for one path.
        public Builder at(String method, String path, Endpoint endpoint) {
            return at(method, path, RouteLimits.standard(), endpoint);
        }

        /// An endpoint for one path with a body limit of its own.
        public Builder at(String method, String path, int bodyBytes, Endpoint endpoint) {
            return at(method, path, RouteLimits.body(bodyBytes), endpoint);
        }

        /// An endpoint for one path with limits of its own.
        public Builder at(String method, String path, RouteLimits limits, Endpoint endpoint) {
            return put(exact, method, new Route(path, limits, endpoint));
        }

        /// An endpoint for all paths that start so.
        public Builder below(String method, String prefix, Endpoint endpoint) {
            return below(method, prefix, RouteLimits.standard(), endpoint);
        }

        /// An endpoint for all paths that start so, with a body limit of its own.
        public Builder below(String method, String prefix, int bodyBytes, Endpoint endpoint) {
            return below(method, prefix, RouteLimits.body(bodyBytes), endpoint);
        }

        /// An endpoint for all paths that start so, with limits of its own.
        public Builder below(String method, String prefix, RouteLimits limits, Endpoint endpoint) {
            return put(prefixes, method, new Route(prefix, limits, endpoint));
        }

        /// An endpoint that takes every request for one path over on the event loop.
        public Builder raw(String path, RawEndpoint endpoint) {
            if (rawByPath.put(path, endpoint) != null) {
                throw new IllegalArgumentException("routed twice: " + path);
            }
            return this;
        }

        public Router build() {
            return new Router(this);
        }

        private Builder put(Map<String, Map<String, Route>> routes, String method, Route route) {
            List<String> problems = new ArrayList<>();
            if (!route.pattern().startsWith("/")) {
                problems.add("not a path: " + route.pattern());
            }
            Map<String, Route> routesByMethod = routes.computeIfAbsent(route.pattern(), _ -> new LinkedHashMap<>());
            if (routesByMethod.put(method, route) != null) {
                problems.add("routed twice: " + method + " " + route.pattern());
            }
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException(String.join("; ", problems));
            }
            return this;
        }
    }
}
