import { ServiceTest } from "../../api/schemas/resources.ts";
import { none, route } from "../server/route.ts";

export const testRoute = route({
  method: "GET",
  path: "/test",
  tag: "Test",
  summary: "Check the key",
  query: none,
  body: none,
  reply: ServiceTest,
  handle: () => ({ status: "ready", environment: "local", capabilities: ["review"] }),
});
