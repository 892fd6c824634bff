const questionMark = 63;
const slash = 47;

/** Cuts an XMPP stream (RFC 6120) into its stanzas: the elements right below the stream. Knows no CDATA and no comments, which XMPP forbids or servers do not send. */
export class XmppStanzas {
  #text = '';
  #position = 0;
  #depth = 0;
  #start = 0;

  /** @param {(stanza: string) => void} onStanza */
  constructor(onStanza) {
    this.onStanza = onStanza;
  }

  /** A new stream begins, as after authentication. */
  reset() {
    this.#text = '';
    this.#position = 0;
    this.#depth = 0;
  }

  /** @param {string} chunk */
  push(chunk) {
    this.#text += chunk;
    for (;;) {
      const open = this.#text.indexOf('<', this.#position);
      const close = open < 0 ? -1 : this.#text.indexOf('>', open);
      if (close < 0) {
        this.#position = open < 0 ? this.#text.length : open;
        return;
      }
      this.#position = close + 1;
      this.#tag(open, close);
    }
  }

  /**
   * @param {number} open
   * @param {number} close
   */
  #tag(open, close) {
    const first = this.#text.charCodeAt(open + 1);
    if (first === questionMark) return;
    const isEnd = first === slash;
    const isEmpty = !isEnd && this.#text.charCodeAt(close - 1) === slash;
    if (isEnd) this.#depth -= 1;
    else if (this.#depth === 1) this.#start = open;
    if (this.#depth === 1 && (isEnd || isEmpty)) return this.#stanza(close);
    if (!isEnd && !isEmpty) this.#depth += 1;
    return undefined;
  }

  /** @param {number} close */
  #stanza(close) {
    const stanza = this.#text.slice(this.#start, close + 1);
    this.#text = this.#text.slice(close + 1);
    this.#position = 0;
    this.onStanza(stanza);
  }
}
