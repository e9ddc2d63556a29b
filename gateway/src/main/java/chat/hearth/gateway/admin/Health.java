package chat.hearth.gateway.admin;

import chat.hearth.kit.http.Body;
import chat.hearth.kit.http.Response;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// `GET /admin/health`: what the node's machine has left, unsigned.
///
/// @param data the folder whose disk is told of
public record Health(String node, Path data) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Answers a list with one node.
    public Response answer() {
        try {
            var text = JSON.writeValueAsString(
                    List.of(Map.of("node", node, "cpu", cpu(), "memory", memory(), "disk", disk())));
            return Response.of(200, "application/json", Body.of(text));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer that can't be written", e);
        }
    }

    private static Map<String, Number> cpu() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return Map.of("cores", system.getAvailableProcessors(), "load", system.getSystemLoadAverage());
    }

    private static Map<String, Number> memory() {
        var runtime = Runtime.getRuntime();
        long used = runtime.totalMemory() - runtime.freeMemory();
        return Map.of("avail", runtime.maxMemory() - used, "max", runtime.maxMemory(), "free", runtime.freeMemory());
    }

    private Map<String, Number> disk() {
        try {
            var disk = Files.getFileStore(data);
            return Map.of(
                    "usable", disk.getUsableSpace(), "free", disk.getUnallocatedSpace(), "space", disk.getTotalSpace());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
