const two = (value: number): string => String(value).padStart(2, "0");

function clockParts(ms: number): { hours: number; minutes: number; seconds: number } {
  const whole = Math.floor(Math.max(0, ms) / 1000);
  return { hours: Math.floor(whole / 3600), minutes: Math.floor(whole / 60) % 60, seconds: whole % 60 };
}

/** "42 s", "2 min 5 s", "1 h 3 min". A clock that is behind the service's shows "0 s", never less. */
export function duration(ms: number): string {
  const { hours, minutes, seconds } = clockParts(ms);
  if (hours > 0) return `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min ${seconds} s` : `${seconds} s`;
}

/** The same for what stands still, as short as it can be said: "0.4 s", "8.2 s", "2 min". */
export function finely(ms: number): string {
  const tenths = Math.round(Math.max(0, ms) / 100);
  return tenths < 100 ? `${tenths / 10} s` : duration(ms).replace(/ 0 (?:s|min)$/, "");
}

/** "0:42", "12:05", "1:02:05". */
export function sinceStart(ms: number): string {
  const { hours, minutes, seconds } = clockParts(ms);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}

const byteUnits = ["kB", "MB", "GB", "TB"];

/** "824 B", "12.4 kB", "3.1 MB". */
export function byteSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const power = Math.min(Math.floor(Math.log10(bytes) / 3), byteUnits.length);
  return `${(bytes / 1000 ** power).toFixed(1)} ${byteUnits[power - 1] ?? ""}`;
}

/** Thousands are told apart as the page's English does it. The browser's own way costs its first caller a millisecond. */
export function count(value: number): string {
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, ",");
}
