import { shallowRef } from "vue";

/** Everything that has an address. */
export type Place =
  | { readonly name: "list" }
  | { readonly name: "chat"; readonly id: string }
  | { readonly name: "settings" }
  | { readonly name: "register" }
  /** The page that a login code leads to. */
  | { readonly name: "scan"; readonly token: string };

export function parsePlace(pathname: string, hash: string): Place {
  const [first, second] = pathname.split("/").filter((part) => part !== "");
  if (first === "chat" && second !== undefined) return { name: "chat", id: safeDecode(second) };
  if (first === "settings" || first === "register") return { name: first };
  if (first === "scan") return { name: "scan", token: hash.replace(/^#/, "") };
  return { name: "list" };
}

export function pathOf(place: Place): string {
  switch (place.name) {
    case "list":
      return "/";
    case "chat":
      return `/chat/${encodeURIComponent(place.id)}`;
    case "scan":
      return place.token === "" ? "/scan" : `/scan#${place.token}`;
    default:
      return `/${place.name}`;
  }
}

function safeDecode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Where the person is; addresses live under `/c`. */
export class Router {
  private readonly root: string;
  readonly place = shallowRef<Place>({ name: "list" });

  constructor(basePath: string) {
    this.root = `${basePath}/c`;
    this.read();
    addEventListener("popstate", () => this.read());
    addEventListener("hashchange", () => this.read());
  }

  href(place: Place): string {
    return this.root + pathOf(place);
  }

  go(place: Place, how: "push" | "replace" = "push"): void {
    const href = this.href(place);
    if (href !== location.pathname + location.hash) {
      if (how === "push") history.pushState(null, "", href);
      else history.replaceState(null, "", href);
    }
    this.place.value = place;
  }

  private read(): void {
    const path = location.pathname.startsWith(this.root) ? location.pathname.slice(this.root.length) : "/";
    this.place.value = parsePlace(path, location.hash);
  }
}
