// `npm run bench` runs all benchmarks, `npm run bench -- first-event turn` those named.
const BENCHES = ['element', 'first-event', 'stream', 'turn'];

const named = process.argv.slice(2);
const unknown = named.filter((name) => !BENCHES.includes(name));
if (unknown.length > 0) {
  console.error(`No benchmark called ${unknown.join(', ')}. There are: ${BENCHES.join(', ')}`);
  process.exit(1);
}
for (const name of named.length > 0 ? named : BENCHES) {
  console.log(`\n# ${name}`);
  const { bench }: { bench: () => Promise<void> } = await import(`./${name}.ts`);
  await bench();
}
