import { shallowRef } from "vue";
import { type AppAnswer, AppCode, type AppServer, type Login } from "../connection/appServer";
import type { TokenSource } from "../connection/connection";
import type { Preferences } from "./preferences";

export type AccountState =
  /** Whether there is a session is not known yet. */
  | { readonly name: "starting" }
  /** The app server did not answer; tried again on demand. */
  | { readonly name: "unreachable" }
  | { readonly name: "signedOut"; readonly ended: boolean }
  | { readonly name: "signedIn"; readonly userId: string };

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

  /** After a load of the page: is there a session? */
  async begin(): Promise<void> {
    if (this.state.value.name === "unreachable") this.state.value = { name: "starting" };
    const me = await this.app.me();
    if (me.code === AppCode.UNREACHABLE) {
      this.state.value = { name: "unreachable" };
      return;
    }
    if (me.code !== AppCode.OK || me.result === undefined) {
      this.state.value = { name: "signedOut", ended: false };
      return;
    }
    this.preferences.clientId = me.result.clientId || this.preferences.clientId;
    const renewal = await this.renew();
    if (renewal === "renewed") this.state.value = { name: "signedIn", userId: me.result.userId };
    else if (renewal === "unreachable") this.state.value = { name: "unreachable" };
    else this.state.value = { name: "signedOut", ended: false };
  }

  async logIn(name: string, password: string): Promise<number> {
    return this.take(await this.app.logIn(name, password, this.preferences.clientId));
  }

  async register(name: string, password: string, displayName: string): Promise<number> {
    return this.take(await this.app.register(name, password, displayName, this.preferences.clientId));
  }

  /** A login came, by password or by a confirmed code. */
  take(answer: AppAnswer<Login>): number {
    const { code, result } = answer;
    if (code !== AppCode.OK || result === undefined) return code === AppCode.OK ? AppCode.SERVER_ERROR : code;
    this.token = result.token;
    this.preferences.clientId = result.clientId || this.preferences.clientId;
    this.state.value = { name: "signedIn", userId: result.userId };
    return AppCode.OK;
  }

  async logOut(): Promise<void> {
    await this.app.logOut();
    this.end(false);
  }

  /** The session is over; `ended`: not by the person here. */
  end(ended: boolean): void {
    this.token = "";
    this.state.value = { name: "signedOut", ended };
  }

  current(): string {
    return this.token;
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
