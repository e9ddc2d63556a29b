import { shallowRef } from "vue";
import { type AppAnswer, AppCode, type AppServer, type Login } from "../connection/appServer";
import type { TokenSource } from "../connection/connection";
import type { Preferences } from "./preferences";

export type AccountState =
  /** Whether there is a session is not known yet. */
  | { readonly name: "starting" }
  /** The app server did not answer; tried again on demand. */
  | { readonly name: "unreachable"; readonly code: number }
  | { readonly name: "signedOut"; readonly ended: boolean }
  | { readonly name: "signedIn"; readonly userId: string };

/** A refusal of the app server, and the field at fault where it names one. */
export interface Refused {
  readonly code: number;
  readonly field: string;
}

/** Nothing that the person did: trying again may help. */
const isPassing = (code: number): boolean =>
  code === AppCode.UNREACHABLE || code === AppCode.BUSY || code === AppCode.SERVER_ERROR;

/** Who is signed in here. The app session is a cookie; the IM token lives in memory only. */
export class Account implements TokenSource {
  readonly state = shallowRef<AccountState>({ name: "starting" });
  private readonly app: AppServer;
  private readonly preferences: Preferences;
  private token = "";

  constructor(app: AppServer, preferences: Preferences) {
    this.app = app;
    this.preferences = preferences;
  }

  /**
   * After a load of the page: is there a session? Whoever was here before is taken to be here until the app server
   * says otherwise, so that what is kept is shown at once, and without a network too.
   */
  async begin(): Promise<void> {
    const known = this.preferences.userId;
    if (known !== "") this.state.value = { name: "signedIn", userId: known };
    const me = await this.app.me();
    if (known !== "" && known !== this.preferences.userId) return;
    if (isPassing(me.code)) {
      if (known !== "") return;
      this.state.value = { name: "unreachable", code: me.code };
      return;
    }
    if (me.code !== AppCode.OK || me.result === undefined) {
      this.end(known !== "");
      return;
    }
    this.preferences.clientId = me.result.clientId || this.preferences.clientId;
    if (me.result.userId === known) return;
    const renewal = await this.renew();
    // Without a token for now: the connection asks for one as long as it takes.
    if (renewal === "signedOut") this.end(false);
    else this.enter(me.result.userId);
  }

  async logIn(name: string, password: string): Promise<Refused | undefined> {
    return this.take(await this.app.logIn(name, password, this.preferences.clientId));
  }

  async register(name: string, password: string, displayName: string): Promise<Refused | undefined> {
    return this.take(await this.app.register(name, password, displayName, this.preferences.clientId));
  }

  /** A login came, by password or by a confirmed code; or why it did not. */
  take({ code, message, result }: AppAnswer<Login>): Refused | undefined {
    if (code !== AppCode.OK) return { code, field: /^([A-Za-z]+):/.exec(message)?.[1] ?? "" };
    if (result === undefined) return { code: AppCode.SERVER_ERROR, field: "" };
    this.token = result.token;
    this.preferences.clientId = result.clientId || this.preferences.clientId;
    this.enter(result.userId);
    return undefined;
  }

  private enter(userId: string): void {
    this.preferences.userId = userId;
    this.state.value = { name: "signedIn", userId };
  }

  async logOut(): Promise<void> {
    await this.app.logOut();
    this.end(false);
  }

  /** The session is over; `ended`: not by the person here. */
  end(ended: boolean): void {
    this.token = "";
    this.preferences.userId = "";
    this.state.value = { name: "signedOut", ended };
  }

  current(): string {
    return this.token;
  }

  replace(token: string): void {
    this.token = token;
  }

  async renew(): Promise<"renewed" | "signedOut" | "unreachable"> {
    const answer = await this.app.imToken(this.preferences.clientId);
    if (answer.code === AppCode.OK && answer.result !== undefined) {
      this.token = answer.result.token;
      return "renewed";
    }
    const isOver = answer.code === AppCode.NOT_SIGNED_IN || answer.code === AppCode.FORBIDDEN;
    return isOver ? "signedOut" : "unreachable";
  }
}
