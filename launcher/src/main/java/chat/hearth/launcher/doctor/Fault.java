package chat.hearth.launcher.doctor;

/// The catalogue of what can be wrong, with what mends it.
public enum Fault {
    NAME_UNKNOWN(
            "the name has no address", "add it to DNS, or mend the name in server.public_origins or im.announce_host"),
    PORT_CLOSED("nothing answers at the port", "start what listens there, or open the port in the firewall"),
    NO_TLS(
            "the port does not speak TLS",
            "nginx: `listen ... ssl;`; Hearth: tls.certificate, or im.secure_websocket_port"),
    OLD_TLS("TLS older than 1.2 is accepted", "nginx: `ssl_protocols TLSv1.2 TLSv1.3;`"),
    CERTIFICATE_FOR_ANOTHER_NAME("the certificate is for another name", "get one for this name, or a wildcard"),
    CERTIFICATE_EXPIRED(
            "the certificate has expired", "renew it; Hearth takes the new file by itself, nginx after a reload"),
    CERTIFICATE_NOT_YET_VALID("the certificate is not valid yet", "set the clocks, or wait"),
    CHAIN_INCOMPLETE(
            "the chain does not reach a root",
            "put the intermediate certificates after the server's own (fullchain.pem)"),
    CERTIFICATE_UNTRUSTED(
            "the certificate's authority is not trusted",
            "import its ca.pem in the browsers (doctor: --ca), or get a public certificate"),
    REDIRECT_LOOP("redirects lead nowhere", "nginx: redirect in the server of port 80 only"),
    PAGE_MISSING("the page is not served", "nginx: `location / { proxy_pass http://hearth_im; }`"),
    POLICY_MISSING(
            "the page has no content security policy",
            "nginx: do not hide Content-Security-Policy; an add_header in a location drops inherited ones"),
    ORIGIN_REFUSED(
            "the page's origin is not one of Hearth's", "add it to server.public_origins, as in the address bar"),
    HOST_REFUSED(
            "Hearth does not know the name it is asked by",
            "add it to server.public_origins; nginx: `proxy_set_header Host $http_host;` and proxy.trusted"),
    APP_MISSING("the app server does not answer", "nginx: forward the paths of the app server, or `location /`, to it"),
    PREFIX_LOST("paths below /session/ do not arrive whole", "nginx: `proxy_pass` without a path at its end"),
    SCHEME_LOST(
            "Hearth is not told that the page is secure",
            "nginx: `proxy_set_header X-Forwarded-Proto $scheme;`; Hearth: proxy.trusted"),
    ROUTE_MISSING("/route does not answer", "nginx: `location = /route { proxy_pass http://hearth_im; }`"),
    CORS_TWICE("Access-Control-Allow-Origin comes twice", "nginx: remove its add_header Access-Control-Allow-Origin"),
    CORS_OPEN("every site may ask", "nginx: remove `add_header Access-Control-Allow-Origin *`"),
    CLOCK_SKEW("the server's clock is wrong", "run an NTP client on the server, and on this machine"),
    SOCKET_PLAIN(
            "the page over TLS is sent to a plain WebSocket",
            "im.secure_websocket_port, or im.announce_secure_websocket_port"),
    UPGRADE_DROPPED(
            "the proxy drops Upgrade or Connection",
            "nginx: `proxy_http_version 1.1;`, `proxy_set_header Upgrade $http_upgrade;`, and Connection likewise"),
    SOCKET_MISSING("no WebSocket is opened", "forward /ws, or port 8084 to 8083, to the node"),
    OTHER_ENVIRONMENT(
            "a node of another installation is behind the name",
            "mend the proxy's upstream, or the node's im.announce_host"),
    FILES_MISSING("the file store does not answer", "nginx: `location /files { proxy_pass http://hearth_files; }`"),
    BODY_LIMIT("a chunk of an upload is refused as too large", "nginx: `client_max_body_size 100m;` for /files");

    private final String symptom;
    private final String mend;

    Fault(String symptom, String mend) {
        this.symptom = symptom;
        this.mend = mend;
    }

    /// What is wrong, in a sentence without a full stop.
    public String symptom() {
        return symptom;
    }

    /// What to change.
    public String mend() {
        return mend;
    }
}
