package chat.hearth.system;

import static org.assertj.core.api.Assertions.assertThat;

import chat.hearth.kit.config.Secret;
import chat.hearth.kit.tls.PemFiles;
import chat.hearth.kit.tls.ServerCertificate;
import chat.hearth.kit.tls.local.CertificateFolder;
import chat.hearth.launcher.doctor.Doctor;
import chat.hearth.launcher.doctor.Fault;
import chat.hearth.launcher.doctor.Finding;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every fault of the catalogue is planted, in nginx or in front of Hearth itself, and it alone is named.
@Tag("suite")
@Tag("doctor")
class DoctorTest {
    private static final String OTHER = "other.test";

    private final Set<Fault> planted = EnumSet.noneOf(Fault.class);

    @TempDir
    private Path folder = Path.of("");

    private LocalCertificates certificates = new LocalCertificates(folder);
    private List<X509Certificate> authority = List.of();
    private FrontPorts ports = new FrontPorts(0, 0, 0, 0, 0);
    private String healthy = "";

    @Test
    void namesEachFaultAloneAndNothingAboutTheHealthy() throws Exception {
        certificates = LocalCertificates.in(folder.resolve("tls"));
        certificates.issue("localhost", "127.0.0.1");
        certificates.issue(OTHER);
        issue("expired", Instant.now().minus(Duration.ofDays(20)));
        issue("early", Instant.now().plus(Duration.ofDays(20)));
        authority = PemFiles.certificates(certificates.file("ca.pem"));
        ports = FrontPorts.free();
        var out = ports.generate(folder, certificates);
        healthy = Files.readString(out.resolve("hearth.conf"));
        var keys = out.resolve("node1.toml").toString();
        var direct = Files.writeString(folder.resolve("direct.toml"), """
                server.public_origins = ["https://localhost:%d"]
                [tls]
                certificate = "tls/localhost.pem"
                key = "tls/localhost.key"
                """.formatted(FreePorts.next()));

        try (var behind = HearthServer.startOn(ports.hearth(), folder.resolve("behind"), "--config", keys);
                var plain = HearthServer.start(folder.resolve("plain"));
                var alone = HearthServer.startOn(
                        URI.create("https://" + Files.readString(direct).replaceAll("(?s).*https://([^\"]*)\".*", "$1"))
                                .getPort(),
                        folder.resolve("alone"),
                        "--config",
                        direct.toString())) {
            assertThat(behind.page()).isEqualTo(ports.page());
            assertThat(examine(plain.page(), List.of())).as("D0").isEmpty();
            assertThat(examine(alone.page(), authority)).as("D1").isEmpty();
            behindNginx(healthy, Set.of());
            plantInNginx();
            plantAtSockets(alone);
            plantCertificates();
            plantOutside(alone);
        }
        assertThat(planted).as("every fault of the catalogue").containsExactlyInAnyOrder(Fault.values());
    }

    private void plantInNginx() throws Exception {
        var page = "location / {\n        proxy_pass http://hearth_im;";
        plant(Fault.PAGE_MISSING, conf -> conf.replace(page, "location = / { return 404; }\n    " + page));
        plant(Fault.REDIRECT_LOOP, conf -> conf.replace(page, "location = / { return 308 /; }\n    " + page));
        plant(
                Fault.POLICY_MISSING,
                conf -> conf.replace(page, page + "\n        proxy_hide_header Content-Security-Policy;"));
        plant(Fault.APP_MISSING, conf -> conf.replace(page, "location ~ /me$ { return 502; }\n    " + page));
        plant(Fault.PREFIX_LOST, conf -> conf.replace(page, "location = /session/me { return 404; }\n    " + page));
        plant(Fault.SCHEME_LOST, conf -> conf.replace("proxy_set_header X-Forwarded-Proto $scheme;", ""));
        var route = "location = /route {";
        var open = "add_header Access-Control-Allow-Origin * always;";
        plant(Fault.ROUTE_MISSING, conf -> conf.replace(route, route + " return 404;"));
        plant(Fault.CORS_OPEN, conf -> conf.replace(route, route + open));
        plant(Fault.CORS_TWICE, conf -> conf.replace(route, route + open + open));
        plant(
                Fault.CLOCK_SKEW,
                conf -> conf.replace(
                        "location /api/ {",
                        "location = /api/version { default_type application/json; return 200 '{\"timeMs\":1}'; }\n"
                                + "    location /api/ {"));
        plant(Fault.FILES_MISSING, conf -> conf.replace("location /files {", "location /files { return 404;"));
        plant(Fault.BODY_LIMIT, conf -> conf.replace("client_max_body_size 100m;", "client_max_body_size 100k;"));
        plant(
                Fault.OLD_TLS,
                conf -> conf.replace("ssl_protocols TLSv1.2", "ssl_protocols TLSv1.1 TLSv1.2")
                        .replaceAll("ssl_ciphers [^;]*;", "ssl_ciphers ALL:@SECLEVEL=0;"));
    }

    private void plantAtSockets(HearthServer alone) throws Exception {
        plant(Fault.UPGRADE_DROPPED, conf -> conf.replace("proxy_set_header Upgrade $http_upgrade;", ""));
        plant(
                Fault.SOCKET_MISSING,
                conf -> conf.replace(
                        "proxy_pass http://127.0.0.1:" + ports.ws() + ";",
                        "proxy_pass http://127.0.0.1:" + ports.ws() + "; location /ws { return 404; }"));
        plant(
                Fault.OTHER_ENVIRONMENT,
                conf -> conf.replace(
                        "proxy_pass http://127.0.0.1:" + ports.ws() + ";",
                        "proxy_pass https://127.0.0.1:" + alone.page().getPort() + "; proxy_set_header Host "
                                + alone.page().getAuthority() + ";"));
        plant(
                Fault.SOCKET_PLAIN,
                conf -> conf.replace(
                        "location / {\n        proxy_pass http://hearth_im;",
                        "location / {\n        proxy_pass http://hearth_im;"
                                + "\n        proxy_hide_header Content-Security-Policy;\n"
                                + "        add_header Content-Security-Policy \"connect-src ws://localhost:"
                                + ports.ws()
                                + "\";"));
        plant(Fault.NO_TLS, conf -> conf.replaceAll("listen (\\S*" + ports.wss() + ") ssl http2", "listen $1"));
    }

    private void plantCertificates() throws Exception {
        plant(Fault.CERTIFICATE_FOR_ANOTHER_NAME, conf -> shown(conf, OTHER));
        plant(Fault.CERTIFICATE_EXPIRED, conf -> shown(conf, "expired"));
        plant(Fault.CERTIFICATE_NOT_YET_VALID, conf -> shown(conf, "early"));
        var machines = authority;
        authority = List.of();
        plant(Fault.CERTIFICATE_UNTRUSTED, conf -> conf);
        var leaf = Files.readString(certificates.file("localhost.pem"))
                .replaceAll("(?s)(-----END CERTIFICATE-----).*", "$1\n");
        Files.writeString(certificates.file("short.pem"), leaf);
        Files.copy(certificates.file("localhost.key"), certificates.file("short.key"));
        plant(Fault.CHAIN_INCOMPLETE, conf -> shown(conf, "short"));
        authority = machines;
    }

    private void plantOutside(HearthServer alone) throws Exception {
        try (var nginx =
                Nginx.start(folder, Files.writeString(folder.resolve("planted.conf"), healthy), ports.https())) {
            assertThat(nginx).isNotNull();
            expect(Fault.ORIGIN_REFUSED, URI.create("https://127.0.0.1:" + ports.https()));
        }
        expect(Fault.PORT_CLOSED, URI.create("https://localhost:" + FreePorts.next()));
        expect(Fault.NAME_UNKNOWN, URI.create("https://nobody.invalid"));
        expect(
                Fault.HOST_REFUSED,
                URI.create("https://127.0.0.1:" + alone.page().getPort()));
    }

    private static String shown(String conf, String name) {
        return conf.replace("/localhost.pem", "/" + name + ".pem").replace("/localhost.key", "/" + name + ".key");
    }

    private void issue(String file, Instant begin) {
        var folderOfAll = new CertificateFolder(certificates.folder());
        ServerCertificate issued =
                folderOfAll.authority().issue(List.of("localhost"), Duration.ofDays(10), begin, Path.of(file));
        folderOfAll.write(issued, file, Set.of(CertificateFolder.Format.PEM), Secret.none());
    }

    private void plant(Fault fault, UnaryOperator<String> change) throws Exception {
        var conf = change.apply(healthy);
        assertThat(conf.equals(healthy) && fault != Fault.CERTIFICATE_UNTRUSTED)
                .as("%s is planted nowhere", fault)
                .isFalse();
        behindNginx(conf, Set.of(fault));
        planted.add(fault);
    }

    private void behindNginx(String conf, Set<Fault> faults) throws Exception {
        var file = Files.writeString(folder.resolve("planted.conf"), conf);
        try (var nginx = Nginx.start(folder, file, ports.https())) {
            assertThat(nginx).isNotNull();
            assertThat(examine(ports.page(), authority)).isEqualTo(faults);
        }
    }

    private void expect(Fault fault, URI page) {
        assertThat(examine(page, authority)).containsExactly(fault);
        planted.add(fault);
    }

    private static Set<Fault> examine(URI page, List<X509Certificate> authorities) {
        return Doctor.examine(page, authorities, InstantSource.system()).stream()
                .map(Finding::fault)
                .collect(Collectors.toSet());
    }
}
