// Reads the bytes of a PDF in a worker of its own: see pdfFile.ts. Bundled without what lighterPdf in esbuild.mjs names.
import "./newerBuiltIns.ts";
import "pdfjs-dist/build/pdf.worker.mjs";
