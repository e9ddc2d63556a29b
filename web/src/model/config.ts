/** What the server says about where things are, in the page itself, so that it works below any prefix. */
export interface Config {
  /** Before the page's own paths: "" or "/chat". */
  readonly basePath: string;
  /** The app server's API, ending in a slash. */
  readonly appPath: string;
  readonly routePath: string;
  readonly filesPath: string;
}

const DEFAULTS: Config = { basePath: "", appPath: "/", routePath: "/route", filesPath: "/files" };

export function readConfig(text: string): Config {
  try {
    const given = JSON.parse(text) as Partial<Config>;
    return { ...DEFAULTS, ...given };
  } catch {
    return DEFAULTS;
  }
}
