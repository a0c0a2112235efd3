/** As every timestamp is written: UTC, milliseconds. */
export function iso(ms: number): string {
  return new Date(ms).toISOString();
}

export function times(row: { created_at: number; updated_at: number }): { created_at: string; updated_at: string } {
  return { created_at: iso(row.created_at), updated_at: iso(row.updated_at) };
}
