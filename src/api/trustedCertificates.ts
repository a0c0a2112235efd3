import { X509Certificate } from "node:crypto";
import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import * as tls from "node:tls";
import { ApiError } from "./apiError.ts";

export interface Trust {
  /** A PEM file of certificates that are trusted besides the usual ones. */
  readonly caFile?: string | undefined;
  readonly usesSystem: boolean;
}

/** The certificates of all authorities that are trusted, as PEM. Rejects with an `ApiError` if the file cannot be used. */
export async function trustedCertificates({ caFile, usesSystem }: Trust): Promise<string[]> {
  const own = caFile ? await readCertificates(caFile) : [];
  return Array.from(new Set([...known("default"), ...(usesSystem ? known("system") : []), ...own]));
}

/** The oldest editors have only the list that Node brings. */
function known(kind: "default" | "system"): readonly string[] {
  if (typeof tls.getCACertificates === "function") return tls.getCACertificates(kind);
  return kind === "default" ? tls.rootCertificates : [];
}

async function readCertificates(caFile: string): Promise<string[]> {
  const path = caFile.startsWith("~/") ? join(homedir(), caFile.slice(2)) : caFile;
  if (!isAbsolute(path)) throw unusable(caFile, "is not named by its whole path. Enter that");
  const certificates = pemBlocks(await textOf(path, caFile));
  if (certificates.length === 0) throw unusable(caFile, "holds no certificate in PEM form (-----BEGIN CERTIFICATE-----). Export it in that form, or name another file");
  certificates.forEach((certificate, index) => check(certificate, caFile, index + 1));
  return certificates;
}

async function textOf(path: string, caFile: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    const code: unknown = cause instanceof Error ? Reflect.get(cause, "code") : undefined;
    throw unusable(caFile, code === "ENOENT" ? "does not exist. Name another file" : "cannot be read. Check its permissions, or name another file", cause);
  }
}

function pemBlocks(text: string): string[] {
  return text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
}

function check(certificate: string, caFile: string, number: number): void {
  try {
    void new X509Certificate(certificate);
  } catch (cause) {
    throw unusable(caFile, `is damaged: its certificate number ${number} cannot be read. Export it again, or name another file`, cause);
  }
}

function unusable(caFile: string, why: string, cause?: unknown): ApiError {
  return new ApiError({ kind: "unreachable", obstacle: "settings" }, `The certificate file ${caFile} of this profile ${why} in the profile's network settings.`, { cause });
}
