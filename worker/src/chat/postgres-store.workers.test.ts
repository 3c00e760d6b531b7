import { inject } from 'vitest';
import { type StoreUnderTest, testGroupedStore, testStore } from '#chatkit/testing/store-contract.ts';
import { connect } from '#core/db/client.ts';
import { aUser } from '#dev/factories.ts';
import { type ChatContext, chatContext } from './context.ts';
import { postgresStore } from './postgres-store.ts';

const db = connect(inject('databaseUrl'), inject('neonEndpoint'));
const request = { requestId: 'test', budget: { turns: 1_000, tokens: 1_000_000 } };
const uuid = () => crypto.randomUUID();

const makeStore = async (): Promise<StoreUnderTest<ChatContext>> => ({
  store: postgresStore,
  newUser: async () => chatContext(await aUser(db), request),
  ids: { thread: uuid, item: uuid, turn: uuid },
});

testStore('the Postgres store', makeStore);
testGroupedStore('the Postgres store', makeStore);
