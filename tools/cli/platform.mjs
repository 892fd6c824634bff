/**
 * The sentence to print when this Node or this system cannot run Parley; null when it can.
 * Written in old syntax on purpose: an old Node must be able to read this far.
 * @param {string} version as in process.version
 * @param {string} platform as in process.platform
 * @returns {string | null}
 */
export function platformProblem(version, platform) {
  if (platform === 'win32') return 'Parley starts on Linux, macOS or WSL; on Windows itself use docker compose up.';
  const parts = version.replace(/^v/, '').split('.').map(Number);
  if (parts[0] > 20 || (parts[0] === 20 && parts[1] >= 19)) return null;
  return 'Parley needs Node 20.19 or newer, and this is Node ' + version.replace(/^v/, '') + '.';
}
