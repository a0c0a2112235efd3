import "./newerBuiltIns.ts";
import { getDocument, PDFWorker, VerbosityLevel, type PDFDocumentProxy } from "pdfjs-dist";
import { scriptBlob } from "../scriptBlob.ts";

/** A PDF that is read in a worker of its own, so that neither its size nor its faults hold the page up. */
export interface PdfFile {
  readonly document: PDFDocumentProxy;
  /** Whether anything was wanted for it that is not part of this reader: some decoders, and fonts that the file leaves out. */
  isLacking(): boolean;
}

/** Why a file cannot be shown, in words for people. */
export class PdfTrouble extends Error {}

/** Until `signal` says that it is no longer wanted. The bytes move to the worker; nothing in a PDF is run, and nothing that it names is fetched. */
export async function openPdf(scriptUrl: string, bytes: ArrayBuffer, signal: AbortSignal): Promise<PdfFile> {
  const lacks = { any: hasForeignPictures(bytes) };
  const url = await scriptBlob(scriptUrl);
  signal.throwIfAborted();
  const port = new Worker(url, { type: "module" });
  const { promise: broken, reject } = Promise.withResolvers<never>();
  port.addEventListener("error", event => {
    event.preventDefault();
    reject(new Error(event.message));
  });
  const worker = PDFWorker.create({ port, verbosity: VerbosityLevel.ERRORS });
  const dispose = (): void => {
    worker.destroy();
    port.terminate();
  };
  signal.addEventListener("abort", dispose);
  const task = getDocument({ data: bytes, worker, BinaryDataFactory: nothingMore(lacks), useWasm: false, enableXfa: false, verbosity: VerbosityLevel.ERRORS });
  try {
    return { document: await Promise.race([task.promise, broken]), isLacking: () => lacks.any };
  } catch (error) {
    dispose();
    throw new PdfTrouble(whyNot(error), { cause: error });
  }
}

/** What a file does not bring along itself would have to be fetched. */
function nothingMore(lacks: { any: boolean }): new () => { fetch(): Promise<never> } {
  return class {
    fetch(): Promise<never> {
      lacks.any = true;
      return Promise.reject(new Error("Not part of this reader."));
    }
  };
}

/** The names of a picture's decoders stand in plain text, even in a file whose texts do not. */
function hasForeignPictures(bytes: ArrayBuffer): boolean {
  return /\/(?:JPXDecode|JBIG2Decode)/.test(new TextDecoder("latin1").decode(bytes));
}

function whyNot(error: unknown): string {
  const name = error instanceof Error ? error.name : "";
  if (name === "PasswordException") return "This PDF is locked with a password. Open it to enter the password.";
  if (name === "InvalidPDFException") return "This file is damaged, or not the PDF that it says it is.";
  return "This PDF cannot be shown here.";
}
