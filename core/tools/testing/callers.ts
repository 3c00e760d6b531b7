// How the contract suite calls tools, whatever lies between it and them.
import { expect } from 'vitest';

/** What a call gave, however it travelled. */
export type RawAnswer = { isError: boolean; text: string; structured: unknown };
export type ToolAnswer = { output: Record<string, unknown>; text: string };
export type Failure = { error: string; code: string };

/** Of a change that may be sent again. */
export type Key = { key?: string };

/** Somebody who calls tools, in one turn of one conversation. */
export type Caller = {
  call(tool: string, args: Record<string, unknown>, key?: Key): Promise<RawAnswer>;
  succeeds(tool: string, args: Record<string, unknown>, key?: Key): Promise<ToolAnswer>;
  fails(tool: string, args: Record<string, unknown>, key?: Key): Promise<Failure>;
  /** The same user in the next turn of the same conversation. */
  nextTurn(): Promise<Caller>;
};

/** Two new users with an empty list each. */
export type MakeCallers = () => Promise<{ mine: Caller; other: Caller }>;

type Call = (tool: string, args: Record<string, unknown>, key: Key) => Promise<RawAnswer>;

/** @param newTurn Gives what calls in a new turn. */
export async function callerOf(newTurn: () => Call | Promise<Call>): Promise<Caller> {
  const call = await newTurn();
  return {
    call: (tool, args, key = {}) => call(tool, args, key),
    async succeeds(tool, args, key = {}) {
      const { isError, text, structured } = await call(tool, args, key);
      expect(isError, text).toBe(false);
      expect(structured, text).toBeTypeOf('object');
      return { output: structured as ToolAnswer['output'], text };
    },
    async fails(tool, args, key = {}) {
      const { isError, text, structured } = await call(tool, args, key);
      expect(isError, text).toBe(true);
      expect(structured).toBeUndefined();
      return JSON.parse(text) as Failure;
    },
    nextTurn: () => callerOf(newTurn),
  };
}
