import { AppCode } from "../../connection/appServer";
import { t } from "../text";

/** What a refusal of the app server means to a person, and what to do. */
export function failureText(code: number, field = ""): string {
  switch (code) {
    case AppCode.WRONG_PASSWORD:
    case AppCode.NOT_FOUND:
      return t.wrongPassword;
    case AppCode.NAME_TAKEN:
      return t.nameTaken;
    case AppCode.INVALID:
      return field === "displayName" ? t.displayNameInvalid : t.nameInvalid;
    case AppCode.WEAK_PASSWORD:
      return t.passwordWeak;
    case AppCode.TOO_MANY_FAILURES:
      return t.tooManyFailures;
    case AppCode.FORBIDDEN:
      return t.accountDisabled;
    case AppCode.NO_RIGHT:
      return t.registrationClosed;
    case AppCode.NOT_SIGNED_IN:
      return t.notSignedIn;
    case AppCode.EXPIRED:
      return t.qrExpired;
    case AppCode.CANCELLED:
      return t.qrCancelled;
    case AppCode.UNREACHABLE:
      return t.serverUnreachable;
    case AppCode.BUSY:
    case AppCode.SERVER_ERROR:
      return t.serverBusy;
    default:
      return t.unexpected(code);
  }
}
