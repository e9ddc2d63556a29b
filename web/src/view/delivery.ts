import type { RefusedWhy } from "../connection/outbox";
import type { DeliveryState } from "../model/timelineItems";
import { ErrorCode } from "../protocol/catalogue";
import { t } from "./text";

/** A state in words, for who hears or points at it. */
export function deliveryText(state: DeliveryState, readers: number): string {
  switch (state) {
    case "preparing":
      return t.statePreparing;
    case "queued":
      return t.stateQueued;
    case "failed":
      return t.stateFailed;
    case "sent":
      return t.stateSent;
    case "read":
      return readers > 1 ? t.stateReadBy(readers) : t.stateRead;
  }
}

/** Why a message was not sent. */
export function failureReason(why: RefusedWhy | "upload" | "outboxFull"): string {
  if (why === "upload") return t.failedUpload;
  if (why === "outboxFull") return t.failedFull;
  if (why === "tooOld") return t.failedTooOld;
  switch (why.code) {
    case ErrorCode.NOT_A_MEMBER:
    case ErrorCode.FORBIDDEN:
    case ErrorCode.CONVERSATION_NOT_FOUND:
      return t.failedForbidden;
    case ErrorCode.FILE_TOO_LARGE:
      return t.failedFileTooLarge;
    case ErrorCode.FILE_TYPE_WRONG:
      return t.failedFileType;
    case ErrorCode.TOO_MANY_UPLOADS:
      return t.failedUploads;
    case ErrorCode.STORAGE_FULL:
      return t.failedStorageFull;
    case ErrorCode.TEXT_TOO_LONG:
    case ErrorCode.BODY_TOO_LARGE:
      return t.failedTooLong;
    default:
      return t.failedOther(why.code);
  }
}
