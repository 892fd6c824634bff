import { once } from 'node:events';
import net from 'node:net';
import { XmppStanzas } from './xmpp-stanzas.mjs';

const answerMs = 30_000;
const domain = 'localhost';
const rooms = 'conference.localhost';
const header = `<?xml version='1.0'?><stream:stream to='${domain}' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>`;

/** One XMPP connection over plain TCP: SASL PLAIN, no TLS, rooms by XEP-0045. */
export class XmppSession {
  /** @type {{ accepts: (stanza: string) => boolean, resolve: (stanza: string) => void } | null} one question at a time */
  #question = null;
  #isClosing = false;
  /** @type {(body: string) => void} */
  #onMessage = () => {};

  /**
   * @param {object} options
   * @param {number} options.port
   * @param {string} options.user
   * @param {string} options.password
   * @param {import('../load/sessions.mjs').Client['faults']} options.faults
   */
  constructor({ port, user, password, faults }) {
    this.user = user;
    this.password = password;
    this.faults = faults;
    this.stanzas = new XmppStanzas((stanza) => this.#received(stanza));
    this.socket = net.connect({ host: '127.0.0.1', port, noDelay: true });
    this.socket.setEncoding('latin1');
    this.socket.on('data', (chunk) => this.stanzas.push(String(chunk)));
    this.socket.on('error', (error) => this.#fault(error.message));
    this.socket.on('close', () => {
      if (!this.#isClosing) faults.dropped += 1;
    });
  }

  /** @returns {Promise<this>} once others can write to it */
  async opened() {
    await once(this.socket, 'connect');
    const features = (/** @type {string} */ stanza) => stanza.includes('features');
    await this.#ask(header, features);
    const credentials = Buffer.from(`\0${this.user}\0${this.password}`).toString('base64');
    const auth = `<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>${credentials}</auth>`;
    const verdict = await this.#ask(auth, (stanza) => /^<(success|failure)/.test(stanza));
    if (!verdict.startsWith('<success')) throw new Error(verdict);
    this.stanzas.reset();
    await this.#ask(header, features);
    const bind = `<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><resource>bench</resource></bind></iq>`;
    await this.#ask(bind, (stanza) => stanza.startsWith('<iq'));
    await this.#ask('<presence/>', (stanza) => stanza.startsWith('<presence'));
    return this;
  }

  /** @param {(body: string) => void} listener */
  onMessage(listener) {
    this.#onMessage = listener;
  }

  /**
   * @param {string} user
   * @param {string} body
   */
  sendDirect(user, body) {
    this.socket.write(`<message to='${user}@${domain}' type='chat'><body>${body}</body></message>`, 'latin1');
  }

  /** @param {string} room made by the first who joins it */
  async joinRoom(room) {
    const address = `${room}@${rooms}`;
    const join = `<presence to='${address}/${this.user}'><x xmlns='http://jabber.org/protocol/muc'><history maxchars='0'/></x></presence>`;
    const isOwn = (/** @type {string} */ stanza) => stanza.startsWith('<presence') && /code=['"]110|type=['"]error/.test(stanza);
    const answer = await this.#ask(join, isOwn);
    if (/type=['"]error/.test(answer)) throw new Error(answer);
    if (!/code=['"]201/.test(answer)) return;
    const accept = `<query xmlns='http://jabber.org/protocol/muc#owner'><x xmlns='jabber:x:data' type='submit'/></query>`;
    await this.#ask(`<iq type='set' id='made' to='${address}'>${accept}</iq>`, (stanza) => stanza.startsWith('<iq'));
  }

  /**
   * @param {string} room
   * @param {string} body
   */
  sendRoom(room, body) {
    this.socket.write(`<message to='${room}@${rooms}' type='groupchat'><body>${body}</body></message>`, 'latin1');
  }

  close() {
    this.#isClosing = true;
    this.socket.end('</stream:stream>');
    setTimeout(() => this.socket.destroy(), 200).unref();
  }

  /**
   * @param {string} stanza
   * @param {(stanza: string) => boolean} accepts
   * @returns {Promise<string>}
   */
  #ask(stanza, accepts) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${this.user}: no answer to ${stanza}`)), answerMs);
      this.#question = {
        accepts,
        resolve: (answer) => {
          clearTimeout(timer);
          resolve(answer);
        },
      };
      this.socket.write(stanza, 'latin1');
    });
  }

  /** @param {string} stanza */
  #received(stanza) {
    if (stanza.startsWith('<message')) return this.#message(stanza);
    if (this.#question?.accepts(stanza) !== true) return undefined;
    const { resolve } = this.#question;
    this.#question = null;
    return resolve(stanza);
  }

  /** @param {string} stanza */
  #message(stanza) {
    if (/type=['"]error/.test(stanza.slice(0, stanza.indexOf('>')))) return this.#fault(stanza);
    const body = stanza.indexOf('<body>');
    if (body >= 0) this.#onMessage(stanza.slice(body + '<body>'.length));
    return undefined;
  }

  /** @param {string} message */
  #fault(message) {
    this.faults.errors += 1;
    this.faults.last = message;
  }
}
