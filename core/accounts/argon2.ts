// Argon2id through a WebAssembly module that the deployable imports: Workers compile no bytes at run time.
// The package's own JavaScript is not used: it cuts passwords that are not ASCII.

export type Argon2Cost = { memoryKiB: number; passes: number; lanes: number };

/** Derives 32 bytes. The password's copy inside the module is wiped. */
export type Derive = (password: Uint8Array, salt: Uint8Array, cost: Argon2Cost) => Uint8Array;

export const TAG_BYTES = 32;
const ARGON2ID = 2;
const VERSION_13 = 0x13;

/** @param module `@phi-ag/argon2/argon2.wasm`. */
export async function loadArgon2(module: WebAssembly.Module): Promise<Derive> {
  const { exports } = await WebAssembly.instantiate(module);
  const { memory, malloc, free, argon2_hash, _initialize } = exports as Argon2Exports;
  _initialize();
  const view = (pointer: number, length: number) => new Uint8Array(memory.buffer, pointer, length);

  return (password, salt, { memoryKiB, passes, lanes }) => {
    // malloc(0) may answer null, which the library takes for an absent password.
    const pointers = [password.length || 1, salt.length, TAG_BYTES].map((size) => malloc(size));
    const [passwordAt = 0, saltAt = 0, tagAt = 0] = pointers;
    try {
      if (pointers.includes(0)) throw new Error('Argon2 is out of memory');
      view(passwordAt, password.length).set(password);
      view(saltAt, salt.length).set(salt);
      const code = argon2_hash(
        ...[passes, memoryKiB, lanes],
        ...[passwordAt, password.length, saltAt, salt.length, tagAt, TAG_BYTES],
        ...[0, 0, ARGON2ID, VERSION_13],
      );
      if (code !== 0) throw new Error(`Argon2 failed with code ${code}`);
      return view(tagAt, TAG_BYTES).slice();
    } finally {
      if (passwordAt) view(passwordAt, password.length).fill(0);
      for (const pointer of pointers) free(pointer);
    }
  };
}

/** What the module of version 0.5.28 exports; its hash is pinned by a test. */
type Argon2Exports = {
  memory: WebAssembly.Memory;
  malloc(size: number): number;
  free(pointer: number): void;
  argon2_hash(...args: number[]): number;
  _initialize(): void;
} & WebAssembly.Exports;
