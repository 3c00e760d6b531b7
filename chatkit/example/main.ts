// `npm run example:chatkit`: a ChatKit server on Node that needs nothing but this library.
import { startExample } from './start.ts';

const { curl } = await startExample({ port: Number(process.env.PORT ?? 8_000), pauseMs: 60 });
console.log(curl);
