import * as vscode from "vscode";
import type { ProxySettings } from "../api/proxyChoice.ts";

/** What the editor's settings say about networks. */
export interface EditorNetwork extends ProxySettings {
  /** Whether certificates are checked. */
  readonly proxyStrictSSL: boolean;
  readonly systemCertificates: boolean;
}

/** The person's own values: a folder must not send a key through its proxy, or turn the check of certificates off. */
export function readEditorNetwork(): EditorNetwork {
  const proxy = vscode.workspace.getConfiguration("http").inspect<unknown>("proxy");
  const authorization = vscode.workspace.getConfiguration("http").inspect<unknown>("proxyAuthorization");
  const noProxy = vscode.workspace.getConfiguration("http").inspect<unknown>("noProxy")?.globalValue;
  const support = vscode.workspace.getConfiguration("http").inspect<unknown>("proxySupport");
  const strict = vscode.workspace.getConfiguration("http").inspect<unknown>("proxyStrictSSL");
  const system = vscode.workspace.getConfiguration("http").inspect<unknown>("systemCertificates");
  return {
    proxy: textOf(proxy?.globalValue),
    proxyAuthorization: textOf(authorization?.globalValue),
    noProxy: Array.isArray(noProxy) ? noProxy.filter(entry => typeof entry === "string") : [],
    proxySupport: textOf(support?.globalValue) || "override",
    proxyStrictSSL: strict?.globalValue !== false,
    systemCertificates: system?.globalValue !== false,
  };
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value.trim() : "";
}
