import assert from "node:assert/strict";
import type { Json, JsonSchema } from "../../../../src/api/schemas/wire.ts";
import { loadJudge } from "../../../../src/runs/starting/judge.ts";
import { formOf, type InputField, inputOf, textsOf } from "../../../../src/runs/starting/runForm.ts";

const judge = await loadJudge();

type Members = Record<string, Json>;

function fieldsOf(properties: Members, required: string[] = []): readonly InputField[] {
  const form = formOf({ type: "object", properties, required }, judge);
  return form.kind === "fields" ? form.fields : assert.fail(`a form of kind ${form.kind}`);
}

/** What a single member becomes. */
function fieldOf(member: Members): InputField {
  return fieldsOf({ value: member })[0] ?? assert.fail("no field");
}

describe("formOf", () => {
  const none: [title: string, schema: JsonSchema | null | undefined][] = [
    ["no schema", undefined],
    ["a null schema", null],
    ["the schema that allows everything", true],
    ["the schema that allows nothing", false],
    ["an empty schema", {}],
    ["an object of nothing", { type: "object", properties: {} }],
    ["a list of members that is none", { type: "object", properties: ["a"] }],
    ["an object that closes itself", { type: "object", additionalProperties: false }],
  ];
  for (const [title, schema] of none) it(`asks nothing for ${title}`, () => assert.deepEqual(formOf(schema, judge), { kind: "none" }));

  const simple = { type: "string" };
  const json: [title: string, schema: JsonSchema, text: string][] = [
    ["a schema elsewhere", { $ref: "#/$defs/input" }, "{}"],
    ["a choice of schemas", { oneOf: [{ type: "object" }] }, "{}"],
    ["members besides a choice of schemas", { properties: { a: simple }, oneOf: [{ required: ["a"] }, { required: ["b"] }] }, "{}"],
    ["members of which some are wanted only sometimes", { properties: { a: simple }, required: ["a"], if: { required: ["a"] } }, '{"a":""}'],
    ["members besides a schema elsewhere", { properties: { a: simple }, $ref: "#/$defs/input" }, "{}"],
    ["an object that takes whatever comes", { type: "object", additionalProperties: true }, "{}"],
    ["members that contain themselves", { properties: { a: { $ref: "#" } }, required: ["a"] }, '{"a":null}'],
    ["a member of no known type", { properties: { a: { type: "wish" } }, required: ["a"] }, '{"a":null}'],
    ["members with any name", { type: "object", additionalProperties: { type: "string" } }, "{}"],
    ["a member that is an object", { properties: { address: { type: "object" } }, required: ["address"] }, '{"address":{}}'],
    ["a member that is a list", { properties: { months: { type: "array" } }, required: ["months"] }, '{"months":[]}'],
    ["a member that is elsewhere", { properties: { a: { $ref: "#/$defs/a" } }, required: ["a"] }, '{"a":null}'],
    ["a member that can be null", { properties: { a: { type: ["string", "null"] } }, required: ["a"] }, '{"a":null}'],
    ["a member of any kind", { properties: { a: true }, required: ["a"] }, '{"a":null}'],
    ["a choice among objects", { properties: { a: { enum: [{ b: 1 }] } }, required: ["a"] }, '{"a":null}'],
    [
      "a member that is an object with required members",
      { properties: { a: { type: "object", properties: { b: { type: "number" }, c: simple }, required: ["b"] } }, required: ["a"] },
      '{"a":{"b":0}}',
    ],
    ["a required member that nothing describes", { properties: { a: simple }, required: ["b"] }, '{"b":null}'],
    ["a choice with null", { properties: { a: { enum: ["x", null] } }, required: ["a"] }, '{"a":"x"}'],
    [
      "one member of many",
      {
        properties: { name: simple, count: { type: "integer" }, isPaid: { type: "boolean" }, unit: { type: "string", default: "kWh" }, more: { type: "object" }, note: simple },
        required: ["name", "count", "isPaid", "unit"],
      },
      '{"name":"","count":0,"isPaid":false,"unit":"kWh"}',
    ],
  ];
  for (const [title, schema, text] of json) {
    it(`asks for JSON, with what is required, because of ${title}`, () => assert.deepEqual(formOf(schema, judge), { kind: "json", text }));
  }

  it("asks for each member, in the order of the schema", () => {
    const fields = fieldsOf({ b: simple, a: { type: "number" }, c: { type: "boolean" } }, ["a"]);
    assert.deepEqual(fields.map(({ prompt }) => [prompt.name, prompt.isRequired]), [["b", false], ["a", true], ["c", false]]);
  });
});

describe("the prompt of a member", () => {
  const shown: [title: string, member: Members, prompt: object][] = [
    ["goes by its name", { type: "string" }, { label: "value" }],
    ["goes by its title", { type: "string", title: "Account" }, { label: "Account" }],
    ["goes by its name where the title is empty", { type: "string", title: "" }, { label: "value" }],
    ["is helped by its description", { type: "string", description: "As on the bill." }, { label: "value", help: "As on the bill." }],
    ["begins with its default", { type: "string", default: "kWh" }, { label: "value", initial: "kWh" }],
    ["begins with a default of nothing at all", { type: "integer", default: 0 }, { label: "value", initial: "0" }],
    ["begins with a default of no", { type: "boolean", default: false }, { label: "value", initial: "false" }],
    ["does not begin with null", { type: "string", default: null }, { label: "value" }],
    ["is masked if it can only be written", { type: "string", writeOnly: true }, { label: "value", isSecret: true }],
    ["is masked if it is a password", { type: "string", format: "password" }, { label: "value", isSecret: true }],
  ];
  for (const [title, member, prompt] of shown) {
    it(title, () => {
      const { check, choices, ...rest } = fieldOf(member).prompt;
      assert.deepEqual(rest, { name: "value", isSecret: false, isRequired: false, ...prompt });
      assert.equal(Boolean(check) !== Boolean(choices), true);
    });
  }

  const picked: [title: string, member: Members, choices: [value: string, label: string, read: Json][]][] = [
    ["texts", { enum: ["gas", "power"] }, [["gas", "gas", "gas"], ["power", "power", "power"]]],
    ["numbers, which stay numbers", { type: "integer", enum: [1, 2.5] }, [["1", "1", 1], ["2.5", "2.5", 2.5]]],
    ["yes and no", { type: "boolean" }, [["true", "Yes", true], ["false", "No", false]]],
    ["yes alone", { type: "boolean", enum: [true] }, [["true", "Yes", true]]],
  ];
  for (const [title, member, choices] of picked) {
    it(`offers ${title}`, () => {
      const { prompt, read } = fieldOf(member);
      assert.deepEqual(prompt.choices?.map(({ value, label }) => [value, label, read(value)]), choices);
    });
  }
});

describe("what is typed for a member", () => {
  const wholeNumber = "A whole number is wanted here.";
  const number = "A number is wanted here.";
  const date = "A date is wanted here, as in 2026-03-31.";
  const email = "An e-mail address is wanted here.";
  const typed: [member: Members, text: string, read: Json | Error][] = [
    [{ type: "string" }, " as it is ", " as it is "],
    [{ type: "string" }, "12", "12"],
    [{ type: "integer" }, "12", 12],
    [{ type: "integer" }, " -3 ", -3],
    [{ type: "integer" }, "1.5", new Error(wholeNumber)],
    [{ type: "integer" }, "twelve", new Error(wholeNumber)],
    [{ type: "integer" }, " ", new Error(wholeNumber)],
    [{ type: "number" }, "1.5", 1.5],
    [{ type: "number" }, "-2e3", -2_000],
    [{ type: "number" }, "1,5", new Error(number)],
    [{ type: "number" }, "Infinity", new Error(number)],
    [{ type: "number" }, "NaN", new Error(number)],
    [{ type: "number" }, "  ", new Error(number)],
    [{ type: "string", format: "date" }, "2026-03-31", "2026-03-31"],
    [{ type: "string", format: "date" }, "31.3.2026", new Error(date)],
    [{ type: "string", format: "date" }, "2026-03-31T00:00:00Z", new Error(date)],
    [{ type: "string", format: "email" }, "ada@example.test", "ada@example.test"],
    [{ type: "string", format: "email" }, "ada", new Error(email)],
    [{ type: "string", pattern: "^\\d{3}$" }, "123", "123"],
    [{ type: "string", pattern: "^\\d{3}$" }, "1234", new Error("A text such as 123 is wanted here. It matches ^\\d{3}$")],
    [{ type: "string", pattern: "b" }, "abc", "abc"],
    [{ type: "string", pattern: "(?P<year>x)" }, "left to the service", "left to the service"],
  ];
  for (const [member, text, read] of typed) {
    const outcome = read instanceof Error ? "is refused" : `is read as ${JSON.stringify(read)}`;
    it(`${JSON.stringify(text)} ${outcome} for ${JSON.stringify(member)}`, () => {
      const field = fieldOf(member);
      const problem = field.prompt.check?.(text);
      if (read instanceof Error) assert.equal(problem, read.message);
      else assert.deepEqual([problem, field.read(text)], [undefined, read]);
    });
  }
});

describe("inputOf", () => {
  const fields = fieldsOf({ month: { type: "integer" }, note: { type: "string" }, isPaid: { type: "boolean" } }, ["month"]);

  it("holds each member as its kind", () => {
    assert.deepEqual(inputOf(fields, { month: "3", note: "late", isPaid: "false" }), { month: 3, note: "late", isPaid: false });
  });

  it("leaves out what was left blank, and what was not asked", () => {
    assert.deepEqual(inputOf(fields, { month: "0", note: "" }), { month: 0 });
  });

  it("ignores answers to nothing", () => {
    assert.deepEqual(inputOf(fields, { month: "1", other: "x" }), { month: 1 });
  });

  it("can be empty", () => assert.deepEqual(inputOf([], {}), {}));

  it("takes a member of any name", () => {
    const odd = fieldsOf(JSON.parse('{"__proto__":{"type":"string"},"constructor":{"type":"string"}}'));
    assert.equal(JSON.stringify(inputOf(odd, { ["__proto__"]: "a" })), '{"__proto__":"a"}');
  });
});

describe("the texts of an earlier input", () => {
  const fields = fieldsOf({ city: { type: "string", default: "Oslo" }, days: { type: "integer", default: 2 }, pin: { type: "string", writeOnly: true } }, ["city"]);
  it("are what would be typed for it, and what was left out stays so", () => {
    assert.deepEqual(textsOf(fields, { city: "Moss", pin: "4711" }), { city: "Moss", days: "", pin: "" });
  });
  it("have no word for what is needed now and was not there", () => assert.deepEqual(textsOf(fields, { days: 3 }), { days: "3", pin: "" }));
  it("are none where it has more than is asked for", () => assert.equal(textsOf(fields, { city: "Moss", more: 1 }), undefined));
});
