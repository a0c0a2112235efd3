/** What is measured: made in the page, by a script, because 50 MB are not sent there. */
export const texts: Readonly<Record<string, string>> = {
  "100 kB": arrayOf(121),
  "1 MB": arrayOf(1_200),
  "10 MB": arrayOf(11_999),
  "50 MB": arrayOf(59_931),
  "40,000 keys": `JSON.stringify(Object.fromEntries(Array.from({ length: 40_001 }, (_, i) => ["property_number_" + i, i === 40_000 ? "the-only-needle" : "the value of number " + i + " of many"])))`,
  "5 MB string": `JSON.stringify({ text: "0123456789".repeat(500_000) + "the-only-needle" })`,
  "200 levels": `'{"level":['.repeat(100) + '"the-only-needle"' + "]}".repeat(100)`,
};

/** Stands once in each text, at its end. */
export const needle = "the-only-needle";

function arrayOf(length: number): string {
  return `JSON.stringify(Array.from({ length: ${length} }, (_, i) => ({
    id: "trun_" + i, index: i, status: i % 3 ? "completed" : "failed", total: i * 1.37, paid: i % 2 === 0, note: i === ${length - 1} ? "the-only-needle" : null,
    customer: { name: "Customer number " + i, email: "customer" + i + "@example.test", address: { street: i + " Long Street", city: "Springfield", zip: "12345" } },
    lines: [1, 2, 3].map(n => ({ sku: "SKU-" + n + "-" + i, quantity: n, price: 9.99 * n, tags: ["first", "second"] })),
    created_at: "2026-11-20T10:00:00.000Z", text: "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore magna aliqua. Ut enim ad minim veniam, quis nostrud exercitation ullamco laboris nisi ut aliquip ex ea commodo.",
  })))`;
}
