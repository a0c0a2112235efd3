import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as tls from "node:tls";
import { trustedCertificates } from "../../../src/api/trustedCertificates.ts";
import { authority } from "../../support/network/certificates.ts";
import { temporaryFolder } from "../../support/process/temporaryFolder.ts";

describe("the certificates that are trusted", () => {
  it("are Node's, the system's and those of the file, each once", async () => {
    const folder = await temporaryFolder("certificates");
    const [one, two] = await Promise.all([authority(), authority()]);
    const caFile = join(folder.path, "ca.pem");
    await writeFile(caFile, `# two of them\n${one.cert}\n${two.cert}${one.cert}`);
    const all = await trustedCertificates({ caFile, usesSystem: true });
    await folder.close();
    const usual = new Set([...tls.getCACertificates("default"), ...tls.getCACertificates("system")]);
    assert.deepEqual(all.slice(usual.size), [one.cert.trim(), two.cert.trim()]);
    assert.deepEqual(new Set(all.slice(0, usual.size)), usual);
  });

  it("leave the system's out where the person does not want them", async () => {
    assert.deepEqual(await trustedCertificates({ usesSystem: false }), Array.from(new Set(tls.getCACertificates("default"))));
  });

  it("are none of a folder", async () => {
    await assert.rejects(trustedCertificates({ caFile: import.meta.dirname, usesSystem: true }), {
      message: `The certificate file ${import.meta.dirname} of this profile cannot be read. Check its permissions, or name another file in the profile's network settings.`,
    });
  });
});
