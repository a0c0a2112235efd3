import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { LocalDeckError } from "../../../src/local/failure.ts";
import { readHolder } from "../../../src/local/holder.ts";
import { startLocalDeck } from "../../../src/local/localDeck.ts";
import type { LocalDeckOptions } from "../../../src/local/localDeck.ts";
import { openDatabase } from "../../../src/local/store/database.ts";
import { temporaryFolder } from "./openApp.ts";

/** Names and contents of all files, to compare before and after. */
function contents(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path, createHash("sha256").update(readFileSync(path)).digest("hex")];
    }),
  );
}

async function failure(options: LocalDeckOptions): Promise<LocalDeckError> {
  try {
    const deck = await startLocalDeck(options);
    await deck.close();
  } catch (error) {
    if (error instanceof LocalDeckError) return error;
    throw error;
  }
  return assert.fail("It started");
}

/** A data folder that was used and closed. */
async function usedFolder() {
  const folder = temporaryFolder();
  const deck = await startLocalDeck({ data: folder.path });
  await deck.close();
  return { ...folder, [Symbol.dispose]: () => folder[Symbol.dispose](), store: join(folder.path, "deck.sqlite") };
}

describe("A data folder", () => {
  it("is made where it is missing, for its owner alone", async () => {
    using folder = temporaryFolder();
    const data = join(folder.path, "a", "b");
    const deck = await startLocalDeck({ data });
    await deck.close();
    assert.equal(statSync(data).mode & 0o777, 0o700);
    for (const name of ["key", "secret", "deck.sqlite"]) assert.equal(statSync(join(data, name)).mode & 0o777, 0o600, name);
    assert.equal(readFileSync(join(data, "key"), "utf8").trim(), deck.key);
  });

  const strangers: [title: string, kind: string, make: (data: string) => void][] = [
    ["other things", "foreign", data => writeFileSync(join(data, "thesis.txt"), "years of work")],
    [
      "another program's database",
      "foreign",
      data => {
        const database = new DatabaseSync(join(data, "deck.sqlite"));
        database.exec("CREATE TABLE photos (id); PRAGMA application_id = 7");
        database.close();
      },
    ],
    ["a store that is text", "damaged", data => writeFileSync(join(data, "deck.sqlite"), "not a database".repeat(100))],
    ["a folder in place of the store", "unreadable", data => mkdirSync(join(data, "deck.sqlite"))],
  ];
  for (const [title, kind, make] of strangers) {
    it(`with ${title} is refused and left untouched`, async () => {
      using folder = temporaryFolder();
      make(folder.path);
      const before = contents(folder.path);
      const error = await failure({ data: folder.path, demo: true });
      assert.equal(error.kind, kind);
      assert.ok(error.message.includes(folder.path));
      assert.deepEqual(contents(folder.path), before);
    });
  }

  const damages: [title: string, kind: string, damage: (store: string) => void][] = [
    ["without its end", "damaged", store => truncateSync(store, 8192)],
    ["cut to a few bytes", "damaged", store => truncateSync(store, 50)],
    ["with pages of zeros", "damaged", store => writeFileSync(store, zeroed(readFileSync(store), 4096, 60_000))],
    ["of a newer version", "foreign", store => writeFileSync(store, versioned(readFileSync(store), 99))],
  ];
  for (const [title, kind, damage] of damages) {
    it(`with a store ${title} is refused and left untouched`, async () => {
      using folder = await usedFolder();
      damage(folder.store);
      const before = contents(folder.path);
      assert.equal((await failure({ data: folder.path })).kind, kind);
      assert.deepEqual(contents(folder.path), before);
    });
  }

  const losses: [title: string, lose: (path: string) => void][] = [
    ["lost", path => rmSync(path)],
    ["emptied", path => truncateSync(path)],
  ];
  for (const [title, lose] of losses) {
    it(`whose secret was ${title} is refused and left untouched`, async () => {
      using folder = temporaryFolder();
      const deck = await startLocalDeck({ data: folder.path });
      await fetch(`${deck.url}/agents`, { method: "POST", headers: { authorization: `Bearer ${deck.key}` }, body: '{"name":"A"}' });
      await deck.close();
      lose(join(folder.path, "secret"));
      const before = contents(folder.path);
      const error = await failure({ data: folder.path, key: "another" });
      assert.equal(error.kind, "damaged");
      assert.ok(error.message.includes(join(folder.path, "secret")));
      assert.deepEqual(contents(folder.path), before);
    });
  }

  it("below a file is refused", async () => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, "file"), "");
    assert.equal((await failure({ data: join(folder.path, "file", "data") })).kind, "unreadable");
    assert.equal((await failure({ data: join(folder.path, "file") })).kind, "unreadable");
  });

  it("that another Local Deck has is refused, naming the other, and is free after it has ended", async () => {
    using folder = temporaryFolder();
    const first = await startLocalDeck({ data: folder.path });
    const error = await failure({ data: folder.path });
    assert.equal(error.kind, "held");
    assert.deepEqual(error.holder, { url: first.url, key: first.key });
    assert.ok(error.message.includes(first.url));
    assert.deepEqual(await readHolder(folder.path), { url: first.url, key: first.key });

    await first.close();
    assert.equal(await readHolder(folder.path), undefined);
    const second = await startLocalDeck({ data: folder.path });
    await second.close();
  });

  it("whose last Local Deck was killed is taken over", async () => {
    using folder = await usedFolder();
    writeFileSync(join(folder.path, "holder.json"), JSON.stringify({ pid: 1, url: "http://127.0.0.1:1/v2" }));
    const deck = await startLocalDeck({ data: folder.path });
    assert.equal((await readHolder(folder.path))?.url, deck.url);
    await deck.close();
    assert.equal(existsSync(join(folder.path, "holder.json")), false);
  });

  for (const [title, isOurs] of [["its creation", true], ["another program's change", false]] as const) {
    it(`that was left by a kill in the middle of ${title} is ${isOurs ? "begun anew" : "refused"}`, async () => {
      using folder = temporaryFolder();
      using elsewhere = temporaryFolder();
      const path = join(elsewhere.path, "deck.sqlite");
      const database = new DatabaseSync(path);
      if (!isOurs) database.exec("CREATE TABLE photos (id)");
      // Too much for the cache, so that the file has unfinished pages, and the journal the way back.
      database.exec("PRAGMA cache_size = 1; BEGIN; CREATE TABLE big (text)");
      for (let row = 0; row < 200; row += 1) database.exec("INSERT INTO big VALUES (hex(randomblob(2000)))");
      for (const name of ["deck.sqlite", "deck.sqlite-journal"]) copyFileSync(join(elsewhere.path, name), join(folder.path, name));
      database.close();
      if (isOurs) await (await startLocalDeck({ data: folder.path })).close();
      else assert.equal((await failure({ data: folder.path })).kind, "foreign");
    });
  }

  it("is locked by whoever has it, whether that answers or not", async () => {
    using folder = await usedFolder();
    const first = openDatabase(folder.store);
    assert.ok(first !== "busy");
    assert.equal(openDatabase(folder.store), "busy");
    first.close();
    const second = openDatabase(folder.store);
    assert.ok(second !== "busy");
    second.close();
  });

  it("never makes its key go to another machine", async () => {
    using folder = await usedFolder();
    writeFileSync(join(folder.path, "holder.json"), JSON.stringify({ pid: 1, url: "http://deck.attacker.test:80/v2" }));
    assert.equal(await readHolder(folder.path), undefined);
  });
});

describe("The socket", () => {
  it("answers at the address that is given, to whoever has the key", async () => {
    using folder = temporaryFolder();
    const deck = await startLocalDeck({ data: folder.path });
    try {
      const headers = { authorization: `Bearer ${deck.key}` };
      assert.match(deck.url, /^http:\/\/127\.0\.0\.1:\d+\/v2$/);
      assert.equal((await fetch(`${deck.url}/test`, { headers })).status, 200);
      assert.equal((await fetch(`${deck.url}/test`)).status, 401);
      assert.equal((await fetch(`${deck.url}/agents`, { method: "POST", headers, body: '{"name":"A"}' })).status, 201);
      assert.equal((await fetch(`${deck.url}/task-runs/trun_none/cancel`, { method: "POST", headers })).status, 404);
      assert.equal(await statusFor(deck.url, { ...headers, host: "deck.attacker.test" }), 403);
      assert.equal(await statusFor(deck.url, { ...headers, origin: "https://attacker.test" }), 403);
    } finally {
      await deck.close();
    }
  });

  it("whose port is taken is refused, and the data folder is free again", async () => {
    using folder = temporaryFolder();
    using other = temporaryFolder();
    const first = await startLocalDeck({ data: folder.path });
    const port = Number(new URL(first.url).port);
    const error = await failure({ data: other.path, port });
    assert.equal(error.kind, "portTaken");
    assert.match(error.message, new RegExp(`Port ${port} `));
    await first.close();
    const second = await startLocalDeck({ data: other.path });
    await second.close();
  });
});

/** fetch does not let these headers be set. */
function statusFor(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(`${url}/test`, { headers }, answer => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .on("error", reject)
      .end();
  });
}

function zeroed(bytes: Buffer, from: number, to: number): Buffer {
  return bytes.fill(0, from, to);
}

function versioned(bytes: Buffer, version: number): Buffer {
  bytes.writeUInt32BE(version, 60);
  return bytes;
}
