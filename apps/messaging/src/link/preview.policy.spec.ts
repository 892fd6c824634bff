import { describe, expect, it } from '@jest/globals';
import { cpuMs } from '@parley/testing';
import { previewOf } from './preview.policy.js';

const address = 'https://example.com/a';
const page = (head: string | Buffer, contentType = 'text/html; charset=utf-8') => ({
  url: 'https://www.example.com/there/',
  contentType,
  body: typeof head === 'string' ? Buffer.from(`<html><head>${head}</head><body>${'<p>'.repeat(9)}</body></html>`) : head,
});
const nothing = { url: address, title: '', description: '', image: '' };

describe('previewOf', () => {
  it('takes what the page says of itself, under the address of the message', async () => {
    const head = `<title>Other</title><meta property="og:title" content="A &amp; B"><meta property="og:description" content=" two
      lines "><meta property="og:image" content="/pic.png">`;
    expect(await previewOf(address, page(head))).toEqual({
      url: address,
      title: 'A & B',
      description: 'two lines',
      image: 'https://www.example.com/pic.png',
    });
  });

  it('falls back to title and description', async () => {
    const shown = await previewOf(address, page('<title>Plain</title><meta name="description" content="said">'));
    expect(shown).toEqual({ ...nothing, title: 'Plain', description: 'said' });
  });

  it('takes what is told to Twitter where nothing else is, and nothing that stands in the body', async () => {
    const told = '<meta name="twitter:title" content="Tweet"><meta name="twitter:description" content="said">';
    expect(await previewOf(address, page(told))).toEqual({ ...nothing, title: 'Tweet', description: 'said' });
    const body = Buffer.from('<html><head><title>Plain</title></head><body><meta property="og:title" content="Not this"></body></html>');
    expect(await previewOf(address, { ...page(''), body })).toEqual({ ...nothing, title: 'Plain' });
  });

  it('A-00-08: strips tags and control characters, and cuts what is too long', async () => {
    const head = `<meta property="og:title" content="<script>x</script>b\u0007 ${'é'.repeat(400)}"><meta property="og:image" content="javascript:x">`;
    const shown = await previewOf(address, page(head));
    expect(shown).toMatchObject({ title: expect.stringMatching(/^x b é+$/), image: '' });
    expect([...(shown?.title ?? '')]).toHaveLength(300);
  });

  it('stays quick on a title that begins tags and ends none', async () => {
    const spent = await cpuMs(async () => {
      const shown = await previewOf(address, page(`<meta property="og:title" content="a <b> c ${'<'.repeat(100_000)}">`));
      expect(shown?.title).toMatch(/^a c <+$/);
    });
    expect(spent).toBeLessThan(2_000);
  });

  it.each([
    [
      'bold letters that every paragraph takes up again',
      `<p>${Array.from({ length: 1_000 }, (_, n) => `<b a${n}>`).join('')}${'</p><p>x'.repeat(1_000)}`,
    ],
    ['boxes in boxes', '<div>'.repeat(50_000)],
    ['a tag of many attributes', `<meta ${Array.from({ length: 40_000 }, (_, n) => `a${n}`).join(' ')}>`],
    ['tags of which none ends', '<meta a="'.repeat(25_000)],
    ['tags that say little', '<meta name=a>'.repeat(19_000)],
    ['comments of which none ends', '<!-- '.repeat(50_000)],
  ])('stays quick and small on %s, and takes what stood before', async (_, rest) => {
    const body = Buffer.from(`<title>Plain</title>${rest}`);
    const { rss: before } = process.memoryUsage();
    const spent = await cpuMs(async () => expect(await previewOf(address, { ...page(''), body })).toEqual({ ...nothing, title: 'Plain' }));
    expect(spent).toBeLessThan(2_000);
    expect(process.memoryUsage().rss - before).toBeLessThan(2 ** 28);
  });

  it('reads tags however they are written, and none in comments, scripts and text', async () => {
    const head = `<!-- <title>Not this</title> --><script>"<meta property='og:title' content='nor this'>"</script><style>a > b {}</style>
      <META data-x = '>' NAME=description CONTENT = 'a "quoted" word'/><meta name="title" content="nor this"><title lang="en">A <b>title</title>`;
    expect(await previewOf(address, page(head))).toEqual({ ...nothing, title: 'A title', description: 'a "quoted" word' });
  });

  it('reads the charset of the header and of the page', async () => {
    const latin = Buffer.from('<title>caf\u00e9</title>', 'latin1');
    expect(await previewOf(address, page(latin, 'text/html; charset=ISO-8859-1'))).toMatchObject({ title: 'café' });
    expect(await previewOf(address, page(Buffer.concat([Buffer.from('<meta charset="windows-1252">'), latin]), 'text/html'))).toMatchObject({
      title: 'café',
    });
    expect(await previewOf(address, page(Buffer.from('<title>café</title>'), 'text/html; charset=nonsense'))).toMatchObject({ title: 'café' });
  });

  it('shows an image as itself', async () => {
    const shown = await previewOf(address, { url: 'https://cdn.example.com/x/cat.png', contentType: 'image/png', body: Buffer.alloc(0) });
    expect(shown).toEqual({ url: address, title: 'cat.png', description: '', image: 'https://cdn.example.com/x/cat.png' });
  });

  it.each([
    ['a page that says nothing', page('<meta name="x" content="y">')],
    ['another type', page('%PDF', 'application/pdf')],
    ['SVG', page('<svg/>', 'image/svg+xml')],
    ['an empty answer', page(Buffer.alloc(0))],
  ])('shows nothing of %s', async (_, one) => {
    expect(await previewOf(address, one)).toBeNull();
  });
});
