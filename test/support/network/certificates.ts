import { isIP } from "node:net";
import { generate } from "selfsigned";

const dayMs = 86_400_000;

interface Wanted {
  /** A host's name or address. */
  readonly name: string;
  /** Days from now; both may be over. */
  readonly from?: number;
  readonly to?: number;
}

/** A private certificate authority, made anew for each test run, and what it signs. */
export async function authority() {
  const ca = await made({ name: "Private authority" }, { extensions: [{ name: "basicConstraints", cA: true, critical: true }] });
  const signed = async (wanted: Wanted) => {
    const altNames = [isIP(wanted.name) ? { type: 7 as const, ip: wanted.name } : { type: 2 as const, value: wanted.name }];
    const { private: key, cert } = await made(wanted, { ca: { key: ca.private, cert: ca.cert }, extensions: [{ name: "subjectAltName", altNames }] });
    return { key, cert };
  };
  return { cert: ca.cert, signed };
}

function made({ name, from = -1, to = 1 }: Wanted, options: Parameters<typeof generate>[1]) {
  const [notBeforeDate, notAfterDate] = [from, to].map(days => new Date(Date.now() + days * dayMs));
  return generate([{ name: "commonName", value: name }], {
    keyType: "ec",
    algorithm: "sha256",
    ...(notBeforeDate && notAfterDate && { notBeforeDate, notAfterDate }),
    ...options,
  });
}
