import { get } from "node:http";
import { join } from "node:path";
import type { Holder } from "./failure.ts";
import { holderFile, keyFile, textOf } from "./store/dataFolder.ts";

/** Nobody else is asked at this port, and where a machine is very busy a second is not enough. */
const answerMs = 5000;

/** Where the Local Deck that has this data folder answers, if one does: it is asked. */
export async function readHolder(data: string): Promise<Holder | undefined> {
  const url = urlIn(textOf(join(data, holderFile)));
  const key = textOf(join(data, keyFile))?.trim();
  if (url === undefined || !key) return undefined;
  return (await isAnswering(url, key)) ? { url, key } : undefined;
}

function urlIn(text: string | undefined): string | undefined {
  try {
    const { url } = JSON.parse(text ?? "");
    // The key is sent there, so nothing but this machine will do.
    return typeof url === "string" && /^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\]):\d+\/v2$/.test(url) ? url : undefined;
  } catch {
    return undefined;
  }
}

function isAnswering(url: string, key: string): Promise<boolean> {
  return new Promise(resolve => {
    const request = get(`${url}/test`, { headers: { authorization: `Bearer ${key}` }, timeout: answerMs }, answer => {
      answer.resume();
      resolve(answer.statusCode === 200);
    });
    request.on("timeout", () => request.destroy());
    request.on("error", () => resolve(false));
  });
}
