// Loaded before VS Code's server: answers what the workbench asks of a front that is not running here.
// Not done in the browser: one whose requests are held up keeps nothing that it has fetched, and compiles all anew.
const { randomBytes } = require("node:crypto");
const { Server } = require("node:http");

const { emit } = Server.prototype;
const answers = [
  // Without it, secrets are lost on reload.
  { path: /^\/mint-key$/, type: "application/octet-stream", body: randomBytes(32) },
  { path: /^\/(?:update\/check|manifest\.json)$/, type: "application/json", body: "{}" },
  { path: /^\/_static\/.*\.js$/, type: "text/javascript", body: "" },
  { path: /^\/_static\//, type: "image/svg+xml", body: "" },
];

function answerFirst(event, ...rest) {
  const [request, response] = rest;
  const answer = event === "request" && answers.find(({ path }) => path.test(request.url.split("?")[0]));
  if (!answer) return emit.call(this, event, ...rest);
  response.writeHead(200, { "content-type": answer.type }).end(answer.body);
  return true;
}

// Not in the server's children, which inherit this file: what extensions serve is their own.
if (process.env.DECK_END_WITH_PARENT) Server.prototype.emit = answerFirst;
