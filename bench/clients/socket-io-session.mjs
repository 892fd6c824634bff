import { WebSocket } from 'ws';

const fourthEngine = 'EIO=4&transport=websocket';

/**
 * One Socket.IO connection over WebSocket. It speaks the wire format itself: the usual client would cost the load generator,
 * which shares the machine, more than the server.
 */
export class SocketIoSession {
  /** @type {Map<number, (reply: any) => void>} */
  #acknowledgements = new Map();
  #asked = 0;
  #isClosing = false;
  /** @type {(packet: string) => void} */
  #onEvent = () => {};

  /**
   * @param {object} options
   * @param {string} options.url http://host:port
   * @param {Record<string, string>} [options.query]
   * @param {object} [options.auth] payload of the handshake
   * @param {import('../load/sessions.mjs').Client['faults']} options.faults
   */
  constructor({ url, query = {}, auth = {}, faults }) {
    this.auth = auth;
    this.faults = faults;
    const address = `${url.replace(/^http/, 'ws')}/socket.io/?${fourthEngine}&${new URLSearchParams(query)}`;
    this.socket = new WebSocket(address, { perMessageDeflate: false, skipUTF8Validation: true });
  }

  /** @returns {Promise<this>} once the server has accepted the handshake */
  opened() {
    return new Promise((resolve, reject) => {
      this.socket.on('error', (error) => this.#failed(error.message, reject));
      this.socket.on('close', () => {
        if (this.#isClosing) return;
        this.faults.dropped += 1;
        reject(new Error('closed'));
      });
      this.socket.on('message', (data) => this.#received(data.toString(), resolve, reject));
    });
  }

  /** @param {(packet: string) => void} listener hears events as they came: `2["name",data]` */
  onEvent(listener) {
    this.#onEvent = listener;
  }

  /**
   * @param {string} event
   * @param {...unknown} data
   * @returns {Promise<any>} the acknowledgement
   */
  ask(event, ...data) {
    const id = this.#asked++;
    return new Promise((resolve) => {
      this.#acknowledgements.set(id, resolve);
      this.socket.send(`42${id}${JSON.stringify([event, ...data])}`);
    });
  }

  close() {
    this.#isClosing = true;
    this.socket.close();
  }

  /**
   * @param {string} text an Engine.IO packet
   * @param {(self: this) => void} resolve
   * @param {(error: Error) => void} reject
   */
  #received(text, resolve, reject) {
    if (text.startsWith('42')) this.#onEvent(text.slice(1));
    else if (text.startsWith('43')) this.#acknowledged(text);
    else if (text.startsWith('40')) resolve(this);
    else if (text.startsWith('44')) this.#failed(text, reject);
    else if (text.startsWith('2')) this.socket.send('3');
    else if (text.startsWith('0')) this.socket.send(`40${JSON.stringify(this.auth)}`);
  }

  /** @param {string} text */
  #acknowledged(text) {
    const start = text.indexOf('[');
    const id = Number(text.slice(2, start));
    this.#acknowledgements.get(id)?.(JSON.parse(text.slice(start))[0]);
    this.#acknowledgements.delete(id);
  }

  /**
   * @param {string} message
   * @param {(error: Error) => void} reject
   */
  #failed(message, reject) {
    this.faults.errors += 1;
    this.faults.last = message;
    reject(new Error(message));
  }
}
