import { beforeAll, describe, expect, it } from '@jest/globals';
import { uniqueName } from '@parley/testing';
import sharp from 'sharp';
import { openDirect, register, type Sample } from '../files/uploads.harness.js';
import { fileClients, type Scene } from './file-clients.harness.js';

type DialectName = keyof typeof fileClients;
const names = Object.keys(fileClients) as DialectName[];
const pairs = names.flatMap((from) => names.filter((to) => to !== from).map((to) => [from, to] as const));

/** A picture like no other, whose name no URL holds as it is. */
const makePicture = async (): Promise<Sample> => {
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  const image = sharp({ create: { width: 300, height: 200, channels: 3, background: '#888', noise } });
  return { name: `${uniqueName('größe ')} (1).png`, type: 'image/png', bytes: await image.png().toBuffer() };
};

describe('files across dialects', () => {
  let ann: Scene;
  let ben: Scene;
  const sent = new Map<DialectName, Sample>();

  beforeAll(async () => {
    const [me, other] = [await register('ann'), await register('ben')];
    const conversationId = await openDirect(me, other);
    ann = { me, other, conversationId, gateway: 0 };
    ben = { me: other, other: me, conversationId, gateway: 1 };
    for (const from of names) {
      const picture = await makePicture();
      await fileClients[from].send(ann, picture);
      sent.set(from, picture);
    }
  }, 60_000);

  it.each(pairs)('C67 C68 a file sent through %s is opened through %s, byte for byte, with name, size and type', async (from, to) => {
    const { name, type, bytes } = sent.get(from) as Sample;
    const opened = await fileClients[to].open(ben, name);
    expect({ name: opened.name, sizeBytes: opened.sizeBytes, type: opened.type }).toEqual({ name, sizeBytes: bytes.length, type });
    expect(opened.bytes.equals(bytes)).toBe(true);
  });
});
