package chat.hearth.kit.tls;

/// A key that guards nothing, encrypted under the password `opensesame`.
final class SealedKey {
    static final String PEM = """
            -----BEGIN ENCRYPTED PRIVATE KEY-----
            MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAja33YArLjVywICCAAw
            DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEIZY/RbXTkUYYXRHAO7AKTYEgZC8
            ZxzoTPB0I/gpiOsY6fYwfqU2AuZs3lRxBher6NQHuB/Dzc3hSzfrUy7Rnc33Ym/y
            jWtDVRlK2yINcYeT6x+7w2qcg8wJyXK9gZAExQgJsK7mTdfah237NtXwVLDwet9M
            WPpgvlaY0EEVnK8m9BcQJmzliLdYjNs3uWJdBwoIIWvi2/X57zK1+tWnHgN7O08=
            -----END ENCRYPTED PRIVATE KEY-----
            """;

    private SealedKey() {}
}
