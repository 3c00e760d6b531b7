// Events per second from a responder to the bytes of its stream, over the bare generator and beside the npm
// package `chatkit-node-backend-sdk` on the same script and store; and how soon the first bytes come.
import { median } from './stack.ts';
import {
  type Contestant,
  generator,
  type Job,
  ours,
  oursOverPlainStore,
  oursWithoutCoalescing,
  peer,
  peerAsBody,
  type Run,
} from './stream-contestants.ts';
import { measureParts } from './stream-parts.ts';
import { eventsOf, wordsOf } from './stream-script.ts';

const LONG: Job = { deltas: wordsOf(4_000), call: 'nothing' };

const short = wordsOf(20);
const FIRSTS: { label: string; job: Job; rounds: number }[] = [
  { label: 'takes no time', job: { deltas: short, call: 'nothing' }, rounds: 3_000 },
  { label: 'waits once for the event loop', job: { deltas: short, call: 'event loop' }, rounds: 1_500 },
  { label: 'takes 5 ms', job: { deltas: short, call: 5 }, rounds: 60 },
];

export async function bench(): Promise<void> {
  const all = { generator, ours, oursWithoutCoalescing, peer, peerAsBody };
  const long = await alternate(all, LONG, 30);
  printRates(long);
  console.log(`time over the bare generator   ${ratio(long.ours, long.generator, 'ms')}x`);
  console.log(
    `throughput beside the package  ${ratio(long.peer, long.ours, 'ms')}x, each delta its own event ${ratio(long.peer, long.oursWithoutCoalescing, 'ms')}x`,
  );

  console.log('\nµs to the first bytes of a message, when each call of the store …');
  console.log(`${' '.repeat(34)}ours  plain store  package  as a body`);
  for (const { label, job, rounds } of FIRSTS) printFirst(label, await alternate(firsts, job, rounds));
  const { beginTurn, plainCalls, check } = await measureParts(3_000);
  console.log(
    `of it, when it takes no time: our call of the store ${beginTurn.toFixed(1)}, the package's two ${plainCalls.toFixed(1)}, our check of the request ${check.toFixed(1)}`,
  );
}

const firsts = { ours, oursOverPlainStore, peer, peerAsBody };

function printFirst(label: string, runs: Record<keyof typeof firsts, Run[]>): void {
  const first = (of: Run[]) => (median(of.map(({ firstMs }) => firstMs)) * 1_000).toFixed(0);
  const columns = [
    first(runs.ours).padStart(6),
    first(runs.oursOverPlainStore).padStart(13),
    first(runs.peer).padStart(9),
    first(runs.peerAsBody).padStart(11),
  ];
  const beside = (peers: Run[]) => ratio(runs.ours, peers, 'firstMs');
  const ratios = `ours takes ${beside(runs.peer)}x and ${beside(runs.peerAsBody)}x`;
  console.log(`  ${label.padEnd(30)}${columns.join('')}   ${ratios}`);
}

function printRates(long: Record<string, Run[]>): void {
  const events = eventsOf(LONG.deltas);
  console.log(`events per second, one answer of ${LONG.deltas.length} deltas`);
  const labels = {
    generator: 'bare generator',
    ours: 'ours',
    oursWithoutCoalescing: 'ours, each delta its own event',
    peer: 'chatkit-node-backend-sdk',
    peerAsBody: 'the same as a body',
  };
  for (const [name, label] of Object.entries(labels)) {
    const rate = Math.round((events / median((long[name] ?? []).map(({ ms }) => ms))) * 1_000);
    console.log(`  ${label.padEnd(32)}${String(rate).padStart(9)}`);
  }
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

/** The median of the rounds' ratios. */
function ratio(of: Run[], base: Run[], what: keyof Run): string {
  return median(of.map((run, round) => run[what] / (base[round]?.[what] ?? Number.NaN))).toFixed(2);
}
