import { shallowRef } from "vue";
import { AppCode, type AppServer } from "../connection/appServer";

export type ConfirmState =
  /** A code is to be scanned or typed. */
  | { readonly name: "asking"; readonly isInvalid: boolean }
  | { readonly name: "checking" }
  /** The code is good: sign the other browser in? */
  | { readonly name: "scanned"; readonly token: string }
  | { readonly name: "done" }
  | { readonly name: "cancelled" }
  | { readonly name: "expired" }
  | { readonly name: "unreachable" };

/** The signed-in side of a login by code. */
export class QrConfirm {
  readonly state = shallowRef<ConfirmState>({ name: "asking", isInvalid: false });
  private readonly app: AppServer;

  constructor(app: AppServer) {
    this.app = app;
  }

  async scan(token: string | undefined): Promise<void> {
    if (token === undefined) {
      this.state.value = { name: "asking", isInvalid: true };
      return;
    }
    this.state.value = { name: "checking" };
    this.after(await this.app.scanQr(token), { name: "scanned", token });
  }

  async confirm(token: string, userId: string): Promise<void> {
    this.state.value = { name: "checking" };
    this.after(await this.app.confirmQr(token, userId), { name: "done" });
  }

  async cancel(token: string): Promise<void> {
    await this.app.cancelQr(token);
    this.state.value = { name: "cancelled" };
  }

  restart(): void {
    this.state.value = { name: "asking", isInvalid: false };
  }

  private after(answer: { readonly code: number }, next: ConfirmState): void {
    if (answer.code === AppCode.OK) this.state.value = next;
    else if (answer.code === AppCode.CANCELLED) this.state.value = { name: "cancelled" };
    else if (answer.code === AppCode.UNREACHABLE) this.state.value = { name: "unreachable" };
    else this.state.value = { name: "expired" };
  }
}
