/** A person's presence, wherever this dialect shows one (C32). Nobody's is tracked yet, so nobody is seen online. */
export const presentStatus = (): 'online' | 'away' | 'busy' | 'inmeeting' | 'offline' => 'offline';
