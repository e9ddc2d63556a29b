package chat.hearth.gateway.admin;

import chat.hearth.protocol.v1.ErrorCode;

/// The numbers under which programs of the old system know what went wrong.
final class OldNumbers {
    static final int DONE = 0;
    static final int INVALID_DATA = 2;
    static final int FAULT = 4;
    static final int GROUP_EXISTS = 11;
    static final int ROBOTS_GET_NO_TOKEN = 27;
    static final int NOT_SIGNED = 239;
    static final int SIGNATURE_EXPIRED = 243;
    static final int SIGNATURE_WRONG = 244;
    static final int NO_RIGHT = 248;
    static final int BUSY = 221;

    private OldNumbers() {}

    static int of(ErrorCode code) {
        return switch (code) {
            case INVALID_ARGUMENT,
                    CONFLICT,
                    PREDECESSOR_MISSING,
                    NAME_TAKEN,
                    FILE_TOO_LARGE,
                    FILE_TYPE_WRONG,
                    UPLOAD_OFFSET_WRONG -> 251;
            case UNIMPLEMENTED -> 254;
            case TEXT_EMPTY, TEXT_FORBIDDEN_CHARACTER, KIND_RESERVED -> 10;
            case TEXT_TOO_LONG, BODY_TOO_LARGE -> 35;
            case TOKEN_INVALID, TOKEN_EXPIRED, TOKEN_OTHER_ENVIRONMENT, TICKET_INVALID, TICKET_EXPIRED, TICKET_USED ->
                6;
            case USER_DISABLED -> 8;
            case SIGNATURE_INVALID -> SIGNATURE_WRONG;
            case SCOPE_MISSING, FORBIDDEN, ORIGIN_REFUSED, GRANT_INVALID, GRANT_EXPIRED -> NO_RIGHT;
            case CID_OUT_OF_WINDOW -> 30;
            case NOT_A_MEMBER -> 9;
            case CONVERSATION_NOT_FOUND, USER_NOT_FOUND, FILE_NOT_FOUND, START_OVER -> 253;
            case GROUP_FULL -> 240;
            case TOO_MANY_IN_FLIGHT, RATE_LIMITED, TOO_MANY_UPLOADS -> 250;
            case OVERLOADED, UNAVAILABLE, STORAGE_FULL -> BUSY;
            case HELLO_REQUIRED, HOST_REFUSED -> INVALID_DATA;
            case INTERNAL, ERROR_CODE_UNSPECIFIED, UNRECOGNIZED -> FAULT;
        };
    }
}
