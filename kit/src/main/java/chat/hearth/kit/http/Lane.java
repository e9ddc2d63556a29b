package chat.hearth.kit.http;

/// A limit of its own for requests that take long, so that they and all others never wait for each other.
///
/// A request on a lane holds one of its places instead of one of the server's, from its head to the last byte
/// of its answer; when all are taken the answer is 503. One lane may serve several routes of one router.
public final class Lane {
    private final Admission places;

    private Lane(Admission places) {
        this.places = places;
    }

    /// A lane for so many requests at once.
    public static Lane of(int places) {
        return new Lane(new Admission(places));
    }

    Admission places() {
        return places;
    }
}
