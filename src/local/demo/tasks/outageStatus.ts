import type { DemoTask } from "../demoShape.ts";
import { look, pause } from "../scenarioSteps.ts";
import { amount, count, listOf, object, text, time, yesOrNo } from "../schemas.ts";

const outage = object({
  reference: text,
  area: text,
  cause: text,
  customers: count,
  crew: { type: "string", enum: ["none", "assigned", "on_site"] },
});

export const outageStatus: DemoTask = {
  key: "outage-status",
  name: "Check outage status",
  prompt: "Look up the address on the public outage map and tell whether it has power, and if not, until when.",
  status: "live",
  input_schema: object(
    {
      address: { type: "string", title: "Address", minLength: 3, default: "12 Quarry Lane, Unit 3" },
      radius_km: { type: "number", title: "Radius in km", description: "How far around to look.", minimum: 0.5, maximum: 50, default: 5 },
      subscribe: { type: "boolean", title: "Get text messages", description: "Subscribe to news of an outage.", default: false },
    },
    ["subscribe"],
  ),
  output_schema: object({
    address: text,
    radius_km: amount,
    checked_at: time,
    has_power: yesOrNo,
    outage_since: { type: ["string", "null"], format: "date-time" },
    expected_back: { type: ["string", "null"], format: "date-time" },
    outages: listOf(outage),
  }),
  scenario: {
    name: "Check outage status",
    steps: [
      pause(4),
      look("outages", "The outage map is public, so no sign-in is needed. Three outages are drawn on it."),
      pause(5),
      look("outages", "I search for {{input.address}}. The pin lies inside the red area around Quarry Hill."),
      pause(5),
      look("outages", "The panel gives the cause and the expected time: a damaged transformer, power back at 5:30 pm."),
      pause(4),
      look("outages", "I also note the two other outages within {{input.radius_km}} km, Old Harbor and Northgate."),
      pause(2),
      {
        step: "complete",
        output: {
          address: "{{input.address}}",
          radius_km: "{{input.radius_km}}",
          checked_at: "2026-11-20T22:35:00Z",
          has_power: false,
          outage_since: "2026-11-20T21:12:00Z",
          expected_back: "2026-11-21T01:30:00Z",
          outages: [
            { reference: "OUT-30817", area: "Quarry Hill", cause: "Damaged transformer", customers: 941, crew: "on_site" },
            { reference: "OUT-30809", area: "Old Harbor", cause: "Planned work", customers: 298, crew: "on_site" },
            { reference: "OUT-30821", area: "Northgate", cause: "Tree on a line", customers: 45, crew: "assigned" },
          ],
        },
      },
    ],
  },
};
