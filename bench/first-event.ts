// How long until a person sees that the message has arrived: from the POST to the first event of the stream,
// beside the least a Worker can do (a bare Hono echo over SSE in the same workerd).
import { createThread, median, post, startStack } from './stack.ts';

const ROUNDS = 60;
const WARM_UP = 10;
/** Turns of one user in a minute are limited; each user takes a few. */
const TURNS_PER_USER = 3;

export async function bench(): Promise<void> {
  const stack = await startStack();
  try {
    const echo: number[] = [];
    const limited: number[] = [];
    const chat: number[] = [];
    const database: number[] = [];
    let token = '';
    for (let round = 0; round < ROUNDS + WARM_UP; round += 1) {
      if (round % TURNS_PER_USER === 0) token = await stack.signUp();
      const body = createThread('Show me my tasks');
      const echoMs = await timeFirstEvent(() => post(stack.probe, '/echo', body));
      const limitedMs = await timeFirstEvent(() => post(stack.probe, '/limited-echo', body));
      const chatMs = await timeFirstEvent(() => post(stack.api, '/api/chatkit', body, token));
      const databaseMs = stack.databaseMs('/api/chatkit');
      if (round < WARM_UP) continue;
      echo.push(echoMs);
      limited.push(limitedMs);
      chat.push(chatMs);
      database.push(databaseMs);
    }
    report(echo, limited, chat, database);
  } finally {
    await stack.close();
  }
}

async function timeFirstEvent(send: () => Promise<{ status: number; body: unknown }>): Promise<number> {
  const start = performance.now();
  const response = await send();
  if (response.status !== 200) throw new Error(`The stream answered ${response.status}`);
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  await reader.read();
  const ms = performance.now() - start;
  while (!(await reader.read()).done);
  return ms;
}

function report(echo: number[], limited: number[], chat: number[], database: number[]): void {
  const own = chat.map((ms, index) => ms - (database[index] ?? 0));
  const over = (base: number[]) =>
    median(own.map((ms, index) => ms / (base[index] ?? Number.NaN))).toFixed(2);
  console.log(`echo, first event            ${median(echo).toFixed(1)} ms (median of ${echo.length})`);
  console.log(
    `echo behind rate limits      ${median(limited).toFixed(1)} ms (the local ones; at the edge they wait for nothing)`,
  );
  console.log(`chat, first event            ${median(chat).toFixed(1)} ms`);
  console.log(`  of it one database request ${median(database).toFixed(1)} ms`);
  console.log(
    `chat without it              ${over(echo)}x the echo, ${over(limited)}x the echo behind rate limits`,
  );
}
