import { isLoopback, type Profile } from "./profile.ts";

/** In words wherever the profile is named, as a colour alone is not seen by everybody. */
export function profileWords({ name, isProduction }: Profile): string {
  return isProduction ? `${name} · production` : name;
}

/** A codicon's name. */
export function profileIcon({ kind, isProduction }: Profile): string {
  if (kind === "local") return "beaker";
  return isProduction ? "flame" : "cloud";
}

/** A colour of the editor's theme. */
export function profileColourId({ colour }: Profile): string | undefined {
  return colour && `charts.${colour}`;
}

/** Where it is, short enough for a line. */
export function profilePlace({ kind, baseUrl }: Profile): string {
  if (kind === "local") return "A sandbox on this machine";
  if (!URL.canParse(baseUrl)) return baseUrl;
  const { host } = new URL(baseUrl);
  return isLoopback(baseUrl) ? `${host}, on this machine` : host;
}
