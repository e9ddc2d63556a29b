import { ErrorCode, traitsOfError } from "../protocol/catalogue";
import type { Method } from "../protocol/frames";
import type { Clock } from "./clock";
import type { AnswerKind, AnswerOf, RequestFailed } from "./exchange";
import type { Fetch } from "./route";

const MAX_TRIES = 6;
const ANSWER_MS = 90_000;
/** For trying again besides every 5xx: the request came too slowly, or too many came. */
const PASSING = new Set([408, 425, 429]);

/**
 * Why a file did not get through. `offline`: there is no connection to ask for permission, `unreachable`: the
 * file store does not answer, `refused`: it, or the node, said no.
 */
export class FileFailed extends Error {
  readonly why: "offline" | "unreachable" | "refused";
  readonly code: ErrorCode | undefined;

  constructor(why: FileFailed["why"], code?: ErrorCode) {
    super(code === undefined ? why : `${why}: ${ErrorCode[code]}`);
    this.why = why;
    this.code = code;
  }

  static of(failure: RequestFailed): FileFailed {
    return failure.code === undefined ? new FileFailed("offline") : new FileFailed("refused", failure.code);
  }
}

/** Where files are, and who gives permission. */
export interface FileAccess {
  filesUrl(): string;
  ask<K extends AnswerKind>(kind: K, method: Method): Promise<AnswerOf<K>>;
}

/** HTTP to the file store (hop 5): what passes by itself is waited for, a refusal is final. */
export class FileStore {
  readonly access: FileAccess;
  private readonly fetch: Fetch;
  private readonly clock: Clock;

  constructor(fetch: Fetch, clock: Clock, access: FileAccess) {
    this.fetch = fetch;
    this.clock = clock;
    this.access = access;
  }

  /**
   * The answer to a request that may be repeated. 409 is an answer too: it tells where an upload stands.
   *
   * @throws FileFailed
   */
  async request(place: string, init: RequestInit, signal: AbortSignal): Promise<Response> {
    for (let attempt = 0; ; attempt++) {
      const response = await this.once(place, init, signal);
      signal.throwIfAborted();
      if (response?.ok || response?.status === 409) return response;
      await this.rest(await waitMs(response, attempt, this.clock.random()));
    }
  }

  private async once(place: string, init: RequestInit, signal: AbortSignal): Promise<Response | undefined> {
    try {
      return await this.fetch(this.access.filesUrl() + place, {
        ...init,
        credentials: "omit",
        signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]),
      });
    } catch {
      return undefined;
    }
  }

  private rest(ms: number): Promise<void> {
    return new Promise((resolve) => this.clock.after(ms, resolve));
  }
}

/** How long until the next try. @throws FileFailed where another one does not help */
async function waitMs(response: Response | undefined, attempt: number, chance: number): Promise<number> {
  const isPassing = response === undefined || response.status >= 500 || PASSING.has(response.status);
  const code = response === undefined ? undefined : await codeOf(response);
  if (!isPassing) throw new FileFailed("refused", code);
  if (attempt >= MAX_TRIES) throw new FileFailed(code === undefined ? "unreachable" : "refused", code);
  const leastMs = code === undefined ? 0 : traitsOfError(code).retryAfterMs;
  return Math.max(leastMs, 500 * 2 ** attempt * (0.5 + chance));
}

/** A refusal names its code; an answer of a proxy does not. */
async function codeOf(response: Response): Promise<ErrorCode | undefined> {
  try {
    const { code } = (await response.json()) as { code?: unknown };
    return typeof code === "string" ? ErrorCode[code as keyof typeof ErrorCode] : undefined;
  } catch {
    return undefined;
  }
}
