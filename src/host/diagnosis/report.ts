import type { Diagnosis, Reached, Step } from "./diagnosis.ts";
import type { CertificateFacts } from "./handshake.ts";
import type { Trial } from "./tryFetch.ts";

/** A difference above this makes signatures and certificates fail. */
const clockLimitMs = 60_000;
/** Characters of a column; what is longer sticks out. */
const widest = 70;

/** The report as markdown: first what to do, then what was seen. Whoever shows it redacts it. */
export function compose(diagnosis: Diagnosis): string {
  const { profile, at, machine, stack, stackReason, way } = diagnosis;
  return [
    `# Connection of ${plain(profile.name)}`,
    verdict(diagnosis),
    "No key, password or user name is in this report, so that it can be passed on.",
    table("Where", [
      ["Server", profile.baseUrl],
      ["Time", at.toISOString()],
      ["Editor", machine],
      ["Calls of this profile take", `${stackNames[stack]}, because ${stackReason}`],
      ["Our own connections go", way],
    ]),
    table("The way there", [
      ["Name resolution", stepText(diagnosis.lookup, addresses => addresses.join(", "))],
      ["Straight connection", stepText(diagnosis.direct, reachedText)],
      ["Connection over the proxy", diagnosis.proxied ? stepText(diagnosis.proxied, reachedText) : "(no proxy)"],
    ]),
    certificates(diagnosis),
    trials(diagnosis),
    table("Settings in force", diagnosis.settings),
  ].join("\n\n") + "\n";
}

const stackNames = { editor: "the editor's fetch", own: "our own connections" } as const;

function verdict(diagnosis: Diagnosis): string {
  const { stack } = diagnosis;
  const used = diagnosis[stack];
  const other = diagnosis[stack === "editor" ? "own" : "editor"];
  const notes = [clockNote(used), trustNote(diagnosis)].filter(Boolean);
  if (!used.problem) return ["**The connection works, and the key is accepted.**", ...notes].join(" ");
  const hint = !other.problem && stack === "editor" ? "Our own connections do get there: give the profile its own proxy or certificate file to use them." : "";
  return [`**It does not work:** ${plain(used.problem.message)}`, hint, ...notes].filter(Boolean).join(" ");
}

function clockNote({ aheadMs }: Trial): string {
  return aheadMs !== undefined && Math.abs(aheadMs) > clockLimitMs ? `The clock of this machine is wrong by ${Math.round(Math.abs(aheadMs) / 1000)} seconds: set it.` : "";
}

function trustNote({ settings }: Diagnosis): string {
  const isOff = settings.some(([name, value]) => name === "http.proxyStrictSSL" && value.startsWith("OFF"));
  return isOff ? "Certificates are not checked (http.proxyStrictSSL is off), so anybody on the way could read the key." : "";
}

function certificates({ direct, proxied }: Diagnosis): string {
  const shown = [["straight", direct], ["over the proxy", proxied]] as const;
  const parts = shown.flatMap(([way, step]) => {
    const certificate = certificateOf(step);
    return certificate ? [certificateTable(way, certificate)] : [];
  });
  return parts.length > 0 ? parts.join("\n\n") : "## Certificate\n\nNone was seen.";
}

function certificateOf(step: Step<Reached> | undefined): CertificateFacts | undefined {
  return step?.ok && step.found !== "no TLS" ? step.found.certificate : undefined;
}

function certificateTable(way: string, { subject, issuer, authority, validFrom, validTo }: CertificateFacts): string {
  return table(`Certificate, seen ${way}`, [
    ["Of", subject],
    ["Issued by", issuer],
    ["End of the chain", authority],
    ["Valid from", validFrom],
    ["Valid until", validTo],
  ]);
}

function trials({ editor, own, stack }: Diagnosis): string {
  const row = (what: string, text: (trial: Trial) => string): string[] => [what, text(editor), text(own)];
  const head = (name: keyof typeof stackNames): string => `${stackNames[name]}${name === stack ? " (in use)" : ""}`;
  return grid("Asking the service for the key (GET /test)", [
    ["", head("editor"), head("own")],
    row("Key", keyText),
    row("Status", ({ status }) => (status === undefined ? "(no answer)" : String(status))),
    row("Environment", ({ environment = "(not said)" }) => environment),
    row("Round trips", ({ times }) => times.map(ms => `${Math.round(ms)} ms`).join(", ")),
    row("Clock of the server", clockText),
    row("Request", ({ requestId = "(not named)" }) => requestId),
  ]);
}

function keyText({ problem }: Trial): string {
  return problem ? problem.message : "accepted";
}

function clockText({ aheadMs }: Trial): string {
  if (aheadMs === undefined) return "(not said)";
  const seconds = Math.round(aheadMs / 1000);
  // The header tells whole seconds only.
  if (Math.abs(seconds) <= 1) return "the same as here";
  return `${Math.abs(seconds)} s ${seconds > 0 ? "ahead of" : "behind"} this machine's`;
}

function stepText<T>(step: Step<T>, text: (found: T) => string): string {
  return step.ok ? `${text(step.found)} (${Math.round(step.ms)} ms)` : `failed: ${step.why}`;
}

function reachedText(reached: Reached): string {
  if (reached === "no TLS") return "there, without TLS";
  return `there, with ${reached.protocol}; the certificate is ${reached.distrust === undefined ? "trusted" : `not trusted: ${reached.distrust}`}`;
}

function table(title: string, rows: readonly (readonly [name: string, value: string])[]): string {
  return grid(title, [["", ""], ...rows]);
}

/** Its columns stand below each other in the text too, which is what the editor shows first. */
function grid(title: string, rows: readonly (readonly string[])[]): string {
  const cells = rows.map(row => row.map(cell));
  const widths = (cells[0] ?? []).map((_, column) => Math.min(widest, Math.max(3, ...cells.map(row => row[column]?.length ?? 0))));
  const line = (row: readonly string[]): string => `| ${row.map((text, column) => text.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const [head = [], ...rest] = cells;
  return [`## ${title}`, "", line(head), line(widths.map(width => "-".repeat(width))), ...rest.map(line)].join("\n");
}

/** What servers and certificates say of themselves stays one cell, and no markup. */
function cell(text: string): string {
  return plain(text).replaceAll("|", "\\|");
}

function plain(text: string): string {
  return text.replaceAll(/\s+/g, " ").replaceAll(/[\\`*<[]/g, "\\$&").trim();
}
