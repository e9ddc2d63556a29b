import type { Clock } from "./clock";
import { FileImages } from "./fileImages";
import { type FileAccess, FileStore } from "./fileStore";
import type { Fetch } from "./route";
import { Upload } from "./upload";

/** The files of messages: permission comes over the socket, bytes travel over HTTP, messages carry only ids. */
export class Files {
  readonly images: FileImages;
  private readonly store: FileStore;

  constructor(fetch: Fetch, clock: Clock, access: FileAccess) {
    this.store = new FileStore(fetch, clock, access);
    this.images = new FileImages(this.store);
  }

  /** An upload that has not begun. */
  upload(source: Blob, name: string, conversation: string): Upload {
    return new Upload(this.store, source, name, conversation);
  }
}
