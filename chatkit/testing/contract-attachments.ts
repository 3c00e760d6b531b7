import { expect } from 'vitest';
import type { Attachment } from '../protocol/content.ts';
import type { Store } from '../store.ts';
import { absent, type On, type Scene } from './contract-scene.ts';

type Rows<Context> = Required<Pick<Store<Context>, 'saveAttachment' | 'loadAttachment' | 'deleteAttachment'>>;

function rows<Context>({ store }: Scene<Context>): Rows<Context> {
  return store as Rows<Context>;
}

function file<Context>({ ids, user }: Scene<Context>): Attachment {
  const id = ids.item('attachment', '', user);
  return { type: 'file', id, name: 'test.txt', mime_type: 'text/plain' };
}

function image<Context>(scene: Scene<Context>): Attachment {
  const preview_url = 'https://example.com/test.png';
  const upload_descriptor = {
    url: 'https://example.com/up',
    method: 'PUT',
    headers: { 'X-A': 'b' },
  } as const;
  const metadata = { source: 'test', none: null };
  return { ...file(scene), type: 'image', mime_type: 'image/png', preview_url, upload_descriptor, metadata };
}

export function testAttachments<Context>(on: On<Context>): void {
  on('T06, T07 an attachment is loaded as it was saved, metadata included', async (scene) => {
    for (const attachment of [file(scene), image(scene)]) {
      await rows(scene).saveAttachment(attachment, scene.user);
      expect(await rows(scene).loadAttachment(attachment.id, scene.user)).toEqual(attachment);
    }
  });

  on('saving an attachment again changes it, such as the thread it belongs to', async (scene) => {
    const attachment = image(scene);
    await rows(scene).saveAttachment(attachment, scene.user);
    const bound = { ...attachment, thread_id: scene.ids.thread(scene.user) };
    await rows(scene).saveAttachment(bound, scene.user);
    expect(await rows(scene).loadAttachment(attachment.id, scene.user)).toEqual(bound);
    await rows(scene).saveAttachment(attachment, scene.user);
    expect(await rows(scene).loadAttachment(attachment.id, scene.user)).toEqual(attachment);
  });

  on('an attachment that is absent and one of another user look the same, and stay', async (scene) => {
    const attachment = file(scene);
    await rows(scene).saveAttachment(attachment, scene.user);
    const stranger = await scene.newUser();
    await expect(rows(scene).loadAttachment(attachment.id, stranger)).rejects.toThrow(absent);
    await expect(rows(scene).loadAttachment(file(scene).id, scene.user)).rejects.toThrow(absent);
    await expect(rows(scene).loadAttachment('nonsense', scene.user)).rejects.toThrow(absent);
    await expect(rows(scene).saveAttachment({ ...attachment, name: 'mine' }, stranger)).rejects.toThrow(
      absent,
    );
    await rows(scene).deleteAttachment(attachment.id, stranger);
    expect(await rows(scene).loadAttachment(attachment.id, scene.user)).toEqual(attachment);
  });

  on('a deleted attachment is absent, and deleting it again changes nothing', async (scene) => {
    const attachment = file(scene);
    await rows(scene).saveAttachment(attachment, scene.user);
    await rows(scene).deleteAttachment(attachment.id, scene.user);
    await rows(scene).deleteAttachment(attachment.id, scene.user);
    await expect(rows(scene).loadAttachment(attachment.id, scene.user)).rejects.toThrow(absent);
  });
}
