// The thread that owns the database. PGlite computes synchronously; here it blocks nobody's HTTP.
import { parentPort, workerData } from 'node:worker_threads';
import type { FromThread, ToThread } from './messages.ts';
import { openPGlite } from './open-pglite.ts';
import { run } from './run.ts';

const port = parentPort;
if (!port) throw new Error('engine-thread.ts runs as a worker thread only');
const post = (message: FromThread) => port.postMessage(message);

const { folder } = workerData as { folder: string | undefined };
const database = await openPGlite(folder);

let queue: Promise<void> = Promise.resolve();
port.on('message', (message: ToThread) => {
  queue = queue.then(async () => {
    if (message.type === 'run') {
      post({ type: 'outcome', id: message.id, outcome: await run(database, message.request) });
    } else {
      await database.close();
      port.close(); // the last thing that keeps the thread alive
    }
  });
});
post({ type: 'ready' });
