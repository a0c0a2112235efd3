import type { Interaction, InteractionField } from "../../api/schemas/interaction.ts";

/** One value to ask a person for, in whatever way: a quick input or a form. */
export interface Prompt {
  readonly name: string;
  readonly label: string;
  readonly help?: string;
  /** Shown as dots, never kept. */
  readonly isSecret: boolean;
  /** A one-time code: mostly digits, and shown in groups whose blanks are none of it. */
  readonly isCode?: boolean;
  readonly isRequired: boolean;
  readonly initial?: string;
  /** If there are any, one of them is picked instead of typed. */
  readonly choices?: readonly Choice[];
  /** A file is chosen instead; the text is a `ChosenFile` as JSON. */
  readonly isFile?: boolean;
  /** Why the text will not do; undefined if it will. */
  readonly check?: (text: string) => string | undefined;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** All that is said of a prompt, in one line. */
export function promptSentence(prompt: Prompt): string {
  const name = promptName(prompt);
  // A question that is its own label ends already.
  return prompt.help ? `${name}${/[?!.:]$/.test(name) ? "" : ":"} ${prompt.help}` : name;
}

export function promptName({ label, isRequired }: Prompt): string {
  return isRequired ? label : `${label} (optional)`;
}

/** What a paused run wants to know, as prompts; an interaction without fields still takes one answer. */
export function promptsOf(interaction: Interaction): readonly Prompt[] {
  const fields = interaction.fields.length > 0 ? interaction.fields : [{ name: fallbackName(interaction.type) }];
  return fields.map(field => promptOf(field, interaction));
}

function promptOf(field: InteractionField, interaction: Interaction): Prompt {
  const choices = choicesOf(field);
  return {
    name: field.name,
    label: field.label || wordsOf(field.name),
    ...(interaction.message ? { help: interaction.message } : {}),
    isSecret: choices.length === 0 && looksSecret(field, interaction.type),
    ...(isCode(field, interaction) ? { isCode: true } : {}),
    isRequired: true,
    ...(choices.length > 0 ? { choices } : {}),
  };
}

function choicesOf({ type, options }: InteractionField): Choice[] {
  if (options && options.length > 0) return options.map(({ value, label }) => ({ value, label: label || value }));
  return type === "boolean" ? [{ value: "true", label: "Yes" }, { value: "false", label: "No" }] : [];
}

/** "account_id" as a person would write it. */
function wordsOf(name: string): string {
  const words = name.replaceAll("_", " ").trim().replace(/\bid$/, "ID");
  return words ? `${words.charAt(0).toUpperCase()}${words.slice(1)}` : name;
}

const codeWords = /code|passcode|otp|token|digit|(?<![a-z])pin(?![a-z])/i;

/** Beside the code there may be other things to say, such as which device it came to. */
function isCode({ name, label }: InteractionField, { type, fields }: Interaction): boolean {
  return type === "mfa" && (fields.length <= 1 || codeWords.test(`${name} ${label ?? ""}`));
}

/** As it is meant: codes are copied and typed with the blanks that they are shown with. */
export function bareCode(text: string): string {
  return text.replace(/\s/g, "");
}

/** Undefined if it cannot be a code. */
export function codeIn(text: string): string | undefined {
  const bare = bareCode(text);
  return /^[\w-]{3,12}$/.test(bare) ? bare : undefined;
}

/** The documented field of each documented type. */
function fallbackName(type: string): string {
  switch (type) {
    case "mfa":
      return "code";
    case "account_selection":
      return "account_id";
    default:
      return "answer";
  }
}

/** The short ones only as whole words, between underscores as between blanks. */
const secretWords = /pass(word|phrase|code)|secret|answer|(?<![a-z])(pin|ssn)(?![a-z])/i;

/** One-time codes are worth reading back while typing; passwords and answers about one's life are not for onlookers. */
function looksSecret({ name, type = "string", label }: InteractionField, asked: string): boolean {
  const isAboutLife = asked === "security_question" && type === "string";
  return isAboutLife || type === "password" || type === "secret" || secretWords.test(`${name} ${label ?? ""}`);
}
