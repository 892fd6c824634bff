/** What RFC 8187 allows beside letters and digits. */
const encoded = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

/** Quotes and backslashes would end or escape the quoted form; the full name stands beside it. */
const ascii = (name: string): string => name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\]/g, '_');

/** A Content-Disposition header that no name can break out of. */
export const contentDisposition = (type: 'inline' | 'attachment', name: string): string => {
  const plain = ascii(name);
  return `${type}; filename="${plain}"${plain === name ? '' : `; filename*=UTF-8''${encoded(name)}`}`;
};
