package chat.hearth.gateway.front;

import chat.hearth.protocol.Encoding;
import chat.hearth.protocol.v1.ErrorCode;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The server's judgement of a WebSocket opening request (RFC 6455 §4.2.1).
public sealed interface Handshake {

    /// The opening is good; `acceptKey` is the value of `Sec-WebSocket-Accept`.
    record Accepted(String acceptKey, Encoding encoding) implements Handshake {}

    /// The opening is answered with `status` and a JSON body of the code and the message.
    record Refused(HttpResponseStatus status, ErrorCode code, String message) implements Handshake {}

    /// Judges the head of a request.
    static Handshake of(HttpRequest request) {
        HttpHeaders headers = request.headers();
        if (!request.method().equals(HttpMethod.GET)
                || !request.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
            return bad("A WebSocket opens with an HTTP/1.1 GET.");
        }
        if (headers.contains(HttpHeaderNames.CONTENT_LENGTH) || HttpUtil.isTransferEncodingChunked(request)) {
            return bad("A WebSocket opening has no body.");
        }
        if (!headers.containsValue(HttpHeaderNames.UPGRADE, "websocket", true)
                || !headers.containsValue(HttpHeaderNames.CONNECTION, "upgrade", true)) {
            return bad("Upgrade: websocket and Connection: Upgrade are required; a proxy may have dropped them.");
        }
        if (!"13".equals(headers.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
            return new Refused(
                    HttpResponseStatus.UPGRADE_REQUIRED,
                    ErrorCode.INVALID_ARGUMENT,
                    "Sec-WebSocket-Version 13 is required.");
        }
        return withKey(headers);
    }

    private static Handshake withKey(HttpHeaders headers) {
        String key = headers.get(HttpHeaderNames.SEC_WEBSOCKET_KEY);
        if (!isNonce(key)) {
            return bad("Sec-WebSocket-Key is not 16 bytes in base64.");
        }
        Optional<Encoding> chosen = offered(headers)
                .flatMap(name -> Encoding.ofSubprotocol(name).stream())
                .findFirst();
        return chosen.<Handshake>map(encoding -> new Accepted(acceptKey(key), encoding))
                .orElseGet(() -> bad("Sec-WebSocket-Protocol must offer hearth.v1.proto or hearth.v1.json."));
    }

    /// The offered sub-protocols in the client's order of preference.
    private static Stream<String> offered(HttpHeaders headers) {
        return headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip);
    }

    private static boolean isNonce(@Nullable String key) {
        try {
            return key != null && key.length() == 24 && Base64.getDecoder().decode(key).length == 16;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static String acceptKey(@Nullable String key) {
        try {
            byte[] salted = (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII);
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(salted));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    private static Refused bad(String message) {
        return new Refused(HttpResponseStatus.BAD_REQUEST, ErrorCode.INVALID_ARGUMENT, message);
    }
}
