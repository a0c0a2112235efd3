import { createServer } from "node:http";
import { largeRunText } from "./largeRunText.ts";

/** Answers with a run whose output makes 50 MB of JSON, from a process of its own. */
const answer = Buffer.from(largeRunText());
const headers = { "content-type": "application/json", "content-length": answer.length };
const server = createServer((_, response) => void response.writeHead(200, headers).end(answer));
server.listen(0, "127.0.0.1", () => console.log(JSON.stringify(server.address())));
