import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { isDeepStrictEqual } from "node:util";
import * as z from "zod";

const keptStatements = 200;

/** What every table has besides its own columns. */
export const standardColumns = { seq: z.int(), id: z.string(), created_at: z.int(), updated_at: z.int() };
type StandardRow = z.infer<z.ZodObject<typeof standardColumns>>;

/** A condition with its values; several are joined by AND. */
export interface Filter {
  readonly sql: string;
  readonly values: readonly SQLInputValue[];
}

/** The place in a list after which the next page begins. */
export interface Position {
  readonly created_at: number;
  readonly seq: number;
}

export interface PageQuery {
  readonly filters?: readonly Filter[];
  readonly after?: Position | undefined;
  readonly limit: number;
  /** Newest first where absent. */
  readonly oldestFirst?: boolean;
}

/** Some members of a row; those that are undefined count as absent. */
export type Wanted<Row> = { readonly [Name in keyof Row]?: Row[Name] | undefined };

/** One table, read and written through its schema: rows are parsed when they come and encoded when they go. */
export class Table<Shape extends typeof standardColumns & z.ZodRawShape> {
  private readonly database: DatabaseSync;
  private readonly name: string;
  private readonly schema: z.ZodObject<Shape>;
  private readonly some: z.ZodType;
  /** No others are read: a table may be looked at through a smaller schema. */
  private readonly columns: string;
  private readonly statements = new Map<string, StatementSync>();

  constructor(database: DatabaseSync, name: string, schema: z.ZodObject<Shape>) {
    this.database = database;
    this.name = name;
    this.schema = schema;
    this.some = schema.partial();
    this.columns = Object.keys(schema.shape).join(", ");
  }

  get(id: string): z.output<z.ZodObject<Shape>> | undefined {
    return this.select("WHERE id = ?", [id])[0];
  }

  /** `clause` is ours, never text from outside. */
  select(clause: string, values: readonly SQLInputValue[] = []): z.output<z.ZodObject<Shape>>[] {
    const rows = this.statement(`SELECT ${this.columns} FROM ${this.name} ${clause}`).all(...values);
    return rows.map(row => this.schema.parse(row));
  }

  count(clause = "", values: readonly SQLInputValue[] = []): number {
    return Number(this.statement(`SELECT count(*) AS n FROM ${this.name} ${clause}`).get(...values)?.["n"]);
  }

  /** One row more than the limit tells that there are more. */
  page({ filters = [], after, limit, oldestFirst = false }: PageQuery): z.output<z.ZodObject<Shape>>[] {
    const [sign, direction] = oldestFirst ? [">", "ASC"] : ["<", "DESC"];
    const position = after ? [{ sql: `(created_at, seq) ${sign} (?, ?)`, values: [after.created_at, after.seq] }] : [];
    const all = [...filters, ...position];
    const where = all.length > 0 ? `WHERE ${all.map(filter => filter.sql).join(" AND ")}` : "";
    const values = all.flatMap(filter => filter.values);
    return this.select(`${where} ORDER BY created_at ${direction}, seq ${direction} LIMIT ?`, [...values, limit + 1]);
  }

  insert(row: Omit<z.output<z.ZodObject<Shape>>, "seq">): void {
    const cells = this.encode(row);
    const names = Object.keys(cells);
    const marks = names.map(() => "?").join(", ");
    this.statement(`INSERT INTO ${this.name} (${names.join(", ")}) VALUES (${marks})`).run(...Object.values(cells));
  }

  update(id: string, changes: Partial<Omit<z.output<z.ZodObject<Shape>>, keyof Omit<StandardRow, "updated_at">>>): void {
    this.write(id, this.encode(changes));
  }

  /** Writes what is there and differs from the row, and returns the new row; undefined where nothing differs. */
  amend(row: z.output<z.ZodObject<Shape>>, wanted: Wanted<z.output<z.ZodObject<Shape>>>, at: number) {
    const now = this.encode(row);
    const given = this.encode(Object.fromEntries(Object.entries(wanted).filter(entry => entry[1] !== undefined)));
    const { id } = StandardCells.parse(now);
    // A sealed cell differs each time, also for an equal value.
    const [before, after] = [new Map(Object.entries(row)), new Map(Object.entries(wanted))];
    if (Object.entries(given).every(([name, cell]) => now[name] === cell || isDeepStrictEqual(before.get(name), after.get(name)))) return undefined;
    this.write(id, { ...given, updated_at: at });
    return this.get(id);
  }

  delete(id: string): void {
    this.deleteWhere("WHERE id = ?", [id]);
  }

  /** How many rows went. `clause` is ours, never text from outside. */
  deleteWhere(clause: string, values: readonly SQLInputValue[]): number {
    return Number(this.statement(`DELETE FROM ${this.name} ${clause}`).run(...values).changes);
  }

  private write(id: string, cells: Record<string, SQLInputValue>): void {
    const sets = Object.keys(cells).map(name => `${name} = ?`);
    this.statement(`UPDATE ${this.name} SET ${sets.join(", ")} WHERE id = ?`).run(...Object.values(cells), id);
  }

  private encode(row: object): Record<string, SQLInputValue> {
    return Cells.parse(z.encode(this.some, row));
  }

  private statement(sql: string): StatementSync {
    const known = this.statements.get(sql);
    if (known) return known;
    // Texts differ by how many values a filter has, and callers choose that.
    if (this.statements.size >= keptStatements) this.statements.clear();
    const made = this.database.prepare(sql);
    this.statements.set(sql, made);
    return made;
  }
}

const StandardCells = z.object({ id: z.string() });
const Cells = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

/** A column whose value is one of these. */
export function among(column: string, values: readonly string[]): Filter {
  return { sql: `${column} IN (${values.map(() => "?").join(", ")})`, values };
}
