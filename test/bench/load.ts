// Calls one address over many connections for a while; prints {"perSecond","p50Ms","p99Ms"}: load.ts METHOD URL KEY SECONDS CONNECTIONS [BODY]
import { Agent, request } from "node:http";

const [method = "GET", url = "", key = "", seconds = "2", connectionCount = "20", body] = process.argv.slice(2);
const connections = Number(connectionCount);
const warmUpMs = 500;
const agent = new Agent({ keepAlive: true, maxSockets: connections });
const began = performance.now();
const countFrom = began + warmUpMs;
const end = countFrom + Number(seconds) * 1000;
const times: number[] = [];

await Promise.all(Array.from({ length: connections }, callUntilEnd));
agent.destroy();
times.sort((a, b) => a - b);
const percentile = (share: number): number => times[Math.floor(times.length * share)] ?? Number.NaN;
console.log(JSON.stringify({ perSecond: times.length / Number(seconds), p50Ms: percentile(0.5), p99Ms: percentile(0.99) }));

async function callUntilEnd(): Promise<void> {
  for (let start = performance.now(); start < end; start = performance.now()) {
    await call();
    if (start >= countFrom) times.push(performance.now() - start);
  }
}

function call(): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${key}`, ...(body === undefined ? {} : { "content-type": "application/json" }) };
    const outgoing = request(url, { method, agent, headers }, answer => {
      answer.resume();
      answer.on("end", () => (answer.statusCode && answer.statusCode < 300 ? resolve() : reject(new Error(`${method} ${url}: ${answer.statusCode}`))));
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}
