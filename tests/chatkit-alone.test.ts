// The library lifted out of this repository: a copy of its folder, zod, and a bundle of the two, which runs in
// Node and in workerd alike.
import { cp, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Rolldown } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestHarness } from 'wrangler';

process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false';

type Server = { fetch(request: Request): Promise<Response> };
type Send = (body: unknown) => Promise<{ status: number; text: string }>;

let folder: string;
let bundle: Rolldown.OutputChunk;

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'chatkit-alone-')));
  await cp('chatkit', join(folder, 'chatkit'), { recursive: true });
  await cp('tsconfig.base.json', join(folder, 'tsconfig.base.json'));
  await cp('tests/chatkit-alone/worker.ts', join(folder, 'worker.ts'));
  await symlink(join(process.cwd(), 'node_modules/zod'), join(folder, 'zod'));
  const imports = { '#chatkit/*': './chatkit/*' };
  await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module', imports }));
  bundle = await bundleWorker();
});

afterAll(() => rm(folder, { recursive: true }));

async function bundleWorker(): Promise<Rolldown.OutputChunk> {
  const built = await build({
    root: folder,
    configFile: false,
    logLevel: 'warn',
    resolve: { alias: { zod: join(folder, 'zod') } },
    ssr: { target: 'webworker', noExternal: true },
    build: {
      ssr: 'worker.ts',
      outDir: 'dist',
      rolldownOptions: { output: { entryFileNames: 'index.js', codeSplitting: false } },
    },
  });
  const [chunk, ...others] = (built as Rolldown.RolldownOutput).output;
  expect(others).toEqual([]);
  return chunk;
}

/** A first conversation on a new server, and what must be refused. */
async function converse(send: Send) {
  const input = { content: [{ type: 'input_text', text: 'Hi' }], attachments: [], inference_options: {} };
  const created = await send({ type: 'threads.create', params: { input } });
  const [, threadId] = /"thread":\{"id":"([^"]+)"/.exec(created.text) ?? [];
  const added = await send({ type: 'threads.add_user_message', params: { thread_id: threadId, input } });
  const listed = await send({ type: 'items.list', params: { thread_id: threadId, order: 'asc' } });
  const refused = await send({ type: 'threads.create', params: {} });
  return { created, added, listed, refused };
}

async function inNode() {
  const { default: server }: { default: Server } = await import(
    /* @vite-ignore */ pathToFileURL(join(folder, 'dist/index.js')).href
  );
  return converse(async (body) => {
    const request = new Request('http://chatkit.test/', { method: 'POST', body: JSON.stringify(body) });
    const response = await server.fetch(request);
    return { status: response.status, text: await response.text() };
  });
}

async function inWorkerd() {
  const configPath = join(folder, 'wrangler.toml');
  const settings = ['name = "chatkit-alone"', 'main = "dist/index.js"', 'compatibility_date = "2026-08-04"'];
  await writeFile(configPath, [...settings, 'no_bundle = true', 'send_metrics = false'].join('\n'));
  const harness = createTestHarness({ workers: [{ configPath }] });
  try {
    await harness.listen();
    const worker = harness.getWorker('chatkit-alone');
    return await converse(async (body) => {
      const response = await worker.fetch('http://chatkit.test/', {
        method: 'POST',
        body: JSON.stringify(body),
      });
      return { status: response.status, text: await response.text() };
    });
  } finally {
    await harness.close();
  }
}

test('the bundle is made of chatkit/ and zod, and imports nothing when it runs', () => {
  const zod = join(process.cwd(), 'node_modules/zod/');
  const inputs = bundle.moduleIds.filter((id) => !id.startsWith('\0') && !id.startsWith(zod));
  const folders = inputs.map((id) => relative(folder, id)).filter((path) => path !== 'worker.ts');
  expect(folders.length).toBeGreaterThan(30);
  expect(folders.filter((path) => !path.startsWith('chatkit/'))).toEqual([]);
  expect([...bundle.imports, ...bundle.dynamicImports]).toEqual([]);
});

test('the bundle brings neither the agents bridge nor the example nor tests', () => {
  const paths = bundle.moduleIds.map((id) => relative(folder, id));
  expect(paths.filter((path) => /agents\/|example\/|\.test\.ts$|vitest/.test(path))).toEqual([]);
});

test('the same conversation has the same bytes in Node and in workerd without any Node module', async () => {
  const node = await inNode();
  expect(node.created.text).toContain('data: {"type":"thread.created"');
  expect(node.created.text).toContain('"type":"widget.streaming_text.value_delta","component_id":"list"');
  expect(node.added.text).toMatch(/"type":"thread.item.done","item":\{"type":"widget".*\n\n$/);
  expect(JSON.parse(node.listed.text).data.map(({ type }: { type: string }) => type)).toEqual([
    ...['user_message', 'assistant_message', 'widget'],
    ...['user_message', 'assistant_message', 'widget'],
  ]);
  expect(Object.values(node).map(({ status }) => status)).toEqual([200, 200, 200, 400]);
  expect(await inWorkerd()).toEqual(node);
});
