// Events per second from a responder to the bytes of its stream, over the bare generator and beside the npm
// package `chatkit-node-backend-sdk` on the same script; and how soon the first bytes come.
import { median } from './stack.ts';
import {
  type Contestant,
  generator,
  type Job,
  ours,
  oursWithoutCoalescing,
  peer,
  type Run,
} from './stream-contestants.ts';
import { eventsOf, wordsOf } from './stream-script.ts';

const LONG: Job = { deltas: wordsOf(4_000), callMs: 0 };
const SHORT: Job = { deltas: wordsOf(20), callMs: 0 };
const DATABASE: Job = { deltas: wordsOf(20), callMs: 5 };

export async function bench(): Promise<void> {
  const all = { generator, ours, oursWithoutCoalescing, peer };
  const long = await alternate(all, LONG, 25);
  const events = eventsOf(LONG.deltas);
  console.log(`events per second, one answer of ${LONG.deltas.length} deltas, median of ${long.ours.length}`);
  const rates: [string, keyof typeof all][] = [
    ['bare generator', 'generator'],
    ['ours', 'ours'],
    ['ours, each delta its own event', 'oursWithoutCoalescing'],
    ['chatkit-node-backend-sdk', 'peer'],
  ];
  for (const [label, name] of rates) {
    const rate = Math.round((events / median(long[name].map(({ ms }) => ms))) * 1_000);
    console.log(`  ${label.padEnd(32)}${String(rate).padStart(9)}`);
  }

  const short = await alternate({ ours, peer }, SHORT, 400);
  const database = await alternate({ ours, peer }, DATABASE, 60);
  console.log('first bytes of a message             ours      chatkit-node-backend-sdk');
  printFirst('store in memory', short);
  printFirst(`each call of the store takes ${DATABASE.callMs} ms`, database);

  console.log(`time over the bare generator   ${ratio(long.ours, long.generator, 'ms').toFixed(1)}x`);
  console.log(
    `throughput beside the package  ${ratio(long.peer, long.ours, 'ms').toFixed(1)}x, each delta its own event ${ratio(long.peer, long.oursWithoutCoalescing, 'ms').toFixed(1)}x`,
  );
  console.log(
    `time to the first bytes        ${ratio(short.ours, short.peer, 'firstMs').toFixed(1)}x of the package's, with the slower store ${ratio(database.ours, database.peer, 'firstMs').toFixed(2)}x`,
  );
}

/** Runs all in turn, so that a slow moment of the machine meets each; the first fifth only warms up. */
async function alternate<Name extends string>(
  contestants: Record<Name, Contestant>,
  job: Job,
  rounds: number,
): Promise<Record<Name, Run[]>> {
  const entries = Object.entries(contestants) as [Name, Contestant][];
  const runs = Object.fromEntries(entries.map(([name]) => [name, [] as Run[]])) as Record<Name, Run[]>;
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, run] of entries) {
      const measured = await run(job);
      if (round >= rounds / 5) runs[name].push(measured);
    }
  }
  return runs;
}

function printFirst(label: string, { ours, peer }: Record<'ours' | 'peer', Run[]>): void {
  const first = (runs: Run[]) => `${median(runs.map(({ firstMs }) => firstMs)).toFixed(2)} ms`.padStart(9);
  console.log(`  ${label.padEnd(32)}${first(ours)}   ${first(peer)}`);
}

/** The median of the rounds' ratios. */
function ratio(of: Run[], base: Run[], what: keyof Run): number {
  return median(of.map((run, round) => run[what] / (base[round]?.[what] ?? Number.NaN)));
}
