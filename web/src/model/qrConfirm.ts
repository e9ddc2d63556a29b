import { shallowRef } from "vue";
import { AppCode, type AppServer } from "../connection/appServer";

export type ConfirmState =
  /** A code is to be scanned or typed. */
  | { readonly name: "asking"; readonly isInvalid: boolean }
  | { readonly name: "checking" }
  /** The code is good: sign the other browser in? */
  | { readonly name: "scanned"; readonly token: string; readonly device: string; readonly address: string }
  | { readonly name: "done" }
  | { readonly name: "cancelled" }
  | { readonly name: "expired" }
  /** By a code of the app server; what was scanned can be tried again. */
  | { readonly name: "failed"; readonly code: number };

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
    const answer = await this.app.scanQr(token);
    const { device_name: device = "", address = "" } = answer.result ?? {};
    this.after(answer.code, { name: "scanned", token, device, address });
  }

  async confirm(token: string, userId: string): Promise<void> {
    this.state.value = { name: "checking" };
    this.after((await this.app.confirmQr(token, userId)).code, { name: "done" });
  }

  async cancel(token: string): Promise<void> {
    await this.app.cancelQr(token);
    this.state.value = { name: "cancelled" };
  }

  restart(): void {
    this.state.value = { name: "asking", isInvalid: false };
  }

  private after(code: number, next: ConfirmState): void {
    if (code === AppCode.OK) this.state.value = next;
    else if (code === AppCode.CANCELLED) this.state.value = { name: "cancelled" };
    else if (code === AppCode.EXPIRED) this.state.value = { name: "expired" };
    else this.state.value = { name: "failed", code };
  }
}
