import assert from 'node:assert/strict';
import test from 'node:test';
import { XmppStanzas } from '../clients/xmpp-stanzas.mjs';

const stream = `<?xml version='1.0'?><stream:stream xmlns='jabber:client'>`;
const stanzas = [`<message to='a'><body>x &gt; y</body></message>`, `<presence/>`, `<iq type='result'><a><b/><c>d</c></a></iq>`];

const cut = (chunks) => {
  const found = [];
  const parser = new XmppStanzas((stanza) => found.push(stanza));
  for (const chunk of chunks) parser.push(chunk);
  return found;
};

test('stanzas are cut out of a stream', () => {
  assert.deepEqual(cut([stream + stanzas.join('')]), stanzas);
});

test('wherever the stream is split', () => {
  assert.deepEqual(cut([...(stream + stanzas.join(''))]), stanzas);
});

test('white space between stanzas is left alone', () => {
  assert.deepEqual(
    cut([stream, ` \n${stanzas[1]}\n `, stanzas[2]]).map((stanza) => stanza.trim()),
    [stanzas[1], stanzas[2]],
  );
});

test('after a reset a new stream begins', () => {
  const found = [];
  const parser = new XmppStanzas((stanza) => found.push(stanza));
  parser.push(`${stream}<success/>`);
  parser.reset();
  parser.push(`${stream}<features/>`);
  assert.deepEqual(found, ['<success/>', '<features/>']);
});
