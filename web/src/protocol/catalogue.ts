/** The error and close codes with what a client does about them; a code of a newer server gets a safe default. */
import { CLOSE_TRAITS, ERROR_TRAITS, type Traits } from "./gen/catalogue";
import { CloseCode, ErrorCode } from "./gen/hearth/v1/catalogue_pb";

export type { Traits };
export { CloseCode, ErrorCode };

export const traitsOfError = (code: ErrorCode): Traits =>
  ERROR_TRAITS[code] ?? { fault: "server", retry: "never", retryAfterMs: 0 };

/** Of a close code below 4000 (the network, a proxy) the same connection may be tried again. */
export const traitsOfClose = (code: number): Traits =>
  CLOSE_TRAITS[code as CloseCode] ?? { fault: "server", retry: "same", retryAfterMs: 0 };

/** Only another token helps. */
export const isOfTheToken = (code: ErrorCode): boolean =>
  code === ErrorCode.TOKEN_INVALID ||
  code === ErrorCode.TOKEN_EXPIRED ||
  code === ErrorCode.TOKEN_OTHER_ENVIRONMENT;
