import type { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { isIP, type Socket } from "node:net";
import * as tls from "node:tls";

export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  readonly validFrom: string;
  readonly validTo: string;
  /** The last of the chain that the server sent. */
  readonly authority: string;
}

export interface HandshakeFacts {
  readonly protocol: string;
  readonly certificate: CertificateFacts | undefined;
  /** Why the certificate is not trusted. */
  readonly distrust: string | undefined;
}

/** Looks at the certificate of a server, also at one that nobody would trust: nothing is sent to it. */
export async function handshake(socket: Socket, host: string, certificates: readonly string[], signal: AbortSignal): Promise<HandshakeFacts> {
  const secure = tls.connect({ socket, ca: [...certificates], rejectUnauthorized: false, host, servername: isIP(host) ? "" : host });
  try {
    await once(secure, "secureConnect", { signal });
    const certificate = secure.getPeerX509Certificate();
    const names: unknown = secure.authorizationError;
    const distrust = secure.authorized ? undefined : String(names instanceof Error ? names.message : names);
    return { protocol: secure.getProtocol() ?? "TLS", certificate: certificate && factsOf(certificate), distrust };
  } finally {
    secure.destroy();
  }
}

function factsOf(certificate: X509Certificate): CertificateFacts {
  let last = certificate;
  // The longest chain in use has a handful of links; a ring has no end.
  for (let links = 0; last.issuerCertificate && links < 10; links++) last = last.issuerCertificate;
  const { subject, issuer, validFrom, validTo } = certificate;
  return { subject: inLine(subject), issuer: inLine(issuer), validFrom, validTo, authority: inLine(last.issuer) };
}

function inLine(name: string | undefined): string {
  return name ? name.split("\n").join(", ") : "(no name)";
}
