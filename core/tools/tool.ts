// What a tool is: a name and texts for a model, strict shapes, and an operation. Knows no protocol.
import * as z from 'zod';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { TOOL_RESULT } from '../limits.ts';
import type { Changed } from '../tasks/tasks.ts';
import { mendUnstorable } from '../text.ts';
import { type ToldChange, toldChanges } from './told-changes.ts';

/** What a token must allow. `tasks:write` includes `tasks:read`. */
export type ToolScope = 'tasks:read' | 'tasks:write';

export type ToolHints = { readOnlyHint: boolean; destructiveHint: boolean; idempotentHint: boolean };

/**
 * What a call gave: `output` has the tool's output shape, `text` is what the text of the result holds, `changes` says
 * more of what was changed than a model needs.
 */
export type ToolResult = { output: Record<string, unknown>; text: unknown; changes: ToldChange[] };

export type Tool = {
  name: string;
  title: string;
  /** What it does, when to use it, what it returns. */
  description: string;
  scope: ToolScope;
  hints: ToolHints;
  /** JSON Schemas as published; computed once. */
  inputSchema: Record<string, unknown>;
  outputSchema: Record<string, unknown>;
  /** Repairs and checks `args`, then runs the operation. Throws `AppError`, `validation_error` for bad arguments. */
  run(ctx: Context, args: unknown): Promise<ToolResult>;
};

type Outcome<Output> = { output: Output; changes?: Changed[] };

type ToolDefinition<Input extends z.ZodObject, Output extends z.ZodObject> = {
  name: string;
  title: string;
  description: string;
  scope: ToolScope;
  hints: ToolHints;
  input: Input;
  output: Output;
  run(ctx: Context, input: z.infer<Input>): Promise<Outcome<z.infer<Output>>>;
  /** Default: the output itself. */
  text?(output: z.infer<Output>): unknown;
};

/** Makes a tool of its definition: the operation sees parsed input only, whoever calls. */
export function defineTool<Input extends z.ZodObject, Output extends z.ZodObject>(
  definition: ToolDefinition<Input, Output>,
): Tool {
  const { input, output, run, text, ...described } = definition;
  return {
    ...described,
    inputSchema: published(input, withoutNull),
    outputSchema: published(output, inShort),
    async run(ctx, args) {
      const { output: result, changes = [] } = await run(ctx, parseArguments(input, args));
      return { output: result, text: text ? text(result) : result, changes: toldChanges(changes) };
    },
  };
}

type Override = (given: { jsonSchema: z.core.JSONSchema.BaseSchema }) => void;

/** Without what says nothing: 2020-12 is the protocol's default dialect, and every model request carries these bytes. */
function published(shape: z.ZodObject, override: Override): Record<string, unknown> {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { io: 'input', override });
  return schema;
}

const dropSafeIntegerBounds: Override = ({ jsonSchema }) => {
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
};

/** A strict agent says null for "not given"; published as a value of its own, it would change what was to be left. */
const withoutNull: Override = ({ jsonSchema }) => {
  dropSafeIntegerBounds({ jsonSchema });
  const [only, ...others] = (jsonSchema.anyOf ?? []).filter(({ type }) => type !== 'null');
  if (!only || others.length > 0) return;
  delete jsonSchema.anyOf;
  Object.assign(jsonSchema, only);
};

/**
 * A result's shape says which fields there may be. That there are no others is not promised, and which are always
 * there would cost each request of a model more than it tells.
 */
const inShort: Override = ({ jsonSchema }) => {
  dropSafeIntegerBounds({ jsonSchema });
  delete jsonSchema.additionalProperties;
  delete jsonSchema.required;
};

function parseArguments<Input extends z.ZodObject>(shape: Input, args: unknown): z.infer<Input> {
  const given = args ?? {};
  if (new TextEncoder().encode(JSON.stringify(given)).length > TOOL_RESULT.argumentsMaxBytes) {
    throw new AppError('validation_error', 'Arguments must be 64 KiB or less');
  }
  const parsed = shape.safeParse(mended(given));
  if (parsed.success) return parsed.data;
  throw new AppError('validation_error', problem(parsed.error.issues[0], Object.keys(shape.shape)));
}

/** Models write lone surrogates and NULs now and then; people's texts with them are refused by the operations. */
function mended(args: unknown): unknown {
  if (typeof args !== 'object' || args === null || Array.isArray(args)) return args;
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, mendedValue(value)]));
}

function mendedValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(mendedValue);
  return typeof value === 'string' ? mendUnstorable(value) : value;
}

/** One sentence a model can act on. The shapes' own `error` texts are complete sentences. */
function problem(issue: z.core.$ZodIssue | undefined, allowed: string[]): string {
  if (issue?.code === 'unrecognized_keys') {
    const names = issue.keys.slice(0, 5).map((key) => `'${mendUnstorable(key).slice(0, 40)}'`);
    return `Unknown argument ${names.join(', ')}. Allowed: ${allowed.join(', ')}`;
  }
  return issue?.path.length ? issue.message : 'Arguments must be an object';
}
