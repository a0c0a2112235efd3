import { createServer } from "node:http";
import { freshRun } from "../unit/api/schemas/documentedRun.ts";

/** A server with nothing to do but to answer, in a process of its own so that it takes no time from the caller. */
const answer = JSON.stringify(freshRun());
const server = createServer((_, response) => void response.writeHead(200, { "content-type": "application/json" }).end(answer));
server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => console.log(JSON.stringify(server.address())));
