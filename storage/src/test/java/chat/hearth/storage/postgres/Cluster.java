package chat.hearth.storage.postgres;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A PostgreSQL server of the tests' own, from the system's package: one for the whole JVM, on a free port of
/// the loopback address, in a folder that goes with it. Every test takes a fresh database.
public final class Cluster {
    private static final Path PACKAGES = Path.of("/usr/lib/postgresql");
    private static final String USER = "hearth";
    private static final String TEMPLATE = "migrated";
    private static final String PASSWORD = "of the tests";
    private static final int PATIENCE_S = 60;
    private static final int POLL_MS = 50;
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final Path folder;
    private final int port;
    private final Process server;
    private boolean hasTemplate;

    private Cluster(Path folder, int port, Process server) {
        this.folder = folder;
        this.port = port;
        this.server = server;
    }

    private static final class Shared {
        static final Cluster ONE = startShared();

        private static Cluster startShared() {
            var cluster = start();
            Runtime.getRuntime().addShutdownHook(new Thread(cluster::stop));
            return cluster;
        }
    }

    /// For tests of other modules: a server in a process that prints the address, the user and the password of a
    /// fresh database, a line each, and ends when its standard input does.
    public static void main(String[] arguments) throws IOException {
        var cluster = start();
        try {
            var login = cluster.emptyDatabase();
            var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
            out.println(login.url() + "\n" + login.user() + "\n" + login.password());
            System.in.transferTo(OutputStream.nullOutputStream());
        } finally {
            cluster.stop();
        }
    }

    /// The one that all tests share.
    public static Cluster shared() {
        return Shared.ONE;
    }

    /// One for a test that harms it; the test stops it.
    ///
    /// @param settings as in `fsync=off`
    public static Cluster start(String... settings) {
        try {
            var folder = Files.createTempDirectory("hearth-postgres");
            var data = folder.resolve("data");
            var password = Files.writeString(folder.resolve("password"), PASSWORD);
            if (isRoot()) {
                run(List.of("chown", "-R", "postgres", folder.toString()), folder);
            }
            run(
                    asOwner(
                            program("initdb"),
                            List.of(
                                    "-D",
                                    data.toString(),
                                    "-U",
                                    USER,
                                    "--pwfile=" + password,
                                    "-A",
                                    "scram-sha-256",
                                    "-E",
                                    "UTF8",
                                    "--locale=C",
                                    "--no-sync")),
                    folder);
            int port = freePort();
            var server = launch(folder, data, port, settings);
            var cluster = new Cluster(folder, port, server);
            cluster.awaitReady();
            return cluster;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process launch(Path folder, Path data, int port, String... settings) throws IOException {
        var arguments = new ArrayList<>(List.of(
                "-D",
                data.toString(),
                "-p",
                Integer.toString(port),
                "-k",
                folder.toString(),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "max_connections=200",
                "-c",
                "shared_buffers=64MB"));
        for (var setting : settings) {
            arguments.addAll(List.of("-c", setting));
        }
        return new ProcessBuilder(asOwner(program("postgres"), arguments))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.log").toFile())
                .start();
    }

    /// A fresh, empty database.
    public PostgresLogin emptyDatabase() {
        return create("test" + DATABASES.incrementAndGet(), "template0");
    }

    /// A fresh database with the schema in it and nothing else: a copy, which is quicker than migrating.
    public PostgresLogin database() {
        synchronized (this) {
            if (!hasTemplate) {
                var template = create(TEMPLATE, "template0");
                try (var connection = connect(TEMPLATE)) {
                    Migration.of(template).run(connection);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
                hasTemplate = true;
            }
        }
        return create("test" + DATABASES.incrementAndGet(), TEMPLATE);
    }

    private PostgresLogin create(String name, String template) {
        try (var connection = connect("postgres")) {
            PostgresConnections.execute(connection, "CREATE DATABASE " + name + " TEMPLATE " + template);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return login(name);
    }

    public PostgresLogin login(String database) {
        return new PostgresLogin("postgresql://127.0.0.1:" + port + "/" + database, USER, PASSWORD);
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(login(database).jdbcUrl(), USER, PASSWORD);
    }

    /// Where it listens, on 127.0.0.1.
    int port() {
        return port;
    }

    /// Ends the server at once: it keeps what was committed.
    public void stop() {
        try {
            var file = folder.resolve("data/postmaster.pid");
            if (Files.exists(file)) {
                quit(Files.readAllLines(file).getFirst());
            }
            server.waitFor(PATIENCE_S, TimeUnit.SECONDS);
            delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Nothing, if the process has ended already: so it is where the whole run is being stopped.
    private static void quit(String pid) throws IOException, InterruptedException {
        var postmaster = ProcessHandle.of(Long.parseLong(pid));
        if (postmaster.isPresent()) {
            new ProcessBuilder("kill", "-QUIT", pid).start().waitFor(PATIENCE_S, TimeUnit.SECONDS);
            postmaster.get().onExit().orTimeout(PATIENCE_S, TimeUnit.SECONDS).join();
        }
    }

    private void awaitReady() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        while (!isReady()) {
            try {
                if (server.waitFor(POLL_MS, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                    throw new IllegalStateException("PostgreSQL did not start: " + log());
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private boolean isReady() {
        try (var _ = connect("postgres")) {
            return true;
        } catch (SQLException _) {
            return false;
        }
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("server.log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /// The newest version that is installed.
    private static Path program(String name) throws IOException {
        if (!Files.isDirectory(PACKAGES)) {
            throw new IllegalStateException("these tests need PostgreSQL: on Debian, apt-get install postgresql");
        }
        try (var versions = Files.list(PACKAGES)) {
            return versions.map(version -> version.resolve("bin").resolve(name))
                    .filter(Files::isExecutable)
                    .max(Comparator.comparing(path -> Integer.valueOf(
                            path.getName(PACKAGES.getNameCount()).toString())))
                    .orElseThrow(() -> new IllegalStateException("no " + name + " below " + PACKAGES));
        }
    }

    /// PostgreSQL refuses to run as root.
    private static List<String> asOwner(Path program, List<String> arguments) {
        var command = new ArrayList<String>();
        if (isRoot()) {
            command.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        command.add(program.toString());
        command.addAll(arguments);
        return command;
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void run(List<String> command, Path folder) throws IOException {
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + " failed: " + said);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// By a process, which goes on if this one is ended first: a hundred databases are many files.
    private static void delete(Path folder) throws IOException, InterruptedException {
        new ProcessBuilder("rm", "-rf", folder.toString()).start().waitFor(PATIENCE_S, TimeUnit.SECONDS);
    }
}
