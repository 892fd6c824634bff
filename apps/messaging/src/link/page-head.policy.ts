/** Of these the text is no markup. */
const opaque: ReadonlySet<string> = new Set(['title', 'script', 'style', 'textarea', 'xmp', 'iframe', 'noembed', 'noframes']);
const tagName = /[a-z][^\s/>]*/iy;
const attribute = /[\s/]*([^\s/>][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?/y;
const tagEnd = /[\s/]*>/y;
/** What of a tag `meta` says something. */
const telling: ReadonlySet<string> = new Set(['property', 'name', 'itemprop', 'content', 'value']);
/** More than a page has to say of itself. */
const mostTags = 500;

interface Tag {
  readonly name: string;
  /** Its telling attributes, as HTML. */
  readonly attributes: ReadonlyMap<string, string>;
  /** Where the page goes on. */
  readonly end: number;
}

const matchAt = (pattern: RegExp, text: string, place: number): RegExpExecArray | null => {
  pattern.lastIndex = place;
  return pattern.exec(text);
};

/** The tag whose name begins at a place; null where none does, `endless` where none ends any more. */
const tagAt = (html: string, place: number): Tag | 'endless' | null => {
  const [name] = matchAt(tagName, html, place) ?? [];
  if (name === undefined) return null;
  const attributes = new Map<string, string>();
  for (let at = place + name.length; ;) {
    if (matchAt(tagEnd, html, at) !== null) return { name: name.toLowerCase(), attributes, end: tagEnd.lastIndex };
    const [found, key = '', ...values] = matchAt(attribute, html, at) ?? [];
    if (found === undefined) return 'endless';
    at += found.length;
    const known = key.toLowerCase();
    const value = (values.find((one) => one !== undefined) ?? '').replaceAll('"', '&quot;');
    if (telling.has(known) && !attributes.has(known)) attributes.set(known, value);
  }
};

const metaOf = ({ attributes }: Tag): string => `<meta${[...attributes].map(([key, value]) => ` ${key}="${value}"`).join('')}>`;

/**
 * The title and the `meta` tags of a page, as HTML that a parser makes a flat tree of. In one pass: what of a page is nested, and
 * how, costs a parser time and memory by the square of it, and more of both than a process has.
 */
export const selfDescription = (html: string): string => {
  const told: string[] = [];
  let hasTitle = false;
  for (let place = html.indexOf('<'); place !== -1 && told.length < mostTags; place = html.indexOf('<', place)) {
    if (html.startsWith('<!--', place)) {
      place = html.indexOf('-->', place + 2);
      if (place === -1) break;
      continue;
    }
    const tag = tagAt(html, place + 1);
    if (tag === 'endless') break;
    place = tag?.end ?? place + 1;
    if (tag === null) continue;
    if (tag.name === 'meta') told.push(metaOf(tag));
    if (!opaque.has(tag.name)) continue;
    const close = matchAt(new RegExp(`</${tag.name}`, 'gi'), html, place);
    if (close === null) break;
    if (tag.name === 'title' && !hasTitle) told.push(`<title>${html.slice(place, close.index)}</title>`);
    hasTitle ||= tag.name === 'title';
    place = close.index;
  }
  return told.join('');
};
