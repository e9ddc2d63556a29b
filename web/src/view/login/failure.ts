import { AppCode } from "../../connection/appServer";
import { t } from "../text";

/** What a refusal of the app server means to a person. */
export function failureText(code: number): string {
  switch (code) {
    case AppCode.WRONG_PASSWORD:
    case AppCode.WRONG_PASSWORD_TOO:
    case AppCode.NOT_FOUND:
      return t.wrongPassword;
    case AppCode.NAME_TAKEN:
      return t.nameTaken;
    case AppCode.INVALID:
      return t.nameInvalid;
    case AppCode.WEAK_PASSWORD:
      return t.passwordWeak;
    case AppCode.TOO_MANY_FAILURES:
      return t.tooManyFailures;
    case AppCode.FORBIDDEN:
      return t.accountDisabled;
    case AppCode.NO_RIGHT:
      return t.registrationClosed;
    case AppCode.UNREACHABLE:
      return t.serverUnreachable;
    default:
      return t.unexpected(code);
  }
}
