/** A plain WebSocket on /socket.io that names no protocol version speaks the newest (C08); other addresses stay as they are. */
export const withProtocol = (url: string): string => {
  const isUnversioned = /^\/socket\.io\/?(\?|$)/.test(url) && !/[?&]EIO=/.test(url);
  return isUnversioned ? `${url}${url.includes('?') ? '&' : '?'}EIO=4&transport=websocket` : url;
};
