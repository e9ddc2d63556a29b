package chat.hearth.launcher.nginx;

import chat.hearth.kit.tls.CertificateNames;
import chat.hearth.launcher.page.PageHeaders;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The server blocks of an installation: one name over HTTPS each, with the hops behind it.
record Site(Topology topology, Way way, NginxVersion version) {
    private static final String IM = "hearth_im";
    private static final String APP = "hearth_app";
    private static final String FILES = "hearth_files";
    private static final String FILES_BODY = "100m";
    private static final String LASTING = "add_header Strict-Transport-Security \"max-age=31536000\" always";
    /// Names that no public authority certifies (RFC 2606, 6762, 8375).
    private static final List<String> PRIVATE_ENDS =
            List.of(".test", ".local", ".localhost", ".invalid", ".example", ".home.arpa", ".internal", ".lan");

    /// All names, each once.
    Set<String> names() {
        var names = topology.names();
        return new TreeSet<>(List.of(names.page(), names.im(), names.app(), names.files()));
    }

    /// What is in the `http` context, once.
    Block shared() {
        return new Block()
                .say("\"upgrade\" for a WebSocket; empty otherwise, which keeps the connections to Hearth open.")
                .open(
                        "map $http_upgrade $hearth_connection",
                        new Block().put("default upgrade").put("'' ''"))
                .gap();
    }

    Block upstreams() {
        var app = topology.apps().isEmpty() ? topology.imPlaces() : topology.apps();
        var files = topology.medias().isEmpty() ? topology.imPlaces() : topology.medias();
        return upstream(IM, topology.imPlaces())
                .gap()
                .all(upstream(APP, app))
                .gap()
                .all(upstream(FILES, files))
                .gap();
    }

    private static Block upstream(String name, List<Topology.Place> places) {
        var inner = new Block();
        places.forEach(place -> inner.put("server " + place.text()));
        return new Block().open("upstream " + name, inner.put("keepalive 16"));
    }

    /// Names that are not ours get no certificate of ours, and plain HTTP serves nothing.
    Block strangers() {
        var block = new Block();
        if (version.canRejectHandshakes() && names().stream().allMatch(Site::isNamedInHandshakes)) {
            block.say("A name that is not ours: no certificate, no answer.")
                    .open(
                            "server",
                            new Block()
                                    .put("listen 443 ssl default_server")
                                    .put("listen [::]:443 ssl default_server")
                                    .put("ssl_reject_handshake on"))
                    .gap();
        }
        return block.say("Plain HTTP only sends browsers to HTTPS.")
                .open(
                        "server",
                        new Block()
                                .put("listen 80")
                                .put("listen [::]:80")
                                .put("server_name " + String.join(" ", names()))
                                .put("return 308 https://$host$request_uri"))
                .gap();
    }

    /// Clients name no addresses in a handshake (RFC 6066 §3), and some of them no names without a dot.
    private static boolean isNamedInHandshakes(String name) {
        return name.contains(".") && !CertificateNames.isAddress(name);
    }

    /// The server of one name.
    Block server(String name) {
        var names = topology.names();
        var inner = secure(443, name).gap().all(forwarded("2m")).gap();
        if (name.equals(names.page())) {
            inner.all(page());
        } else {
            if (name.equals(names.im())) {
                inner.all(im());
            }
            if (name.equals(names.app())) {
                inner.all(proxied("/session/files/", FILES)).all(proxied("/", APP));
            }
            if (name.equals(names.files())) {
                inner.all(files("/files"));
            }
            if (!name.equals(names.app())) {
                inner.open("location /", new Block().put("return 404"));
            }
        }
        return new Block().open("server", inner);
    }

    private Block page() {
        var inner = im().all(files("/files")).all(files("/session/files"));
        if (!topology.apps().isEmpty()) {
            inner.all(proxied(
                    "~ ^/(register|login_pwd|login|send_code|pc_session|session_login|scan_pc|confirm_pc|cancel_pc"
                            + "|token|find_user|logout|me|session)(/|$)",
                    APP));
        }
        return inner.all(socket("/ws")).all(pageItself());
    }

    /// A node knows only its own address: where there are several, the policy that allows all of them is set here.
    private Block pageItself() {
        var connections = connections();
        if (connections.size() < 2) {
            return proxied("/", IM);
        }
        var inner = new Block()
                .put("proxy_hide_header Content-Security-Policy")
                .put("add_header Content-Security-Policy \"" + PageHeaders.policy(connections) + "\" always");
        if (isLasting(topology.names().page())) {
            inner.put(LASTING);
        }
        return new Block()
                .open("location /", inner.put("proxy_pass http://" + IM))
                .gap();
    }

    private Block im() {
        return proxied("= /route", IM).all(proxied("/api/", IM));
    }

    private Block files(String path) {
        return new Block()
                .open(
                        "location " + path,
                        new Block()
                                .say("Uploads come in chunks, and go on to the file store as they arrive.")
                                .put("client_max_body_size " + FILES_BODY)
                                .put("proxy_request_buffering off")
                                .put("proxy_pass http://" + FILES))
                .gap();
    }

    private Block proxied(String location, String upstream) {
        return new Block()
                .open("location " + location, new Block().put("proxy_pass http://" + upstream))
                .gap();
    }

    private Block socket(String path) {
        return new Block()
                .open("location = " + path, kept().put("proxy_pass http://" + IM))
                .gap();
    }

    /// For sockets that stay open: the server's heartbeat is far below these times.
    private static Block kept() {
        return new Block()
                .put("proxy_read_timeout 3600s")
                .put("proxy_send_timeout 3600s")
                .put("proxy_buffering off");
    }

    /// The WebSocket port of a node, over TLS.
    Block nodeSocket(Topology.Node node) {
        var place = new Topology.Place(node.address(), node.websocket());
        var inner = secure(node.secureWebsocket(), node.name())
                .gap()
                .all(forwarded(FILES_BODY))
                .gap()
                .open("location /", kept().put("proxy_pass http://" + place.text()));
        return new Block().open("server", inner);
    }

    private Block secure(int port, String name) {
        var http2 = version.hasHttp2Directive() ? "" : " http2";
        var block = new Block()
                .put("listen " + port + " ssl" + http2)
                .put("listen [::]:" + port + " ssl" + http2)
                .put("server_name " + name);
        if (version.hasHttp2Directive()) {
            block.put("http2 on");
        }
        block.gap()
                .put("ssl_certificate " + topology.certificates() + "/" + name + ".pem")
                .put("ssl_certificate_key " + topology.certificates() + "/" + name + ".key")
                .put("ssl_protocols TLSv1.2 TLSv1.3")
                .put("ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256"
                        + ":ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384"
                        + ":ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305")
                .put("ssl_prefer_server_ciphers off")
                .put("ssl_session_cache shared:hearth:10m")
                .put("ssl_session_timeout 1d")
                .put("ssl_session_tickets off");
        if (isLasting(name)) {
            block.put(LASTING);
        }
        return block;
    }

    private boolean isLasting(String name) {
        return topology.isHstsWanted()
                && name.contains(".")
                && PRIVATE_ENDS.stream().noneMatch(name::endsWith);
    }

    /// The client's own words about itself are replaced, not extended: this nginx is the edge.
    private static Block forwarded(String largestBody) {
        return new Block()
                .put("proxy_http_version 1.1")
                .put("proxy_set_header Host $http_host")
                .put("proxy_set_header X-Real-IP $remote_addr")
                .put("proxy_set_header X-Forwarded-For $remote_addr")
                .put("proxy_set_header X-Forwarded-Proto $scheme")
                .put("proxy_set_header Forwarded \"\"")
                .put("proxy_set_header Upgrade $http_upgrade")
                .put("proxy_set_header Connection $hearth_connection")
                .say("Above the longest wait of the app server: a code that is shown waits for its scan.")
                .put("proxy_connect_timeout 4s")
                .put("proxy_read_timeout 120s")
                .put("client_max_body_size " + largestBody);
    }

    /// The addresses besides its own origin that the page connects to.
    List<String> connections() {
        return way.dialsNodes()
                ? topology.nodes().stream()
                        .map(node -> "wss://" + node.name() + ":" + node.secureWebsocket())
                        .toList()
                : List.of();
    }
}
