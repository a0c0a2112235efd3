/** Days as the person's own calendar has them; `2026-11-03` names one. */
const dayPattern = /^(\d{4})-(\d\d)-(\d\d)$/;

/** The day of a moment; empty if that cannot be read. */
export function dayOf(moment: string | number): string {
  const date = new Date(moment);
  if (Number.isNaN(date.getTime())) return "";
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(part => String(part).padStart(2, "0")).join("-");
}

/** When the day begins; undefined if the text names none. */
export function localMidnight(day: string): number | undefined {
  const [, year, month, date] = dayPattern.exec(day) ?? [];
  if (date === undefined) return undefined;
  const midnight = new Date(Number(year), Number(month) - 1, Number(date));
  // The 31st of a month that has 30 days would be taken for the 1st.
  return dayOf(midnight.getTime()) === day ? midnight.getTime() : undefined;
}

export function dayBefore(day: string): string {
  return shifted(day, -1);
}

export function dayAfter(day: string): string {
  return shifted(day, 1);
}

/** By the calendar, as not every day has 24 hours. */
function shifted(day: string, days: number): string {
  const date = new Date(localMidnight(day) ?? Number.NaN);
  date.setDate(date.getDate() + days);
  return dayOf(date.getTime());
}

/** "3 Nov", with the year where it is another one. */
export function dayText(day: string, now: number): string {
  const midnight = localMidnight(day);
  if (midnight === undefined) return day;
  const isThisYear = day.slice(0, 4) === dayOf(now).slice(0, 4);
  return text(midnight, { day: "numeric", month: "short", ...(isThisYear ? {} : { year: "numeric" }) });
}

/** "Today", "Yesterday", "Tue 3 Nov", "3 Nov 2025". */
export function dayTitle(day: string, now: number): string {
  const today = dayOf(now);
  if (day === "") return "At an unknown time";
  if (day === today) return "Today";
  if (day === dayBefore(today)) return "Yesterday";
  const midnight = localMidnight(day) ?? now;
  return day.slice(0, 4) === today.slice(0, 4) ? `${text(midnight, { weekday: "short" })} ${dayText(day, now)}` : dayText(day, now);
}

/** A moment for people: the time of day today, else the day. */
export function momentText(moment: string, now: number): string {
  const day = dayOf(moment);
  return day !== "" && day === dayOf(now) ? text(Date.parse(moment), { hour: "2-digit", minute: "2-digit" }) : dayText(day, now);
}

function text(ms: number, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat("en-GB", options).format(ms);
}
