package chat.hearth.kit.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A range of IP addresses, written in CIDR notation: `10.0.0.0/8`, `fd00::/8`, or one address alone.
///
/// Names are never looked up; an IPv4 address mapped into IPv6 counts as the IPv4 address it is.
public final class Network {
    private final byte[] prefix;
    private final int bits;

    private Network(byte[] prefix, int bits) {
        this.prefix = prefix;
        this.bits = bits;
    }

    /// Parses a network; refuses one whose address has bits beyond its mask, since it probably means another.
    ///
    /// @throws IllegalArgumentException when the text is no network
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        byte[] address = literal(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            throw new IllegalArgumentException("not a network: " + text);
        }
        int width = address.length * Byte.SIZE;
        int bits = slash < 0 ? width : maskBits(text.substring(slash + 1), width);
        Network network = new Network(address, bits);
        if (bits < 0 || !network.isCutAtItsMask()) {
            throw new IllegalArgumentException("not a network: " + text);
        }
        return network;
    }

    /// Whether [#parse(String)] takes the text.
    public static boolean isNetwork(String text) {
        try {
            return parse(text).bits >= 0;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /// Whether the text is an IP address.
    public static boolean isAddress(String text) {
        return literal(text) != null;
    }

    /// Whether the address, given as text, belongs to this network; text that is no address belongs to none.
    public boolean contains(String address) {
        byte[] candidate = literal(address);
        return candidate != null && candidate.length == prefix.length && sharedBits(candidate) >= bits;
    }

    /// One spelling for each address; empty for text that is none.
    static String canonical(String text) {
        byte[] address = literal(text);
        try {
            return address == null ? "" : InetAddress.getByAddress(address).getHostAddress();
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private int sharedBits(byte[] other) {
        int differing = Arrays.mismatch(prefix, other);
        if (differing < 0) {
            return prefix.length * Byte.SIZE;
        }
        int difference = Byte.toUnsignedInt((byte) (prefix[differing] ^ other[differing]));
        return differing * Byte.SIZE + Integer.numberOfLeadingZeros(difference) - (Integer.SIZE - Byte.SIZE);
    }

    private boolean isCutAtItsMask() {
        for (int bit = Math.max(0, bits); bit < prefix.length * Byte.SIZE; bit++) {
            if ((prefix[bit / Byte.SIZE] & (0x80 >> (bit % Byte.SIZE))) != 0) {
                return false;
            }
        }
        return true;
    }

    private static int maskBits(String text, int width) {
        boolean isNumber = text.matches("[0-9]{1,3}");
        int bits = isNumber ? Integer.parseInt(text) : -1;
        return bits <= width ? bits : -1;
    }

    /// The bytes of a literal address; null for anything else. Zone suffixes (`%eth0`) are no part of an
    /// address.
    static byte @Nullable [] literal(String text) {
        try {
            boolean isIpv4 = text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
            // Only these forms are handed on: ofLiteral also takes octal and shortened forms that mislead.
            if (!isIpv4 && (text.indexOf(':') < 0 || !text.matches("[0-9A-Fa-f:.]{2,45}"))) {
                return null;
            }
            return InetAddress.ofLiteral(text).getAddress();
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Network network && network.bits == bits && Arrays.equals(network.prefix, prefix);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(prefix), bits);
    }
}
