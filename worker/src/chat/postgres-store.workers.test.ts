import { inject } from 'vitest';
import { testStore } from '#chatkit/testing/store-contract.ts';
import { connect } from '#core/db/client.ts';
import { aUser } from '#dev/factories.ts';
import { chatContext } from './context.ts';
import { postgresStore } from './postgres-store.ts';

const db = connect(inject('databaseUrl'), inject('neonEndpoint'));
const request = { requestId: 'test', budget: { turns: 1_000, tokens: 1_000_000 } };

testStore('the Postgres store', async () => ({
  store: postgresStore,
  contexts: [chatContext(await aUser(db), request), chatContext(await aUser(db), request)],
}));
