export interface SmsProvider {
  /** Without the credentials. */
  readonly url: string;
  readonly authorization?: string;
}

/** `https://user:key@host/path` → Basic; `https://:key@host/path` or `https://key@host/path` → Bearer; none → none. */
export const decodeSmsUrl = (text: string): SmsProvider => {
  const url = new URL(text);
  const user = decodeURIComponent(url.username);
  const key = decodeURIComponent(url.password);
  url.username = '';
  url.password = '';
  if (user === '' && key === '') return { url: url.toString() };
  const authorization = user !== '' && key !== '' ? `Basic ${Buffer.from(`${user}:${key}`).toString('base64')}` : `Bearer ${user}${key}`;
  return { url: url.toString(), authorization };
};
