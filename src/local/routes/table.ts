import type { Route } from "../server/route.ts";
import { agentRoutes } from "./agents.ts";
import { credentialRoutes } from "./credentials.ts";
import { eventDestinationRoutes } from "./eventDestinations.ts";
import { eventRoutes } from "./events.ts";
import { runTaskRoute } from "./runTask.ts";
import { screenshotsRoute } from "./screenshots.ts";
import { sessionRoutes } from "./sessions.ts";
import { sourceRoutes } from "./sources.ts";
import { storageRoutes } from "./storage.ts";
import { taskRunRoutes } from "./taskRuns.ts";
import { taskRoutes } from "./tasks.ts";
import { testRoute } from "./test.ts";
import { tokenRoute } from "./token.ts";

/** The service's API, relative to `/v2`. */
export const apiRoutes: readonly Route[] = [
  testRoute,
  ...agentRoutes,
  ...sourceRoutes,
  ...credentialRoutes,
  ...taskRoutes,
  runTaskRoute,
  ...taskRunRoutes,
  ...eventRoutes,
  ...eventDestinationRoutes,
  screenshotsRoute,
  ...sessionRoutes,
  ...storageRoutes,
  tokenRoute,
];
