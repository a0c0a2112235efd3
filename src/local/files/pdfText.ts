export function pdfText(_bytes: Buffer): string { return ""; }
