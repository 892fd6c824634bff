import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { doors, stand, type Door, type Place, type Stored } from './doors.harness.js';
import * as samples from './samples.harness.js';
import { fetchFile, openDirect, register, type Fetched, type Sample } from './uploads.harness.js';

type Make = () => Promise<Buffer> | Buffer;

/** What: name, claimed type, bytes, the type it is kept as, whether a browser may show it. */
type Kept = readonly [what: string, name: string, claim: string, make: Make, type: string, isInline: boolean];
type Refused = readonly [what: string, name: string, claim: string, make: Make];

const kept: readonly Kept[] = [
  ['a JPEG with a page behind it', 'a.jpg', 'image/jpeg', samples.jpegAndHtml, 'image/jpeg', true],
  ['the same, called a page', 'a.html', 'text/html', samples.jpegAndHtml, 'image/jpeg', true],
  ['a GIF with a script behind it, called a script', 'a.js', 'text/javascript', samples.gifAndScript, 'image/gif', true],
  ['a PDF that is a ZIP, too', 'a.pdf', 'application/pdf', samples.pdfAndZip, 'application/pdf', false],
  ['a drawing with a script', 'a.svg', 'image/svg+xml', () => samples.svg, 'image/svg+xml', false],
  ['a page', 'a.html', 'text/html', () => samples.html, 'text/html', false],
  ['a page called text', 'a.txt', 'text/plain', () => samples.html, 'text/html', false],
  ['a picture called text', 'a.txt', 'text/plain', samples.png, 'image/png', true],
  ['a ZIP that would be 50 MB', 'a.zip', 'application/zip', () => samples.zipBomb(50_000_000), 'application/zip', false],
];

const refused: readonly Refused[] = [
  ['a page called a picture', 'a.png', 'image/png', () => samples.html],
  ['a page claimed to be a picture', 'a', 'image/png', () => samples.html],
  ['a program called a picture', 'a.png', 'image/png', () => samples.windowsProgram],
  ['a program called by no name', 'a', 'application/octet-stream', () => samples.windowsProgram],
  ['an archive called a picture', 'a.jpg', 'image/jpeg', () => samples.zipBomb(10)],
  ['a picture called film', 'a.mp4', 'video/mp4', samples.png],
  ['a second ending', 'holiday.png.exe', 'image/png', samples.png],
  ['an ending that reads backwards', 'holiday\u202Egnp.exe', 'image/png', samples.png],
  ['a script', 'install.sh', 'text/plain', () => samples.shellScript],
  ['EICAR', 'a.txt', 'text/plain', () => samples.eicar],
  ['EICAR behind a picture', 'a.png', 'image/png', async () => Buffer.concat([await samples.png(), samples.eicar])],
  ['65,535² pixels', 'a.png', 'image/png', samples.pixelFlood],
  ['nothing', 'a.txt', 'text/plain', () => Buffer.alloc(0)],
];

const names: readonly (readonly [what: string, given: string, kept: string])[] = [
  ['folders', '../../etc/passwd', 'passwd'],
  ['an absolute path', '/etc/shadow', 'shadow'],
  ['a path of Windows', 'C:\\Windows\\win.ini', 'win.ini'],
  ['NUL', 'a\u0000b.txt', 'ab.txt'],
  ['an override of direction', 'txt.\u202Egpj.txt', 'txt.gpj.txt'],
  ['markup', '<img src=x>.txt', '<img src=x>.txt'],
  ['many scripts', '日本 🎉.txt', '日本 🎉.txt'],
  ['4 KB', `${'n'.repeat(4_000)}.txt`, `${'n'.repeat(251)}.txt`],
];

const expectSafe = ({ status, headers, bytes }: Fetched, sent: Buffer, type: string, isInline: boolean): void => {
  const sandbox = headers.get('content-security-policy') ?? '';
  expect([status, headers.get('content-type')?.split(';')[0], headers.get('x-content-type-options')]).toEqual([200, type, 'nosniff']);
  expect(headers.get('content-disposition')).toMatch(isInline ? /^inline/ : /^attachment/);
  expect(sandbox).toContain('sandbox');
  expect(bytes.equals(sent)).toBe(true);
};

describe.each(Object.entries(doors))('files that attack, through %s', (name: string, door: Door) => {
  let place: Place;
  const dialect = name === 'v1' ? 'V1-5.1' : { connectbest: 'CB-5.1', chatrooms: 'RC-upload.file', umoc: 'UM-HTTP-upload' }[name];
  const send = (sample: Sample) => door(place, sample);
  const accepted = async (sample: Sample): Promise<Stored> => {
    const { stored, body } = await send(sample);
    if (stored === null) throw new Error(`refused: ${JSON.stringify(body)}`);
    return stored;
  };

  beforeAll(async () => {
    const [ann, ben] = [await register('ann'), await register('ben')];
    place = await stand(ann, ben, await openDirect(ann, ben));
  });
  afterAll(() => place.umoc.io.close());

  it.each(kept)(`${dialect} keeps %s for what it is, harmless`, async (_what, fileName, type, make, keptType, isInline) => {
    const bytes = await make();
    const stored = await accepted({ name: fileName, type, bytes });
    expect({ type: stored.type, sizeBytes: stored.sizeBytes }).toEqual({ type: keptType, sizeBytes: bytes.length });
    expectSafe(await fetchFile(stored.url, {}), bytes, keptType, isInline);
  });

  it.each(refused)(`${dialect} refuses %s`, async (_what, fileName, type, make) => {
    const { stored, status } = await send({ name: fileName, type, bytes: await make() });
    expect(stored).toBeNull();
    expect(name === 'umoc' ? [0, 400] : [400]).toContain(status);
  });

  it.each(names)(`${dialect} keeps a name with %s in it harmless`, async (_what, given, keptName) => {
    const stored = await accepted({ name: given, type: 'text/plain', bytes: Buffer.from('text') });
    expect(stored.name).toBe(keptName);
    expectSafe(await fetchFile(stored.url, {}), Buffer.from('text'), 'text/plain', false);
  });

  it(`${dialect} keeps place and camera out of thumbnails, and the photograph as it was`, async () => {
    const bytes = await samples.located();
    const stored = await accepted({ name: 'a.jpg', type: 'image/jpeg', bytes });
    const thumbnail = (await fetchFile(stored.thumbnailUrl ?? '', {})).bytes;
    expect(await sharp(thumbnail).metadata()).toMatchObject({ width: 320 });
    expect((await sharp(thumbnail).metadata()).exif).toBeUndefined();
    expect(thumbnail.includes('Spyglass')).toBe(false);
    expectSafe(await fetchFile(stored.url, {}), bytes, 'image/jpeg', true);
  });
});
