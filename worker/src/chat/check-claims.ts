// Whether the changes that an answer claims are backed by calls of its turn.
import { type Claim, type ClaimKind, claimsIn } from './claims.ts';
import type { StoredToolCall } from './context.ts';

/** Tools whose success backs a claim. Undoing gives back, takes away and changes, so it backs all of them. */
const BACKED_BY: Record<ClaimKind, string[]> = {
  added: ['add_task'],
  completed: ['complete_task'],
  deleted: ['delete_task'],
  changed: ['update_task', 'complete_task'],
};

/** The claims of an answer that no successful call of its turn backs. */
export function unbackedClaims(answer: string, calls: StoredToolCall[]): Claim[] {
  const receipts = calls.flatMap((call) => (call.status === 'done' ? [receiptOf(call)] : []));
  return claimsIn(answer).filter((claim) => !receipts.some((receipt) => backs(receipt, claim)));
}

type Receipt = { tool: string; undone: boolean; numbers: number[]; titles: string[] };

function backs(receipt: Receipt, { kind, numbers, titles }: Claim): boolean {
  if (receipt.undone) return true;
  if (!BACKED_BY[kind].includes(receipt.tool)) return false;
  // A changed task may be named by what it was; of the rest the name is known.
  if (kind === 'changed' || (numbers.length === 0 && titles.length === 0)) return true;
  const named = numbers.some((number) => receipt.numbers.includes(number));
  return named || titles.some((title) => receipt.titles.includes(title));
}

function receiptOf({ tool, arguments: args, result }: StoredToolCall): Receipt {
  const { number, title, status } = fieldsOf(result);
  const given = fieldsOf(args);
  return {
    tool,
    undone: status === 'undone' && tool === 'update_task',
    numbers: typeof number === 'number' ? [number] : [],
    titles: [title, given.title].flatMap((text) =>
      typeof text === 'string' ? [text.trim().toLowerCase()] : [],
    ),
  };
}

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
