import { prefixedIds } from '../ids.ts';
import { GroupedMemoryStore, MemoryStore } from './memory-store.ts';
import { testAttachmentStore, testGroupedStore, testStore } from './store-contract.ts';

type User = { user: string };

const ownerOf = ({ user }: User) => user;
const newUser = async () => ({ user: crypto.randomUUID() });
const ids = prefixedIds;

const plain = new MemoryStore(ownerOf);
const grouped = new GroupedMemoryStore(ownerOf);

testStore('memory store', async () => ({ store: plain, newUser, ids }));
testStore('grouped memory store', async () => ({ store: grouped, newUser, ids }));
testGroupedStore('grouped memory store', async () => ({ store: grouped, newUser, ids }));
testAttachmentStore('memory store', async () => ({ store: plain, newUser, ids }));
