// Who may import whom. The table below is the one of docs/architecture.md; a folder's first matching row
// counts. `types` may be imported with `import type` only.
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';

type Row = {
  folder: RegExp;
  /** Paths of this repository, as `folder/file` prefixes; a folder's own files are always allowed. */
  own: RegExp;
  modules?: RegExp;
  types?: RegExp;
  packages?: RegExp;
};

const SDK = /^@openai\/agents$|^openai$/;

const TABLE: Row[] = [
  { folder: /^chatkit\/agents\//, own: /^chatkit\//, packages: /^zod$/, types: SDK },
  { folder: /^chatkit\//, own: /^chatkit\/(?!agents\/)/, packages: /^zod$/ },
  {
    folder: /^core\//,
    own: /^core\//,
    packages: /^(zod|drizzle-orm(\/.*)?|@neondatabase\/serverless|jose)$/,
  },
  {
    folder: /^worker\/src\/agent\//,
    own: /^worker\/src\/agent\//,
    packages: /^(@openai\/agents|openai|@modelcontextprotocol\/client|zod)$/,
  },
  {
    folder: /^worker\/src\/chat\//,
    own: /^worker\/src\/(chat|agent)\//,
    modules: /^(chatkit\/|core\/(?!tools\/))/,
    packages: /^drizzle-orm(\/.*)?$/,
    types: SDK,
  },
  {
    folder: /^worker\/src\//,
    own: /^worker\/src\//,
    modules: /^(chatkit\/(index|sse)\.ts|core\/(?!tools\/|db\/tables\/))/,
    packages: /^(hono(\/.*)?|zod|cloudflare:workers|@phi-ag\/argon2\/argon2\.wasm)$/,
  },
  {
    folder: /^mcp-worker\/src\//,
    own: /^mcp-worker\/src\//,
    modules: /^core\/(?!accounts\/)/,
    packages: /^(@modelcontextprotocol\/server|@cloudflare\/workers-oauth-provider|zod|cloudflare:workers)$/,
  },
  {
    folder: /^web\/chatkit-element\//,
    own: /^web\/chatkit-element\//,
    modules: /^chatkit\/protocol\/apply-update\.ts$/,
    types: /^(chatkit\/protocol\/|@openai\/chatkit$)/,
    packages: /^(preact(\/.*)?|marked|lucide(\/.*)?)$/,
  },
  {
    folder: /^web\/src\//,
    own: /^web\/src\//,
    modules: /^core\/limits\.ts$/,
    types: /^(core\/[\w-]+\/schema\.ts$|@openai\/chatkit$)/,
    packages: /^(react|react-dom\/client|wouter|lucide-react|@tanstack\/react-query|@openai\/chatkit-react)$/,
  },
];

/** The one door between the app and the element (docs/adr/0007-element-on-preact.md). */
const DOORS = new Set(['web/src/chat/load-element.ts → web/chatkit-element/define.ts']);

const isTest = (file: string) =>
  /\.(test|workers\.test|dom\.test)\.tsx?$|\/tools-contract\.ts$|\/testing\/|^chatkit\/example\//.test(file);

const sources = globSync([
  'chatkit/**/*.{ts,tsx}',
  'core/**/*.ts',
  'worker/src/**/*.ts',
  'mcp-worker/src/**/*.ts',
  'web/**/*.{ts,tsx}',
]).filter((file) => !/node_modules|\/dist\//.test(file) && !file.endsWith('.d.ts') && !isTest(file));

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s+(type\s)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g;

function importsOf(file: string): { target: string; typeOnly: boolean; crossing: boolean }[] {
  return [...readFileSync(file, 'utf8').matchAll(IMPORT)].map(([, type, named, dynamic]) => {
    const written = named ?? dynamic ?? '';
    const target = written.startsWith('.')
      ? relative('.', join(dirname(file), written)).replace(/\?.*$/, '')
      : written.replace(/^#/, '');
    return { target, typeOnly: type !== undefined, crossing: written.startsWith('.') };
  });
}

function complaint(file: string, { target, typeOnly, crossing }: ReturnType<typeof importsOf>[number]) {
  if (DOORS.has(`${file} → ${target}`)) return undefined;
  const row = TABLE.find(({ folder }) => folder.test(file));
  if (!row) return undefined;
  const allowed = [row.own, row.modules, row.packages, typeOnly ? row.types : undefined];
  if (!allowed.some((pattern) => pattern?.test(target))) return `${file} may not import ${target}`;
  const sameTop = file.split('/')[0] === target.split('/')[0];
  return crossing && !sameTop ? `${file} reaches ${target} by a relative path` : undefined;
}

test('every import of the product stands in the table of who may import whom', () => {
  expect(sources.length).toBeGreaterThan(50);
  const complaints = sources.flatMap((file) => importsOf(file).map((found) => complaint(file, found)));
  expect(complaints.filter((text) => text !== undefined)).toEqual([]);
});

test('the table refuses a planted breach of each kind', () => {
  const at = (target: string, typeOnly = false, crossing = false) => ({ target, typeOnly, crossing });
  expect(complaint('worker/src/agent/agent.ts', at('core/tasks/tasks.ts'))).toBeDefined();
  expect(complaint('worker/src/chat/respond.ts', at('core/tools/task-tools.ts'))).toBeDefined();
  expect(complaint('chatkit/server.ts', at('@openai/agents', true))).toBeDefined();
  expect(complaint('web/src/api.ts', at('core/tasks/schema.ts'))).toBeDefined();
  expect(complaint('web/src/api.ts', at('core/tasks/schema.ts', true))).toBeUndefined();
  expect(complaint('mcp-worker/src/server.ts', at('core/accounts/accounts.ts'))).toBeDefined();
  expect(complaint('core/context.ts', at('chatkit/ids.ts', false, true))).toBeDefined();
});

test('no file of the product makes an error and forgets to throw it', () => {
  const forgotten = sources.filter((file) => /[;{}]\s*\n\s*new \w*Error\(/.test(readFileSync(file, 'utf8')));
  expect(forgotten).toEqual([]);
});

test('zod is imported whole, because the named import keeps every locale in the bundle', () => {
  const named = sources.filter((file) => /import\s*\{[^}]*\}\s*from 'zod'/.test(readFileSync(file, 'utf8')));
  expect(named).toEqual([]);
});
