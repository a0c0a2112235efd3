const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** How long ago, as coarse as a person would say it: "just now", "40 s ago", "3 min ago", "2 h ago", "5 d ago". */
export function ageText(then: string, now: number): string {
  const ms = now - Date.parse(then);
  if (Number.isNaN(ms)) return "";
  if (ms < 10 * secondMs) return "just now";
  if (ms < minuteMs) return `${Math.floor(ms / (10 * secondMs)) * 10} s ago`;
  if (ms < hourMs) return `${Math.floor(ms / minuteMs)} min ago`;
  if (ms < 2 * dayMs) return `${Math.floor(ms / hourMs)} h ago`;
  return `${Math.floor(ms / dayMs)} d ago`;
}

/** The same for where space is short: "now", "40 s", "3 min", "2 h", "5 d". */
export function shortAge(then: string, now: number): string {
  return ageText(then, now).replace("just now", "now").replace(" ago", "");
}

/** How long, in at most two units: "0.4 s", "12 s", "2 min 5 s", "1 h 3 min". */
export function durationText(ms: number): string {
  if (Math.round(ms / 100) < 10) return `${(ms / secondMs).toFixed(1)} s`;
  const seconds = Math.round(ms / secondMs);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return joined(minutes, "min", seconds % 60, "s");
  return joined(Math.floor(minutes / 60), "h", minutes % 60, "min");
}

function joined(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}
