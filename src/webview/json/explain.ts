import type { Row } from "./row.ts";

/** What a value stands for that cannot be seen at once: a moment, a length of time, an encrypted payload, a number beyond exactness. */
export function explain(row: Pick<Row, "kind" | "text" | "key">, now: Date): string | undefined {
  if (row.kind === "string") return encrypted(row.text) ?? isoTime(row.text, now) ?? isoDuration(row.text);
  if (row.kind === "number") return epoch(row.text, now) ?? keyedDuration(row) ?? oddNumber(row.text);
  return undefined;
}

const isoForm = /^\d{4}-\d\d-\d\d(?<clock>[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/;

function isoTime(text: string, now: Date): string | undefined {
  const match = isoForm.exec(text);
  const moment = new Date(text);
  if (!match || Number.isNaN(moment.getTime())) return undefined;
  if (match.groups?.["clock"]) return `${inWords(moment)}, ${fromNow(moment, now)}`;
  const day = new Date(`${text}T00:00:00`);
  return `${day.toLocaleDateString("en", { dateStyle: "full" })}, ${fromNow(day, now)}`;
}

/** Seconds and milliseconds since 1970, between 2001 and 2100. */
function epoch(text: string, now: Date): string | undefined {
  if (!/^\d{10}(?:\d{3})?(?:\.\d+)?$/.test(text)) return undefined;
  const isSeconds = text.split(".", 1)[0]?.length === 10;
  const moment = new Date(Number(text) * (isSeconds ? 1000 : 1));
  if (moment.getUTCFullYear() < 2001 || moment.getUTCFullYear() > 2100) return undefined;
  return `As ${isSeconds ? "seconds" : "milliseconds"} since 1970: ${inWords(moment)}, ${fromNow(moment, now)}`;
}

function inWords(moment: Date): string {
  return moment.toLocaleString("en", { dateStyle: "full", timeStyle: "long" });
}

const units: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number])[] = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

function fromNow(moment: Date, now: Date): string {
  const seconds = (moment.getTime() - now.getTime()) / 1000;
  const [unit, length] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
  return new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(Math.round(seconds / length), unit);
}

const durationForm = /^P(?=.)(?:([\d.]+)Y)?(?:([\d.]+)M)?(?:([\d.]+)W)?(?:([\d.]+)D)?(?:T(?=.)(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?$/;
const durationUnits = ["year", "month", "week", "day", "hour", "minute", "second"];

function isoDuration(text: string): string | undefined {
  const parts = durationForm.exec(text)?.slice(1);
  if (!parts) return undefined;
  const words = parts.map((amount, index) => (amount ? plural(amount, durationUnits[index] ?? "") : "")).filter(word => word !== "");
  return `A duration: ${words.join(" ")}`;
}

function plural(amount: string, unit: string): string {
  return `${amount} ${unit}${amount === "1" ? "" : "s"}`;
}

const keyedUnits: readonly (readonly [ending: RegExp, ms: number])[] = [
  [/(?:_ms|Ms|_millis|Millis|_milliseconds|Milliseconds)$/, 1],
  [/(?:_s|_secs?|_seconds|Seconds|Secs)$/, 1000],
  [/(?:_minutes|Minutes|_mins)$/, 60_000],
];

/** A number whose key tells its unit. */
function keyedDuration({ key, text }: Pick<Row, "key" | "text">): string | undefined {
  const unit = keyedUnits.find(([ending]) => ending.test(String(key)));
  const ms = Number(text) * (unit?.[1] ?? 0);
  if (!unit || !Number.isFinite(ms) || ms < 1000) return undefined;
  const seconds = Math.round(ms / 1000);
  const parts: [number, string][] = [[Math.floor(seconds / 86_400), "d"], [Math.floor(seconds / 3600) % 24, "h"], [Math.floor(seconds / 60) % 60, "min"], [seconds % 60, "s"]];
  return `A duration: ${parts.filter(([amount]) => amount > 0).map(([amount, name]) => `${amount} ${name}`).join(" ")}`;
}

function oddNumber(text: string): string | undefined {
  const value = Number(text);
  if (!Number.isFinite(value)) return "Beyond what a JavaScript number can hold. Shown as it was sent.";
  if (/^-?\d+$/.test(text) && !Number.isSafeInteger(value)) {
    return `Beyond 2^53: a JavaScript number would make it ${BigInt(value)}. Shown as it was sent.`;
  }
  return undefined;
}

/** `enc_`, then in base64url: a version, the length of the key's id, the id, the rest. */
function encrypted(text: string): string | undefined {
  const body = /^enc_(?<body>[\w-]{8,})/.exec(text)?.groups?.["body"];
  if (body === undefined) return undefined;
  const keyId = keyIdIn(body);
  const under = keyId === undefined ? "" : ` under the key ${keyId}`;
  return `An encrypted payload${under}. Deck encrypts what it sends to API keys of your organization; decrypt it with that key, or read it in the Console.`;
}

function keyIdIn(body: string): string | undefined {
  const length = Math.min(256, body.length - (body.length % 4));
  const start = atob(body.slice(0, length).replaceAll("-", "+").replaceAll("_", "/"));
  const keyId = start.slice(2, 2 + start.charCodeAt(1));
  return /^[\x21-\x7e]+$/.test(keyId) ? keyId : undefined;
}
