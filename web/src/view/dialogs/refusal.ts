import { RequestFailed } from "../../connection/exchange";
import { ErrorCode } from "../../protocol/catalogue";
import { t } from "../text";

/** Why something that was asked of the server did not happen. */
export function refusalText(failure: unknown): string {
  if (!(failure instanceof RequestFailed) || failure.code === undefined) return t.notConnected;
  switch (failure.code) {
    case ErrorCode.GROUP_FULL:
      return t.groupFull;
    case ErrorCode.FORBIDDEN:
    case ErrorCode.NOT_A_MEMBER:
    case ErrorCode.CONVERSATION_NOT_FOUND:
      return t.failedForbidden;
    default:
      return t.refusedNow;
  }
}
