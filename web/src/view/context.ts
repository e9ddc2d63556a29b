import { type InjectionKey, inject } from "vue";
import type { AppServer } from "../connection/appServer";
import type { Clock } from "../connection/clock";
import type { Account } from "../model/account";
import type { Chat } from "../model/chat";
import type { Preferences } from "../model/preferences";
import type { Router } from "../model/router";

/** What every component may use; made once, in main.ts. */
export interface Client {
  readonly account: Account;
  readonly app: AppServer;
  readonly chat: Chat;
  readonly clock: Clock;
  readonly preferences: Preferences;
  readonly router: Router;
}

export const CLIENT: InjectionKey<Client> = Symbol("client");

export function useClient(): Client {
  const client = inject(CLIENT);
  if (client === undefined) throw new Error("no client was provided");
  return client;
}
