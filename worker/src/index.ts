import { createWorker } from './worker.ts';

export default createWorker() satisfies ExportedHandler<Env>;
