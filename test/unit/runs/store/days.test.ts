import assert from "node:assert/strict";
import { loadedText } from "../../../../src/runs/listing/loaded.ts";
import { dayAfter, dayBefore, dayOf, dayText, dayTitle, localMidnight, momentText } from "../../../../src/runs/store/days.ts";

const local = (day: number, hour: number, minute = 0): Date => new Date(2026, 10, day, hour, minute);
const now = local(20, 12).getTime();

describe("days", () => {
  it("are those of the person's own calendar", () => {
    assert.deepEqual([dayOf(local(3, 0).toISOString()), dayOf(local(3, 23, 59).getTime()), dayOf("soon")], ["2026-11-03", "2026-11-03", ""]);
  });

  it("begin at midnight, where there is such a day", () => {
    assert.equal(localMidnight("2026-11-03"), local(3, 0).getTime());
    assert.deepEqual(["2026-02-31", "2026-11-3", "today", "", "2026-11-03T00:00:00Z"].map(localMidnight), Array(5).fill(undefined));
  });

  it("follow each other over the ends of months and years", () => {
    assert.deepEqual([dayAfter("2026-11-30"), dayBefore("2026-03-01"), dayAfter("2026-12-31")], ["2026-12-01", "2026-02-28", "2027-01-01"]);
  });

  const titles: [day: string, title: string][] = [
    ["2026-11-20", "Today"],
    ["2026-11-19", "Yesterday"],
    ["2026-11-18", "Wed 18 Nov"],
    ["2025-11-18", "18 Nov 2025"],
    ["", "At an unknown time"],
  ];
  for (const [day, title] of titles) it(`have titles: ${title}`, () => assert.equal(dayTitle(day, now), title));

  it("are written with the year where it is another one", () => {
    assert.deepEqual([dayText("2026-11-03", now), dayText("2025-11-03", now), dayText("later", now)], ["3 Nov", "3 Nov 2025", "later"]);
  });
});

describe("a moment", () => {
  it("is a time of day today, else a day", () => {
    assert.deepEqual([local(20, 9, 5), local(3, 9)].map(date => momentText(date.toISOString(), now)), ["09:05", "3 Nov"]);
  });
});

describe("what Load more says", () => {
  const since = local(3, 9).toISOString();
  it("is how much is here, and since when", () => assert.equal(loadedText({ shown: 20, loaded: 20, since }, now), "loaded 20, since 3 Nov"));
  it("is also how much of it is shown", () => assert.equal(loadedText({ shown: 100, loaded: 340, since }, now), "showing 100 of 340 loaded, since 3 Nov"));
  it("leaves out what nobody knows", () => assert.equal(loadedText({ shown: 0, loaded: 0, since: undefined }, now), "loaded 0"));
});
